"""Reports written during a contact, and the help that a contact sends for."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import MAY_ANSWER, MAY_WORK_ON
from genderdesk.casework.hotline.acts.calls import index_beforehand, renew, tell
from genderdesk.casework.hotline.acts.numbers import hide_number, number_of
from genderdesk.casework.hotline.models import Contact, Line
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.rules.told import Told
from genderdesk.casework.hotline.vocabulary.contacts import CLOSED, PAPER_FORM, Classification, ContactKind
from genderdesk.casework.intake.acts import add_to_report, receive_report, triage_report
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.casework.intake.queries import reports_of_contact
from genderdesk.casework.intake.vocabulary import REPORT, Channel
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection import circle, walls
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, touch
from genderdesk.groundwork.protection.vault import blind_index, known_index
from genderdesk.organisation.institution.vocabulary import InstitutionKind
from genderdesk.organisation.paper.acts import FromPaper, entered_from
from genderdesk.organisation.places.models import Division


def channel_of(contact: Contact) -> Channel:
    """A contact's channel as intake counts it."""
    if contact.kind == ContactKind.SMS:
        return Channel.SMS
    if contact.kind == ContactKind.USSD:
        return Channel.USSD
    police = contact.institution.kind == InstitutionKind.POLICE
    return Channel.POLICE_HOTLINE if police else Channel.DEFENCE_HOTLINE


def receive_told(actor: Actor, contact: Contact, told: Told) -> Report:
    """The report of what was told in a contact; the caller's number goes with it, sealed. The contact keeps to its
    report's circle."""
    caller = number_of(contact.caller.open())
    known_index("phone", caller, contact.phone_index)
    report = receive_report(
        actor,
        institution=contact.institution,
        channel=channel_of(contact),
        district=_division(told.district, "district"),
        sector=_division(told.sector, "sector"),
        stated_kind=told.stated_kind,
        safe_to_contact=told.safe_to_contact,
        received_at=told.received_at,
        safe_to_talk=told.safe_to_talk,
        immediate_danger=told.immediate_danger,
        injured_or_recent=told.injured_or_recent,
        child_involved=told.child_involved,
        reporter_type=told.reporter_type,
        reporter_name=told.reporter_name,
        reporter_phone=caller,
        safe_contact=told.safe_contact,
        place_text=told.place_text,
        occurred=told.occurred,
        narrative=told.narrative,
        language=told.language or contact.language or contact.line.language,
        contact_id=contact.pk,
        staff_involved=told.staff_involved,
        sealed_in=contact.cell,
    )
    contact.report_id, contact.cell_id = report.pk, report.cell_id
    if circle.is_sealed(report):
        walls.rest_of_act_as_system()
        hide_number(contact)
    contact.save(update_fields=["report_id", "cell", "phone_index", "stopped"])
    return report


def in_the_talk(actor: Actor, contact: Contact) -> Actor:
    """The actor as the line itself, for the report that was sealed while she is still on the line with its teller."""
    return dataclasses.replace(actor, kind="system") if contact.cell_id is not None else actor


def _division(code: str, field: str) -> Division | None:
    if not code:
        return None
    found = one_of(Division.objects.filter(pk=code))
    if found is None:
        raise Invalid(_("There is no such place. Choose it again."), field)
    return found


def keep_as_report(contact: Contact, told: Told, classification: Classification = Classification.REPORT) -> None:
    """Mark a contact as reported; what was typed so far has gone into the report."""
    contact.classification = classification
    contact.safe_to_contact = told.safe_to_contact
    contact.notes = ""
    contact.draft = {}
    contact.save(update_fields=["classification", "safe_to_contact", "notes", "draft"])
    touch(contact)
    tell(contact)


@act("contact.report", needs=MAY_WORK_ON, subject=Contact)
def report_contact(actor: Actor, contact: Contact, *, told: Told) -> Report:
    """Save what a caller tells as a report."""
    renew(contact)
    report = receive_told(actor, contact, told)
    keep_as_report(contact, told)
    return report


@act("contact.send_help", needs=MAY_WORK_ON, subject=Contact)
def send_help(actor: Actor, contact: Contact, *, told: Told) -> Report:
    """Send help now: a report with danger, whatever else is known yet, or danger told on the report that there is."""
    renew(contact)
    report = reports_of_contact(contact.pk).last()
    if report is None:
        report = receive_told(actor, contact, told)
        keep_as_report(contact, told)
        return report
    if not REPORT.permits(report.state, "report.triage"):
        raise Conflict(_("This report has already been decided. Call the dispatcher."))
    return triage_report(
        in_the_talk(actor, contact),
        report,
        safe_to_talk=Answer.read(report.safe_to_talk),
        immediate_danger=Answer.YES,
        injured_or_recent=Answer.read(report.injured_or_recent),
        child_involved=Answer.read(report.child_involved),
    )


@act("contact.silent_danger", needs=MAY_WORK_ON, subject=Contact, notes=("danger",))
def report_silent_danger(actor: Actor, contact: Contact, *, danger: Answer, notes: str = "") -> Report:
    """Keep a silent call as possible danger. Its number stays usable for a dispatch; nobody calls or writes back
    before the person has said that it is safe."""
    renew(contact)
    if danger not in (Answer.YES, Answer.UNKNOWN):
        raise Invalid(_("Choose whether there is danger: yes, or not known."), "danger")
    if reports_of_contact(contact.pk).exists():
        raise Conflict(_("This contact has a report already. Add to it, or send help."))
    keys = [each["key"] for each in contact.keys]
    lines = [_("The caller did not speak.")]
    if keys:
        lines.append(_("Keys pressed: %(keys)s (1 is yes, 2 is no).") % {"keys": " ".join(keys)})
    told = Told(
        immediate_danger=Answer.YES if rules.danger_of_keys(keys) is Answer.YES else danger,
        safe_to_talk=Answer.NO,
        narrative="\n".join([*lines, notes.strip()]).strip(),
    )
    report = receive_told(actor, contact, told)
    keep_as_report(contact, told, Classification.SILENT_DANGER)
    return report


@act("contact.add", needs=MAY_WORK_ON, subject=Contact)
def add_from_contact(
    actor: Actor, contact: Contact, *, report: Report, text: str, place_text: str = "", district: str = ""
) -> Addition:
    """Add what a caller tells to a report that there is, of this contact or an earlier one."""
    renew(contact)
    if report.institution_id != contact.institution_id:
        raise Conflict(_("This report belongs to the other institution's desk."))
    own = in_the_talk(actor, contact) if report.contact_id == contact.pk else actor
    where = _division(district, "district")
    addition = add_to_report(own, report, text=text, channel=channel_of(contact), place_text=place_text, district=where)
    contact.classification = contact.classification or Classification.REPORT
    contact.notes = ""
    contact.draft = {}
    contact.save(update_fields=["classification", "notes", "draft"])
    touch(contact)
    tell(contact)
    return addition


@act(
    "contact.after",
    needs=MAY_ANSWER,
    notes=("kind", "classification"),
    beforehand=index_beforehand("caller"),
)
def enter_after(
    actor: Actor,
    *,
    line: Line,
    kind: ContactKind,
    received_at: datetime,
    classification: Classification,
    told: Told,
    caller: str = "",
    paper: FromPaper | None = None,
) -> Contact:
    """Enter a contact that was taken elsewhere or on paper, with its report where it was one; ``paper`` is the sheet
    that it stands on, which is entered once."""
    if line.institution_id != actor.institution_id:
        raise Conflict(_("This line belongs to the other institution's desk."))
    if received_at > timezone.now():
        raise Invalid(_("The time it reached us is in the future. Check the date and the hour."), "received_at")
    number = number_of(caller)
    if caller.strip() and not number:
        raise Invalid(_("This is not a phone number. Write it like 0788 123 456, or leave it empty."), "caller")
    contact = Contact(
        line=line,
        institution_id=line.institution_id,
        kind=kind,
        state=CLOSED,
        classification=classification,
        entered_after=True,
        caller=number,
        has_number=bool(number),
        phone_index=blind_index("phone", number),
        safe_to_contact=told.safe_to_contact,
        offered_at=received_at,
        heard_at=received_at,
        closed_at=timezone.now(),
        operator_id=actor.id,
    )
    entered_from(actor, paper, PAPER_FORM, contact.pk)
    contact.save(force_insert=True)
    touch(contact, new=True)
    if classification is Classification.REPORT:
        receive_told(actor, contact, told)
    return contact
