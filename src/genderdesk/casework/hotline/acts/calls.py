"""A call from its first ring to the end of the talk."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY, MAY_TAKE_UP, MAY_WORK_ON
from genderdesk.casework.hotline.acts.numbers import hide_number, number_of, sealed_contacts
from genderdesk.casework.hotline.models import Contact, Gateway, Line
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.vocabulary.contacts import (
    ABANDONED,
    CLOSED,
    CONNECTED,
    CONTACT,
    QUEUED,
    RINGING,
    WAITING,
    WRAP_UP,
    ContactKind,
    EndedBy,
)
from genderdesk.casework.hotline.vocabulary.events import Provider
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import Conflict, act
from genderdesk.groundwork.protection.vault import blind_index

# Keys kept of one call; a stuck key says nothing more.
MOST_KEYS = 60


def tell(contact: Contact) -> None:
    """Word to the consoles of the contact's institution, and only to them."""
    circle.tell(contact, f"institution:{contact.institution_id}", "contact")


def renew(contact: Contact) -> None:
    """Read a contact again, locked, so that what another operator or the network changed is not written over."""
    contact.refresh_from_db(from_queryset=Contact.objects.select_for_update())


def index_beforehand(name: str) -> Callable[[dict[str, Any]], object]:
    """For ``beforehand`` of an act: the slow digest of the number in this argument, before the transaction opens."""
    return lambda given: blind_index("phone", number_of(given.get(name, "")))


def new_contact(gateway: Gateway, kind: ContactKind, *, reference: str, caller: str, state: str) -> Contact:
    """A contact from a network's first word of it, saved."""
    number = number_of(caller)
    index = blind_index("phone", number)
    contact = Contact(
        line=gateway.line,
        cell_id=None if kind is ContactKind.CALL else _cell_of_number(gateway, number),
        gateway=gateway,
        institution_id=gateway.line.institution_id,
        kind=kind,
        state=state,
        reference=reference,
        simulated=gateway.provider == Provider.SIMULATOR,
        caller=number or caller.strip()[:60],
        has_number=bool(number),
        phone_index=index,
    )
    if contact.cell_id is not None:
        hide_number(contact)
    contact.save(force_insert=True)
    return contact


def _cell_of_number(gateway: Gateway, number: str) -> uuid.UUID | None:
    """The cell that keeps what the same number told before: what it writes goes there too. A call is not sealed by
    this: somebody must answer it."""
    return next((each.cell_id for each in sealed_contacts(gateway, number)), None)


@act("contact.offer", needs=GATEWAY_ONLY, subject=Gateway, beforehand=index_beforehand("caller"))
def offer_contact(actor: Actor, gateway: Gateway, *, reference: str, caller: str) -> Contact:
    """Take a call into the queue of its line; it rings at once where a seat is free. A repeat returns the same call."""
    kept = Contact.objects.filter(gateway=gateway, reference=reference).first()
    if kept is not None:
        return kept
    contact = new_contact(gateway, ContactKind.CALL, reference=reference, caller=caller, state=QUEUED)
    tell(contact)
    ring_next(gateway.line)
    contact.refresh_from_db()
    return contact


def ring_next(line: Line) -> None:
    """Let the calls that wait longest ring, as many as the line has free seats."""
    calls = Contact.objects.filter(line=line, kind=ContactKind.CALL)
    busy = calls.filter(state__in=(RINGING, CONNECTED, WRAP_UP)).count()
    for contact in calls.filter(state=QUEUED).order_by("offered_at", "pk")[: rules.free_seats(line.seats, busy)]:
        ring_contact(SYSTEM, contact)


@act("contact.ring", needs=GATEWAY_ONLY, subject=Contact, states=CONTACT)
def ring_contact(actor: Actor, contact: Contact) -> Contact:
    """Ring on the consoles of the line's institution."""
    contact.state = RINGING
    contact.ringing_at = timezone.now()
    contact.save()
    tell(contact)
    return contact


@act("contact.answer", needs=MAY_TAKE_UP, subject=Contact, states=CONTACT)
def answer_contact(actor: Actor, contact: Contact) -> Contact:
    """Take a call or a thread of texts. Of two operators the first has it; the second gets a sentence."""
    if contact.state == CONNECTED:
        if contact.operator_id != actor.id:
            raise Conflict(_("Another operator has just taken this contact. Go back to the queue."))
        return contact
    held = Contact.objects.filter(operator_id=actor.id, kind=ContactKind.CALL, state__in=(CONNECTED, WRAP_UP))
    if contact.kind == ContactKind.CALL and held.exists():
        raise Conflict(_("You still have a call. Finish it before you take the next one."))
    contact.state = CONNECTED
    contact.answered_at = contact.answered_at or timezone.now()
    contact.operator_id = actor.id
    contact.save()
    tell(contact)
    return contact


@act("contact.key", needs=GATEWAY_ONLY, subject=Contact)
def press_key(actor: Actor, contact: Contact, *, keys: str) -> Contact:
    """Keep the keys that a caller pressed: 1 says yes and 2 says no to the operator's question."""
    renew(contact)
    now = timezone.now().isoformat(timespec="seconds")
    pressed = [{"key": key, "at": now} for key in keys if key in "0123456789*#"]
    contact.keys = [*contact.keys, *pressed][:MOST_KEYS]
    contact.heard_at = timezone.now()
    contact.save(update_fields=["keys", "heard_at"])
    tell(contact)
    return contact


@act("contact.keep", needs=GATEWAY_ONLY, subject=Contact)
def keep_contact(actor: Actor, contact: Contact) -> Contact:
    """The network says that the caller still waits."""
    renew(contact)
    contact.heard_at = timezone.now()
    contact.save(update_fields=["heard_at"])
    return contact


@act("contact.leave", needs=GATEWAY_ONLY, subject=Contact, states=CONTACT)
def leave_contact(actor: Actor, contact: Contact) -> Contact:
    """The caller hung up: a waiting call is abandoned, a talk goes to wrap-up, anything later stays as it is."""
    now = timezone.now()
    if contact.state in WAITING:
        contact.state = rules.left_state((now - contact.offered_at).total_seconds())
        contact.closed_at = now
    elif contact.state == CONNECTED:
        contact.state = WRAP_UP
    else:
        return contact
    contact.ended_at = contact.heard_at = now
    contact.ended_by = EndedBy.CALLER
    contact.save()
    tell(contact)
    ring_next(contact.line)
    return contact


@act("contact.lapse", needs=GATEWAY_ONLY, subject=Contact, states=CONTACT)
def lapse_contact(actor: Actor, contact: Contact) -> Contact:
    """End a contact of which nothing is heard any more: a waiting call, a broken USSD session, a quiet thread."""
    quiet_thread = contact.kind == ContactKind.SMS
    contact.state = CLOSED if quiet_thread else ABANDONED
    contact.ended_at = contact.ended_at or timezone.now()
    contact.closed_at = timezone.now()
    contact.ended_by = contact.ended_by or EndedBy.NETWORK
    contact.save()
    tell(contact)
    if contact.kind == ContactKind.CALL:
        ring_next(contact.line)
    return contact


@act("contact.reopen", needs=GATEWAY_ONLY, subject=Contact, states=CONTACT)
def reopen_contact(actor: Actor, contact: Contact) -> Contact:
    """Put a thread back into the queue: its writer wrote again after its end, or another cell keeps its file now."""
    contact.state = QUEUED
    contact.closed_at = contact.ended_at = None
    contact.ended_by = ""
    contact.operator_id = None
    contact.save()
    tell(contact)
    return contact


@act("contact.hang_up", needs=MAY_WORK_ON, subject=Contact, states=CONTACT)
def hang_up_contact(actor: Actor, contact: Contact) -> Contact:
    """End the talk from the operator's side; what is left to write comes in wrap-up."""
    if contact.state == CONNECTED:
        contact.state = WRAP_UP
        contact.ended_at = timezone.now()
        contact.ended_by = EndedBy.OPERATOR
        contact.save()
        tell(contact)
    return contact
