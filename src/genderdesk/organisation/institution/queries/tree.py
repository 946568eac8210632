"""The tree of units on a day: one query for the whole tree, held for the length of one web request."""

from __future__ import annotations

import uuid
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from genderdesk.organisation.institution.models import Unit, UnitParent
from genderdesk.organisation.institution.queries.days import in_force, today
from genderdesk.organisation.institution.rules.tree import below
from genderdesk.organisation.institution.vocabulary import UnitKind
from genderdesk.organisation.places.queries import districts_within

Parents = dict[uuid.UUID, uuid.UUID]

# Trees by day while a request lasts; None outside of one, where every question reads the tree again.
_held: ContextVar[dict[date, Parents] | None] = ContextVar("institution_tree", default=None)


def hold_tree(**_signal: Any) -> None:
    """Begin to hold what is read (at the start of a request)."""
    _held.set({})


def forget_tree(**_signal: Any) -> None:
    """Forget what is held (at the end of a request)."""
    _held.set(None)


def tree_changed() -> None:
    """Read the tree again from here on, within the same request (after a unit was moved)."""
    if (held := _held.get()) is not None:
        held.clear()


def parents_on(on: date | None = None) -> Parents:
    """The parent of every unit that has one on the day."""
    day = today(on)
    held = _held.get()
    if held is not None and day in held:
        return held[day]
    parents = dict(
        UnitParent.objects.filter(in_force(day, "valid_from", "valid_to")).values_list("unit_id", "parent_id")
    )
    if held is not None:
        held[day] = parents
    return parents


def units_below(unit_id: uuid.UUID, on: date | None = None) -> frozenset[uuid.UUID]:
    """The unit itself and every unit below it on the day."""
    return below(parents_on(on), unit_id)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a unit answers for: units, district codes, or the whole institution (then ``districts`` is empty)."""

    unit_ids: frozenset[uuid.UUID]
    districts: frozenset[str]
    national: bool


def coverage_of(unit: Unit, on: date | None = None) -> Coverage:
    """What a unit answers for on a day: headquarters for the whole institution, any other for its own place and those
    of the units below it."""
    unit_ids = units_below(unit.pk, on)
    if unit.kind == UnitKind.HEADQUARTERS:
        return Coverage(unit_ids, frozenset(), True)
    places = set(Unit.objects.filter(pk__in=unit_ids).values_list("place_id", flat=True))
    return Coverage(unit_ids, frozenset().union(*(districts_within(place) for place in places)), False)
