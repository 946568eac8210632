"""A report becomes a case."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from genderdesk.casework.cases.access import MAY_OPEN
from genderdesk.casework.cases.acts.contact_review import set_contact_review
from genderdesk.casework.cases.acts.indexes import index_survivor
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Incident, Survivor
from genderdesk.casework.cases.vocabulary import CASE_NUMBER, EventKind, Language
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import in_conflict
from genderdesk.casework.intake.vocabulary import SEALED_NUMBER, ContactHours, ContactWay, ReporterType
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act, touch
from genderdesk.groundwork.protection.vault import known_index
from genderdesk.organisation.institution.models import Desk, Officer
from genderdesk.organisation.institution.queries import desk_for, post_holders


@act("case.open", needs=MAY_OPEN)
def open_case(actor: Actor, *, report: Report) -> Case:
    """Open a survivor's file from a report, in the hands of the desk's focal point.

    A report has one case: asked again, the first one is the answer. Without a focal point in post the case waits for
    the head of the desk, a sealed one for its cell. What the report tells of the reporter becomes the survivor's only
    where they are one person.
    """
    if (kept := Case.objects.filter(report=report).first()) is not None:
        return kept
    desk = report.desk or desk_for(report.institution_id, report.district_id)
    now = timezone.now()
    case = Case(
        number=new_number(*(SEALED_NUMBER if report.cell_id else CASE_NUMBER)),
        report=report,
        institution=report.institution,
        desk=desk,
        district=report.district,
        opened_at=now,
        risk_due_at=now,
        assigned_to=_first_hands(report, desk),
        sensitivity=report.sensitivity,
        cell_id=report.cell_id,
    )
    survivor = _survivor_from(report, case)
    set_contact_review(case, survivor)
    case.save(force_insert=True)
    touch(case, new=True)
    known_index("phone", survivor.phone.open(), report.phone_index)
    index_survivor(survivor)
    survivor.save(force_insert=True)
    _incident_from(report, case).save(force_insert=True)
    tell(case, actor, EventKind.OPENED, report.number)
    if case.assigned_to is not None:
        tell(case, actor, EventKind.ASSIGNED, case.assigned_to.staff_code)
    events.publish("case.opened", case_id=case.pk, report_id=report.pk)
    return case


def _first_hands(report: Report, desk: Desk) -> Officer | None:
    """The desk's focal point whom no conflict bars. Who works on a sealed case is for its cell to say."""
    if report.cell_id is not None:
        return None
    holders = post_holders(desk, "focal_point")
    barred = in_conflict(report.pk, [each.pk for each in holders])
    return next((each for each in holders if each.pk not in barred), None)


def _survivor_from(report: Report, case: Case) -> Survivor:
    survivor = Survivor(case=case, code=new_number("S"))
    if report.language in set(Language):
        survivor.language = report.language
    if report.reporter_type == ReporterType.SURVIVOR:
        survivor.names = report.reporter_name.open()
        survivor.phone = report.reporter_phone.open()
        survivor.safe_to_contact = report.safe_to_contact
        survivor.contact_asked_at = report.received_at
        _take_contact_rule(survivor, report.safe_contact.open())
    return survivor


def _take_contact_rule(survivor: Survivor, told: dict[str, Any]) -> None:
    """The report's words on safe contact: hours and channel where they are coded, all else as sealed notes."""
    coded: dict[str, set[str]] = {"hours": set(ContactHours), "channel": set(ContactWay)}
    words = []
    for key, value in told.items():
        if not value:
            continue
        if key in coded and str(value) in coded[key]:
            setattr(survivor, "contact_hours" if key == "hours" else "contact_way", str(value))
        elif key == "may_leave_message" and str(value) in set(Answer):
            survivor.leave_message = str(value)
        else:
            words.append(str(value))
    survivor.contact_notes = "\n".join(words)


def _incident_from(report: Report, case: Case) -> Incident:
    """What the report knows of the incident; the telling is copied under this row's own seal, never told twice."""
    later = [addition.text.open() for addition in report.additions.order_by("added_at")]
    return Incident(
        case=case,
        occurred_from=report.occurred_at,
        occurred_precision=report.occurred_precision,
        reported_at=report.received_at,
        district=report.district,
        sector=report.sector,
        place_text=report.place_text.open(),
        account="\n\n".join(text for text in [report.narrative.open(), *later] if text),
    )
