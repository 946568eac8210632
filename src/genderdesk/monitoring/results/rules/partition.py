"""Parts that exclude each other add up to their number, or the page says by how many they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from genderdesk.monitoring.results.rules.measured import Measured
from genderdesk.monitoring.results.rules.page import Caution
from genderdesk.monitoring.results.vocabulary import Warned


def totals_by_dimension(found: Measured) -> Mapping[str, int]:
    """What the parts of each dimension add up to."""
    totals: dict[str, int] = {}
    for part in found.parts:
        totals[part.dimension] = totals.get(part.dimension, 0) + (part.value or 0)
    return totals


def with_partition(found: Measured) -> Measured:
    """The same with a caution for each dimension whose parts do not add up, or that one and the same can be in two of
    its parts."""
    if not found.parts or found.value is None or found.beside:
        return found
    if found.overlapping:
        return replace(found, cautions=(*found.cautions, Caution(Warned.PARTS_OVERLAP.value)))
    told = [
        Caution(Warned.PARTS_DO_NOT_ADD_UP.value, int(found.value) - total, dimension)
        for dimension, total in totals_by_dimension(found).items()
        if total != found.value
    ]
    return replace(found, cautions=(*found.cautions, *told))
