"""A report from the first word to what triage made of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.intake import queries, rules
from genderdesk.casework.intake.access import MAY_ADD, MAY_DECIDE, MAY_RECEIVE, MAY_TRIAGE
from genderdesk.casework.intake.acts.cells import cell_for, put_into_cell, seal
from genderdesk.casework.intake.acts.conflicts import share_with_all
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.casework.intake.vocabulary import (
    DUPLICATE,
    OPENED,
    PAPER_FORM,
    REFERRED_ELSEWHERE,
    REPORT,
    REPORT_NUMBER,
    SEALS,
    TRIAGED,
    Channel,
    ReporterType,
    StaffInvolved,
    StatedKind,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.platform.refusals import demand_phone
from genderdesk.groundwork.protection import circle, walls
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.groundwork.protection.vault import blind_index, unseal_file
from genderdesk.organisation.institution.models import Cell, Institution
from genderdesk.organisation.institution.queries import desk_id_for
from genderdesk.organisation.paper.acts import FromPaper, entered_from
from genderdesk.organisation.places.models import Division

_TIME_SENTENCES = {
    "received_in_future": (
        "received_at",
        gettext_lazy("The time it reached us is in the future. Check the date and the hour."),
    ),
    "occurred_in_future": ("occurred", gettext_lazy("What happened cannot lie in the future. Check the date.")),
    "occurred_after_report": ("occurred", gettext_lazy("This is later than the report itself. Check both dates.")),
}


def _index_beforehand(given: dict[str, Any]) -> None:
    blind_index("phone", _phone(given.get("reporter_phone", "")))


@act(
    "report.receive",
    needs=MAY_RECEIVE,
    notes=("channel", "stated_kind", "immediate_danger"),
    beforehand=_index_beforehand,
)
def receive_report(
    actor: Actor,
    *,
    institution: Institution,
    channel: Channel,
    district: Division | None,
    stated_kind: StatedKind,
    safe_to_contact: Answer,
    received_at: datetime | None = None,
    safe_to_talk: Answer = Answer.UNKNOWN,
    immediate_danger: Answer = Answer.UNKNOWN,
    injured_or_recent: Answer = Answer.UNKNOWN,
    child_involved: Answer = Answer.UNKNOWN,
    reporter_type: ReporterType = ReporterType.UNKNOWN,
    reporter_name: str = "",
    reporter_phone: str = "",
    safe_contact: dict[str, Any] | None = None,
    sector: Division | None = None,
    place_text: str = "",
    occurred: Moment | None = None,
    narrative: str = "",
    language: str = "rw",
    contact_id: uuid.UUID | None = None,
    staff_involved: StaffInvolved = StaffInvolved.UNKNOWN,
    sealed_in: Cell | None = None,
    paper: FromPaper | None = None,
) -> Report:
    """Keep a report from any channel and tell the desk that answers for its district.

    ``received_at`` is now where it is left out. Where staff is involved, or where it belongs to what a cell keeps
    already (``sealed_in``), only its cell hears of it. ``paper`` is the sheet it is entered from, once. Raises Invalid
    for times that cannot be, a number that is none, a sector outside the district, or a sheet entered before.
    """
    received = received_at or timezone.now()
    phone = _phone(reporter_phone)
    _check_times(received, occurred)
    _check_sector(sector, district)
    report = Report(
        number=new_number(*REPORT_NUMBER),
        received_at=received,
        channel=channel,
        language=language,
        institution=institution,
        desk_id=desk_id_for(institution.pk, district.pk if district else None),
        district=district,
        sector=sector,
        reporter_type=reporter_type,
        stated_kind=stated_kind,
        safe_to_talk=safe_to_talk,
        immediate_danger=immediate_danger,
        injured_or_recent=injured_or_recent,
        child_involved=child_involved,
        safe_to_contact=safe_to_contact,
        occurred_at=occurred.at if occurred else None,
        occurred_precision=occurred.precision if occurred else "unknown",
        reporter_name=reporter_name.strip(),
        reporter_phone=phone,
        phone_index=blind_index("phone", phone),
        safe_contact=safe_contact or {},
        place_text=place_text.strip(),
        narrative=narrative.strip(),
        taken_by=actor.id,
        contact_id=contact_id,
        staff_involved=staff_involved,
    )
    entered_from(actor, paper, PAPER_FORM, report.pk)
    return _taken_in(report, sealed_in)


def _taken_in(report: Report, cell: Cell | None) -> Report:
    """Keep a new report, sealed from the start where staff is involved or a cell keeps the rest of it."""
    if cell is not None or report.staff_involved in SEALS:
        put_into_cell(report, cell or cell_for(report.institution))
        walls.rest_of_act_as_system()
    keep(report)
    _spread(report)
    return report


def _tell(report: Report) -> None:
    circle.tell(report, f"institution:{report.institution_id}", "report")


def _spread(report: Report) -> None:
    _tell(report)
    events.publish("report.received", report_id=report.pk)
    if Answer.read(report.immediate_danger) is Answer.YES:
        events.publish("report.danger", report_id=report.pk)


def _phone(typed: str) -> str:
    return demand_phone(typed, "reporter_phone") if typed.strip() else ""


def _check_sector(sector: Division | None, district: Division | None) -> None:
    if sector is not None and (district is None or sector.parent_id != district.pk):
        raise Invalid(_("This sector does not lie in the district. Choose the sector again."), "sector")


def _check_times(received: datetime, occurred: Moment | None) -> None:
    fault = rules.time_fault(received, occurred, timezone.now())
    if fault:
        field, sentence = _TIME_SENTENCES[fault]
        raise Invalid(sentence, field)


@act(
    "report.triage",
    needs=MAY_TRIAGE,
    subject=Report,
    states=REPORT,
    notes=("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved", "staff_involved"),
)
def triage_report(
    actor: Actor,
    report: Report,
    *,
    safe_to_talk: Answer,
    immediate_danger: Answer,
    injured_or_recent: Answer,
    child_involved: Answer,
    staff_involved: StaffInvolved | None = None,
) -> Report:
    """Ask the questions of triage and keep the answers; danger newly told sends help at once, and where staff of
    police or defence is involved the file is sealed. What is not given stays."""
    was_danger = Answer.read(report.immediate_danger) is Answer.YES
    report.safe_to_talk = safe_to_talk
    report.immediate_danger = immediate_danger
    report.injured_or_recent = injured_or_recent
    report.child_involved = child_involved
    report.state = TRIAGED
    report.triaged_at = timezone.now()
    report.triaged_by = actor.id
    if staff_involved is not None:
        report.staff_involved = staff_involved
    report.save()
    if staff_involved in SEALS and report.cell_id is None:
        seal(actor, report)
    if immediate_danger is Answer.YES and not was_danger:
        events.publish("report.danger", report_id=report.pk)
    _tell(report)
    return report


@act("report.decide", needs=MAY_DECIDE, subject=Report, states=REPORT, notes=("outcome",))
def decide_report(
    actor: Actor, report: Report, *, outcome: str, duplicate_of: Report | None = None, referred_to: str = ""
) -> Report:
    """Decide what a triaged report becomes: a case, a copy of an earlier report, or one of three ends.

    ``duplicate_of`` is needed for a duplicate, ``referred_to`` (an organisation, never a person) where it is referred
    elsewhere.
    """
    if outcome not in REPORT.targets(report.state, "report.decide"):
        raise Invalid(_("Choose what this report becomes."), "outcome")
    if outcome == DUPLICATE:
        _check_duplicate(actor, report, duplicate_of)
        if duplicate_of is not None and duplicate_of.cell is not None and report.cell_id is None:
            seal(actor, report, duplicate_of.cell)
    if outcome == REFERRED_ELSEWHERE and not referred_to.strip():
        raise Invalid(_("Write the organisation that takes this over."), "referred_to")
    report.state = outcome
    report.duplicate_of = duplicate_of if outcome == DUPLICATE else None
    report.referred_to = referred_to.strip() if outcome == REFERRED_ELSEWHERE else ""
    report.decided_at = timezone.now()
    report.save()
    if report.duplicate_of is not None:
        # Other copies may be in circles that the actor is outside of.
        walls.rest_of_act_as_system()
        share_with_all(report, queries.same_event(report))
    if outcome == OPENED:
        events.publish("report.opened", report_id=report.pk, actor_id=actor.id)
    _tell(report)
    return report


def _check_duplicate(actor: Actor, report: Report, earlier: Report | None) -> None:
    if earlier is None or not permits(actor, MAY_DECIDE, earlier):
        raise Invalid(_("Write the number of the earlier report, such as R-7K3M-92QX."), "duplicate_of")
    if earlier.pk == report.pk or earlier.duplicate_of_id == report.pk:
        raise Invalid(_("A report cannot be a copy of itself. Write the number of the earlier one."), "duplicate_of")


@act("report.take_up_again", needs=MAY_DECIDE, subject=Report, states=REPORT)
def take_up_again(actor: Actor, report: Report) -> Report:
    """Take a report that was set aside back to triage, because more became known."""
    report.state = TRIAGED
    report.duplicate_of = None
    report.decided_at = None
    report.save(update_fields=["state", "duplicate_of", "decided_at"])
    # The system reads the words of what triage decides; it holds nobody's key.
    unseal_file(report.pk)
    return report


@act("report.add", needs=MAY_ADD, subject=Report, notes=("channel",))
def add_to_report(
    actor: Actor,
    report: Report,
    *,
    text: str,
    channel: Channel,
    place_text: str = "",
    district: Division | None = None,
) -> Addition:
    """Add what was told later; the first telling stays as it is. A place told later stands in the report beside the
    first and reaches whoever is sent. A report without a district gets its district and desk by it as long as nothing
    is decided and she or he did not keep it back; otherwise the desk that holds it decides."""
    lines = [text.strip()]
    if district is not None:
        lines.append(_("District: %(district)s") % {"district": district.name})
    if place_text.strip():
        lines.append(_("Place or landmark: %(place)s") % {"place": place_text.strip()})
    words = "\n".join(line for line in lines if line)
    if not words:
        raise Invalid(_("Write what you want to add."), "text")
    addition = Addition(report=report, text=words, channel=channel, added_by=actor.id)
    keep(addition)
    if place_text.strip() or district is not None:
        _learn_place(report, place_text.strip(), district)
    _tell(report)
    return addition


def _learn_place(report: Report, place_text: str, district: Division | None) -> None:
    first = report.place_text.open()
    named = ""
    if report.district_id is None and district is not None:
        if _may_learn_district(report):
            report.district = district
            if report.cell_id is None:
                report.desk_id = desk_id_for(report.institution_id, district.pk)
        else:
            named = district.name
    report.place_text = " · ".join(each for each in (first, named, place_text) if each)
    report.save(update_fields=["place_text", "district", "desk"])
    events.publish("report.place_learned", report_id=report.pk)


def _may_learn_district(report: Report) -> bool:
    """Whether a district told later decides who answers: its desk and everybody who covers it may read the report then.

    Not once a desk has decided or the file went to another one. Nor for a report of the public form, where "prefer not
    to say" leaves the district open: the suspect may serve there.
    """
    return report.moved_at is None and report.decided_at is None and report.channel != Channel.WEB
