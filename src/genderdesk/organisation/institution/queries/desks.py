"""Which desk answers for a district, and which is an institution's own at headquarters."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.organisation.institution.models import Desk, Institution
from genderdesk.organisation.institution.queries.days import open_on, today
from genderdesk.organisation.institution.queries.tree import parents_on, units_below
from genderdesk.organisation.institution.vocabulary import (
    FIRST_AT_HEADQUARTERS,
    FIRST_AT_STATION,
    LOCAL_UNITS,
    DeskKind,
    UnitKind,
)


def desk_for(institution_id: uuid.UUID, district_code: str | None, on: date | None = None) -> Desk:
    """The desk that answers for a district: its station's focal point, else the headquarters desk.

    Raises Missing where the institution has no desk open on the day.
    """
    if district_code:
        at_station = Q(unit__place_id=district_code) | Q(unit__place__parent_id=district_code)
        local = _open_desks(institution_id, on).filter(at_station, unit__kind__in=LOCAL_UNITS)
        # A station for the whole district comes before one for a sector of it.
        ranked = sorted(
            local, key=lambda desk: (desk.unit.place_id != district_code, *_rank(desk, FIRST_AT_STATION, LOCAL_UNITS))
        )
        if ranked:
            return ranked[0]
    return headquarters_desk(institution_id, on)


@editions.kept_while("organisation")
def _desk_id(institution_id: uuid.UUID, district_code: str | None, day: date) -> uuid.UUID:
    return desk_for(institution_id, district_code, day).pk


def desk_id_for(institution_id: uuid.UUID, district_code: str | None, on: date | None = None) -> uuid.UUID:
    """The id of the desk that ``desk_for`` finds, kept until the organisation changes."""
    return _desk_id(institution_id, district_code, today(on))


def headquarters_desk(institution: Institution | uuid.UUID, on: date | None = None) -> Desk:
    """The institution's own desk: at its headquarters, a gender desk before a unit before a focal point.

    Raises Missing where no desk is open at headquarters on the day.
    """
    institution_id = institution.pk if isinstance(institution, Institution) else institution
    found = list(_open_desks(institution_id, on).filter(unit__kind=UnitKind.HEADQUARTERS))
    if not found:
        raise Missing(
            _("This institution has no desk at its headquarters. An administrator opens one under Organisation.")
        )
    if len(found) == 1:
        return found[0]
    parents = parents_on(on)
    return min(
        found,
        key=lambda desk: (desk.unit_id in parents, *_rank(desk, FIRST_AT_HEADQUARTERS, (UnitKind.HEADQUARTERS,))),
    )


def desks_below(unit_id: uuid.UUID, on: date | None = None) -> QuerySet[Desk]:
    """The desks open on the day at a unit and all units below it."""
    return Desk.objects.filter(open_on(on), unit_id__in=units_below(unit_id, on)).select_related("unit")


def open_desks_of(institution_id: uuid.UUID, on: date | None = None) -> list[Desk]:
    """Every desk of an institution that is open on the day, by name."""
    return list(_open_desks(institution_id, on).select_related("unit__place").order_by("name", "id"))


def _open_desks(institution_id: uuid.UUID, on: date | None) -> QuerySet[Desk]:
    return Desk.objects.filter(open_on(on), unit__institution_id=institution_id).select_related("unit__institution")


def _rank(desk: Desk, kinds: Sequence[DeskKind], units: Sequence[UnitKind]) -> tuple[int, int, date, str]:
    """Order among desks: by the kind of unit, the kind of desk, then the oldest; the id settles the rest."""
    return units.index(UnitKind(desk.unit.kind)), kinds.index(DeskKind(desk.kind)), desk.opened_on, str(desk.pk)
