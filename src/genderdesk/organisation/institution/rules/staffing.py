"""How many posts a caseload asks for, by a norm that is a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from genderdesk.organisation.institution.vocabulary import NormClass


@dataclass(frozen=True, slots=True)
class Asked:
    """The class of a norm that a caseload falls into; ``below`` is where the next one begins, None for the highest."""

    from_cases: int
    below: int | None
    posts: int


def asked_by(norm: Sequence[NormClass], cases_a_year: int) -> Asked:
    """The class of a caseload. ValueError where the norm has none for it, so begin each norm at nought."""
    classes = sorted(norm, key=lambda each: each.from_cases)
    for each, above in zip(reversed(classes), [None, *reversed(classes)], strict=False):
        if each.from_cases <= cases_a_year:
            return Asked(each.from_cases, above.from_cases if above else None, each.posts)
    raise ValueError("The norm has no class for so few cases.")
