"""The tree of units on a day: one query for the whole tree, kept until the organisation changes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from genderdesk.groundwork.platform import editions
from genderdesk.organisation.institution.models import Unit, UnitParent
from genderdesk.organisation.institution.queries.days import in_force, today
from genderdesk.organisation.institution.rules.tree import below
from genderdesk.organisation.institution.vocabulary import UnitKind
from genderdesk.organisation.places.queries import districts_within

Parents = dict[uuid.UUID, uuid.UUID]


@editions.kept_while("organisation")
def _parents(day: date) -> Parents:
    return dict(UnitParent.objects.filter(in_force(day, "valid_from", "valid_to")).values_list("unit_id", "parent_id"))


def parents_on(on: date | None = None) -> Parents:
    """The parent of every unit that has one on the day."""
    return _parents(today(on))


def units_below(unit_id: uuid.UUID, on: date | None = None) -> frozenset[uuid.UUID]:
    """The unit itself and every unit below it on the day."""
    return below(parents_on(on), unit_id)


def units_to_choose() -> list[Unit]:
    """Every unit of every institution, by its code, for a list of choices."""
    return list(Unit.objects.order_by("code"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a unit answers for: units, district codes, or the whole institution (then ``districts`` is empty)."""

    unit_ids: frozenset[uuid.UUID]
    districts: frozenset[str]
    national: bool


def coverage_of(unit: Unit, on: date | None = None) -> Coverage:
    """What a unit answers for on a day: headquarters for the whole institution, any other for its own place and those
    of the units below it."""
    return _coverage(unit.pk, unit.kind == UnitKind.HEADQUARTERS, today(on))


@editions.kept_while("organisation")
def _coverage(unit_id: uuid.UUID, national: bool, day: date) -> Coverage:
    unit_ids = units_below(unit_id, day)
    if national:
        return Coverage(unit_ids, frozenset(), True)
    places = set(Unit.objects.filter(pk__in=unit_ids).values_list("place_id", flat=True))
    return Coverage(unit_ids, frozenset().union(*(districts_within(place) for place in places)), False)
