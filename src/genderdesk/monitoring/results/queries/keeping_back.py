"""What a page that anybody may read shows of small numbers of people: nothing of one to four, nor what tells them.

The rule and its threshold are those of the monthly figures (statistics, security.md 5).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from genderdesk.monitoring.results.rules.measured import Measured
from genderdesk.monitoring.results.rules.page import Caution, Part
from genderdesk.monitoring.results.vocabulary import PART_OF, Unit, Warned
from genderdesk.monitoring.statistics.queries.small import shown_alone, shown_of_a_total

# Of these the number itself is of survivors; of those who were trained only the parts are kept back.
OF_SURVIVORS = frozenset({Unit.REPORTS.value, Unit.SERVICES.value})
OF_PEOPLE_BESIDE = frozenset({"sex", "category", "region", "province", "place"})
OF_PEOPLE = frozenset({Unit.PERSONS.value, Unit.COMPLETIONS.value, *OF_SURVIVORS})


def kept_back(found: Measured, unit: str) -> tuple[Measured, tuple[Caution, ...]]:
    """What is shown of a number in this unit, and its cautions."""
    told = tuple(found.cautions)
    if unit not in OF_PEOPLE and not found.beside:
        return found, told
    # Beside a number of places or rooms stand people, by these dimensions, or things, which nobody recognises.
    kept = OF_PEOPLE_BESIDE if found.beside else {each.dimension for each in found.parts}
    shown = found
    if unit in OF_SURVIVORS and _small(found):
        shown = replace(found, value=None, earlier=None, whole=None, shown="", parts=(), counted=None)
    else:
        shown = replace(found, parts=_parts(found, kept))
    hidden = {each.dimension for each in shown.parts if each.value is None}
    # A caution that says how many are in a part would tell what is kept back.
    told = tuple(replace(each, number=None) if PART_OF.get(each.code) in hidden else each for each in told)
    if hidden or (shown.value is None and found.value is not None):
        told = (*told, Caution(Warned.KEPT_BACK.value))
    return shown, told


def _small(found: Measured) -> bool:
    """Whether one of its numbers is of so few that it is kept back; a median of minutes is no number of people."""
    numbers = [each for each in (found.value, found.earlier) if isinstance(each, int)]
    return any(shown_alone(each) is None for each in numbers)


def _parts(found: Measured, kept: Collection[str]) -> Sequence[Part]:
    by_dimension: dict[str, list[Part]] = {}
    for part in found.parts:
        by_dimension.setdefault(part.dimension, []).append(part)
    alone = found.overlapping or found.beside
    return tuple(
        each
        for dimension, parts in by_dimension.items()
        for each in (_protected(parts, alone) if dimension in kept else parts)
    )


def _protected(parts: Sequence[Part], overlapping: bool) -> list[Part]:
    counts = {each.code: each.value or 0 for each in parts}
    if overlapping:
        # Their total says nothing about one of them, so that none hides another.
        return [replace(each, value=shown_alone(each.value or 0)) for each in parts]
    shown = shown_of_a_total(counts)
    return [replace(each, value=shown[each.code]) for each in parts]
