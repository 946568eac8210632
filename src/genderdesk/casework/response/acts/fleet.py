"""The fleet: units and where they are in their work."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.response import queries
from genderdesk.casework.response.access import MAY_LOAD, MAY_SET_STATUS
from genderdesk.casework.response.models import ResponseUnit, VehicleCheck
from genderdesk.casework.response.vocabulary import SETTABLE, Fitness, Fuel, OutWhy, Status, UnitKind, VehicleFault
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Officer, Unit


@act("fleet.load", needs=MAY_LOAD)
def load_units(actor: Actor, *, rows: list[tuple[int, dict[str, str]]]) -> int:
    """Keep the fleet of ``vehicles.csv``, read without fault, as (line, row); units known by call sign stay."""
    read = [row for _line, row in rows]
    known = set(ResponseUnit.objects.values_list("call_sign", flat=True))
    homes = {unit.code: unit for unit in Unit.objects.filter(code__in={row["home_unit"] for row in read})}
    crews = {each.staff_code: each for each in Officer.objects.filter(staff_code__in={row["crew"] for row in read})}
    new = [
        ResponseUnit(
            call_sign=row["call_sign"],
            kind=row["kind"],
            home=homes[row["home_unit"]],
            capabilities=[each for each in row["capabilities"].split(";") if each],
            crew=crews.get(row["crew"]),
            female_crew=row["female_crew"] == "yes",
            trained_crew=row["trained_crew"] == "yes",
        )
        for row in read
        if row["call_sign"] not in known
    ]
    ResponseUnit.objects.bulk_create(new)
    return len(new)


@act("fleet.set_status", needs=MAY_SET_STATUS, subject=ResponseUnit, notes=("status", "fuel", "why"))
def set_unit_status(
    actor: Actor,
    unit: ResponseUnit,
    *,
    status: Status | None = None,
    fuel: Fuel | None = None,
    why: OutWhy | None = None,
) -> ResponseUnit:
    """The crew, or a dispatcher for it, says whether the unit can be sent, why it is out of service, and whether it has
    fuel. What is not given stays; while a unit is sent only its fuel may change."""
    kept = ResponseUnit.objects.select_for_update(of=("self",)).select_related("home").get(pk=unit.pk)
    if status is not None and status != kept.status:
        away = queries.away_for(kept)
        if away is not None and not circle.hides(actor, away):
            raise Invalid(_("The unit is sent. Finish the response first."), "status")
        if status not in SETTABLE:
            raise Invalid(_("Choose one of the words of this list."), "status")
        if away is not None:
            # Answered as it would be without the response that the actor may not know of.
            kept.said_status = status
        else:
            kept.status, kept.said_status = status, ""
            kept.status_at = timezone.now()
    if status is not None:
        reason = why or "" if status == Status.OUT_OF_SERVICE else ""
        if kept.said_status:
            kept.said_why = reason
        elif kept.status == status:
            kept.out_why = reason
    if fuel is not None:
        kept.fuel = fuel
    kept.save(update_fields=["status", "status_at", "said_status", "out_why", "said_why", "fuel"])
    outbox.tell(f"institution:{kept.home.institution_id}", "dispatch", str(kept.pk))
    outbox.tell(f"unit:{kept.pk}", "dispatch", str(kept.pk))
    return kept


@act("fleet.check", needs=MAY_SET_STATUS, subject=ResponseUnit, notes=("fitness",))
def check_vehicle(
    actor: Actor,
    unit: ResponseUnit,
    *,
    checked_on: date,
    odometer_km: int,
    fitness: Fitness,
    next_check_on: date,
    faults: list[VehicleFault] | None = None,
    service_at_km: int | None = None,
    papers_until: date | None = None,
) -> VehicleCheck:
    """Keep what somebody found who looked at a vehicle, and its kilometres. Invalid where the dial would have run
    backwards, where that day is kept already, or where faults and what was found say different things."""
    if unit.kind == UnitKind.FOOT:
        raise Invalid(_("Who goes on foot has no vehicle to check."))
    demand_come(checked_on, "checked_on")
    if next_check_on <= checked_on:
        raise Invalid(_("The next check comes after this one."), "next_check_on")
    if bool(faults) != (fitness != Fitness.FIT):
        raise Invalid(_("Say what is wrong where something is, and nothing where it is fit."), "faults")
    _demand_forward(unit, checked_on, odometer_km)
    check = VehicleCheck(
        unit=unit,
        checked_on=checked_on,
        odometer_km=odometer_km,
        fitness=fitness,
        faults=sorted(set(faults or ())),
        next_check_on=next_check_on,
        service_at_km=service_at_km,
        papers_until=papers_until,
        kept_by=actor.id,
    )
    keep(check)
    return check


def _demand_forward(unit: ResponseUnit, day: date, odometer_km: int) -> None:
    others = list(VehicleCheck.objects.filter(unit=unit).order_by("checked_on"))
    if any(each.checked_on == day for each in others):
        raise Invalid(_("A check of this day is kept already."), "checked_on")
    for each in others:
        if (each.odometer_km > odometer_km) if each.checked_on < day else (each.odometer_km < odometer_km):
            raise Invalid(
                _("On %(day)s it had %(km)d kilometres. Read the dial again.")
                % {"day": str(each.checked_on), "km": each.odometer_km},
                "odometer_km",
            )
