"""The chain of command over a tree of units that changes: who served within it on any day since a conflict began.

Police-perpetrated violence is hidden by colleagues and commanders (security.md 2.3), so a conflict with a unit bars
everybody who served in the unit, below it or above it on any day since then, also where she has moved on meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.rules.tree import above
from genderdesk.organisation.institution.vocabulary import Reach

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Served(Generic[Key]):
    """A person served in a unit for a time."""

    unit: Key
    period: Period


@dataclass(frozen=True, slots=True)
class Under(Generic[Key]):
    """A unit stood under another for a time."""

    unit: Key
    parent: Key
    period: Period


def served_within(
    served: Iterable[Served[Key]],
    tree: Collection[Under[Key]],
    unit: Key,
    reach: Reach,
    *,
    since: date,
    until: date,
    headquarters: Collection[Key] = (),
) -> bool:
    """True where on any day from ``since`` to ``until``, both included, a unit in which somebody served lay within
    the reach of a conflict with ``unit``, by the tree of that day.

    ``headquarters`` are units that ``Reach.COMMAND`` leaves out above the unit: there the cell sits, and who is in
    conflict there is named in person.
    """
    for each in served:
        days = _days_of_change(each.period, tree, since, until)
        if any(_within(each.unit, _parents(tree, day), unit, reach, headquarters) for day in days):
            return True
    return False


def _days_of_change(period: Period, tree: Iterable[Under[Key]], since: date, until: date) -> list[date]:
    """The first day of the service within the span, and every later day of it on which the tree changes."""
    first = max(period.start, since)
    if first > until or not period.holds(first):
        return []
    days = {first}
    for edge in tree:
        days.update(day for day in (edge.period.start, edge.period.end) if day is not None and first < day <= until)
    return [day for day in days if period.holds(day)]


def _parents(tree: Iterable[Under[Key]], day: date) -> dict[Key, Key]:
    return {edge.unit: edge.parent for edge in tree if edge.period.holds(day)}


def _within(served: Key, parents: Mapping[Key, Key], unit: Key, reach: Reach, headquarters: Collection[Key]) -> bool:
    if served == unit:
        return True
    if reach is Reach.UNIT:
        return False
    if unit in above(parents, served):
        return True
    return served in above(parents, unit) and (reach is Reach.WHOLE or served not in headquarters)
