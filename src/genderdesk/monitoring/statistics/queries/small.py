"""Small numbers of people kept back as in the monthly figures, for the figures of another room."""

from __future__ import annotations

from collections.abc import Mapping

from genderdesk.monitoring.statistics.rules.disclosure import protect_count, protect_line
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD


def shown_alone(count: int) -> int | None:
    """A number that stands alone; None where it is of so few that it is kept back."""
    return protect_count(count, THRESHOLD)


def shown_of_a_total(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Cells that add up to a total which is shown: small ones are kept back, and as many others as hide them."""
    return protect_line(counts, THRESHOLD).cells
