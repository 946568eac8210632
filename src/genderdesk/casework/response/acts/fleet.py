"""The fleet: units and where they are in their work."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.response.access import MAY_LOAD, MAY_RIDE
from genderdesk.casework.response.models import ResponseUnit
from genderdesk.casework.response.vocabulary import Status
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, refuse
from genderdesk.organisation.institution.models import Officer, Unit

_BY_CREW = (Status.AT_BASE, Status.RETURNING, Status.UNAVAILABLE, Status.OFF_DUTY)


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
        )
        for row in read
        if row["call_sign"] not in known
    ]
    ResponseUnit.objects.bulk_create(new)
    return len(new)


@act("fleet.set_status", needs=MAY_RIDE, subject=ResponseUnit, notes=("status",))
def set_unit_status(actor: Actor, unit: ResponseUnit, *, status: Status) -> ResponseUnit:
    """The crew says whether the unit can be sent: at base, returning, not available, off duty."""
    if unit.crew_id != actor.officer_id:
        refuse(_("This is not your unit."))
    if unit.assignments.filter(ended_at__isnull=True).exists():
        raise Invalid(_("The unit is sent. Finish the response first."), "status")
    if status not in _BY_CREW:
        raise Invalid(_("Choose one of the four words of this list."), "status")
    unit.status = status
    unit.status_at = timezone.now()
    unit.save(update_fields=["status", "status_at"])
    outbox.tell(f"institution:{unit.home.institution_id}", "dispatch", str(unit.pk))
    return unit
