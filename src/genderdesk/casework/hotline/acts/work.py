"""The operator's work on a contact: notes, what it was, who asked for its history, its end."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS, MAY_TAKE_OVER, MAY_WORK_ON
from genderdesk.casework.hotline.acts.calls import renew, ring_next, tell
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.vocabulary.contacts import (
    CLOSED,
    CONNECTED,
    CONTACT,
    LIVE,
    WITHOUT_REPORT,
    WRAP_UP,
    Classification,
    ContactKind,
    EndedBy,
    HistoryReason,
    NumberReason,
    TakeOverReason,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act

LONGEST_NOTES = 20_000


@act("contact.note", needs=MAY_WORK_ON, subject=Contact)
def note_contact(actor: Actor, contact: Contact, *, notes: str, draft: dict[str, Any] | None = None) -> Contact:
    """Keep what is typed so far, so that nothing is lost when the line or the power fails."""
    if len(notes) > LONGEST_NOTES:
        raise Invalid(_("The notes are too long: at most 20,000 characters fit."), "narrative")
    renew(contact)
    contact.notes = notes
    contact.draft = draft or {}
    contact.save(update_fields=["notes", "draft"])
    return contact


@act("contact.classify", needs=MAY_WORK_ON, subject=Contact, states=CONTACT, notes=("classification",))
def classify_contact(actor: Actor, contact: Contact, *, classification: Classification) -> Contact:
    """Say what the contact was. Silent, wrong number, prank and the like end it at once; a talk without a report ends
    with its wrap-up."""
    keys = [each["key"] for each in contact.keys]
    if rules.keys_forbid(classification, keys):
        raise Invalid(
            _(
                "This caller pressed keys: %(keys)s. Somebody is there and may not be free to speak. "
                "Choose “Silent, possible danger”."
            )
            % {"keys": " ".join(keys)}
        )
    if classification not in WITHOUT_REPORT and not rules.closes_at_once(classification):
        raise Invalid(_("Write the report first: it says by itself that this contact was one."))
    contact.classification = classification
    if rules.closes_at_once(classification) or contact.state == WRAP_UP:
        _end(contact)
    contact.save()
    tell(contact)
    if contact.state == CLOSED:
        ring_next(contact.line)
    return contact


def _end(contact: Contact) -> None:
    now = timezone.now()
    if contact.state == CONNECTED:
        contact.ended_by = EndedBy.OPERATOR
    contact.ended_at = contact.ended_at or now
    contact.closed_at = now
    contact.state = CLOSED


@act("contact.close", needs=MAY_WORK_ON, subject=Contact, states=CONTACT)
def close_contact(actor: Actor, contact: Contact) -> Contact:
    """Finish the wrap-up, or a thread of texts; it must be said before what the contact was."""
    if contact.state == CONNECTED and contact.kind == ContactKind.CALL:
        raise Invalid(_("The caller is still on the line. Hang up first."))
    if not contact.classification:
        raise Invalid(_("Say first what this contact was: write the report, or press one of the buttons."))
    _end(contact)
    contact.save()
    tell(contact)
    ring_next(contact.line)
    return contact


@act("contact.safety", needs=MAY_WORK_ON, subject=Contact, notes=("safe",))
def set_safe_contact(actor: Actor, contact: Contact, *, safe: Answer) -> Contact:
    """Keep what the person said to "may we call or write to this number?"."""
    renew(contact)
    contact.safe_to_contact = safe
    contact.save(update_fields=["safe_to_contact"])
    tell(contact)
    return contact


@act("contact.ask_history", needs=MAY_SEE_CONTACTS, subject=Contact, notes=("reason",))
def ask_history(actor: Actor, contact: Contact, *, reason: HistoryReason) -> Contact:
    """Say why what the same number told before is opened; the ledger keeps the reason."""
    return contact


@act("contact.ask_number", needs=MAY_WORK_ON, subject=Contact, notes=("reason",))
def ask_number(actor: Actor, contact: Contact, *, reason: NumberReason) -> Contact:
    """Say why the caller's number is opened, which is masked otherwise; the ledger keeps the reason."""
    if not contact.has_number:
        raise Invalid(_("The caller's number was withheld. There is nothing to show."))
    return contact


@act("contact.take_over", needs=MAY_TAKE_OVER, subject=Contact, states=CONTACT, notes=("reason",))
def take_over_contact(actor: Actor, contact: Contact, *, reason: TakeOverReason) -> Contact:
    """Go on with a contact that another operator has, with all that was typed: her screen failed, or her shift ends.
    The one who had it is told at once and can write no more to it."""
    if contact.operator_id == actor.id:
        return contact
    held = Contact.objects.filter(operator_id=actor.id, kind=ContactKind.CALL, state__in=LIVE)
    if contact.kind == ContactKind.CALL and held.exists():
        raise Conflict(_("You still have a call. Finish it before you take over another one."))
    contact.operator_id = actor.id
    contact.save()
    tell(contact)
    return contact
