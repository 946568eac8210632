"""The inner end of the port: every event of every network is kept once and carried out by the fitting act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY
from genderdesk.casework.hotline.acts.calls import keep_contact, leave_contact, offer_contact, press_key
from genderdesk.casework.hotline.acts.texts import receive_text, status_of_text
from genderdesk.casework.hotline.acts.ussd import end_ussd, step_ussd
from genderdesk.casework.hotline.models import Contact, Gateway, GatewayEvent, TextMessage, UssdSession
from genderdesk.casework.hotline.rules.texts import is_known_status
from genderdesk.casework.hotline.vocabulary.events import KNOWN_EVENTS, EventKind, PortEvent
from genderdesk.groundwork.platform.refusals import ImpossibleMove, Missing, Refusal
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act

Answered = dict[str, Any]


@act("gateway.hear", needs=GATEWAY_ONLY, subject=Gateway)
def hear_event(actor: Actor, gateway: Gateway, *, event: PortEvent, raw: str = "") -> GatewayEvent:
    """Keep one event of a network and do what it asks. The same event again gives the same answer; one that the desk
    has no word for, or cannot carry out, is kept and answered too."""
    kept = GatewayEvent.objects.filter(gateway=gateway, provider_event_id=event.event_id).first()
    if kept is not None:
        return kept
    record = GatewayEvent(
        gateway=gateway,
        provider_event_id=event.event_id,
        kind=event.kind[:60],
        reference=event.reference,
        known=event.kind in KNOWN_EVENTS,
        raw=raw,
    )
    record.save(force_insert=True)
    if record.known:
        record.answer = _carry_out(actor, gateway, event, record)
    else:
        record.answer = {"ok": True, "known": False, "sentence": _("Kept. The desk has no word for this event.")}
    record.save()
    return record


def _carry_out(actor: Actor, gateway: Gateway, event: PortEvent, record: GatewayEvent) -> Answered:
    try:
        return _HANDLERS[EventKind(event.kind)](actor, gateway, event, record)
    except (Refusal, ImpossibleMove) as fault:
        # The network can do nothing about it: the event is kept with the reason, for whoever looks after the line.
        record.fault = str(fault)[:300]
        return {"ok": True, "kept": True, "sentence": record.fault}


def _offered(actor: Actor, gateway: Gateway, event: PortEvent, _record: GatewayEvent) -> Answered:
    contact = offer_contact(actor, gateway, reference=event.reference, caller=event.caller)
    ended = GatewayEvent.objects.filter(gateway=gateway, reference=event.reference, kind=EventKind.CALL_ENDED)
    if ended.exists():
        # The end overtook the beginning on its way here.
        contact = leave_contact(actor, contact)
    return {"ok": True, "state": contact.state}


def _waiting(actor: Actor, gateway: Gateway, event: PortEvent, _record: GatewayEvent) -> Answered:
    return {"ok": True, "state": keep_contact(actor, _call(gateway, event)).state}


def _digit(actor: Actor, gateway: Gateway, event: PortEvent, _record: GatewayEvent) -> Answered:
    return {"ok": True, "state": press_key(actor, _call(gateway, event), keys=event.text).state}


def _ended(actor: Actor, gateway: Gateway, event: PortEvent, _record: GatewayEvent) -> Answered:
    return {"ok": True, "state": leave_contact(actor, _call(gateway, event)).state}


def _call(gateway: Gateway, event: PortEvent) -> Contact:
    found = Contact.objects.filter(gateway=gateway, reference=event.reference).exclude(reference="").first()
    if found is None:
        raise Missing(_("No call with this number has been offered to the desk."))
    return found


def _text(actor: Actor, gateway: Gateway, event: PortEvent, _record: GatewayEvent) -> Answered:
    receive_text(actor, gateway, sender=event.caller, text=event.text, provider_id=event.reference)
    return {"ok": True}


def _status(actor: Actor, gateway: Gateway, event: PortEvent, record: GatewayEvent) -> Answered:
    record.known = is_known_status(event.text)
    messages = TextMessage.objects.filter(contact__gateway=gateway, outgoing=True)
    message = messages.filter(provider_id=event.reference).exclude(provider_id="").first()
    if message is None:
        raise Missing(_("No message with this number has been sent."))
    return {"ok": True, "state": status_of_text(actor, message, status=event.text).state, "known": record.known}


def _input(actor: Actor, gateway: Gateway, event: PortEvent, _record: GatewayEvent) -> Answered:
    answer = step_ussd(actor, gateway, session_id=event.reference, caller=event.caller, text=event.text)
    return {"ok": True, "action": answer.action, "text": answer.text}


def _session_ended(actor: Actor, gateway: Gateway, event: PortEvent, _record: GatewayEvent) -> Answered:
    session = UssdSession.objects.filter(gateway=gateway, session_id=event.reference).first()
    if session is None:
        raise Missing(_("No session with this number has begun."))
    end_ussd(actor, session)
    return {"ok": True}


_HANDLERS: dict[EventKind, Callable[[Actor, Gateway, PortEvent, GatewayEvent], Answered]] = {
    EventKind.CALL_OFFERED: _offered,
    EventKind.CALL_WAITING: _waiting,
    EventKind.CALL_DIGIT: _digit,
    EventKind.CALL_ENDED: _ended,
    EventKind.SMS_RECEIVED: _text,
    EventKind.SMS_STATUS: _status,
    EventKind.USSD_INPUT: _input,
    EventKind.USSD_ENDED: _session_ended,
}


@act("gateway.forget", needs=GATEWAY_ONLY, subject=GatewayEvent)
def forget_raw(actor: Actor, event: GatewayEvent) -> GatewayEvent:
    """Empty what a network sent, after its short life; that it came, when and of what kind stays."""
    event.raw = ""
    event.answer = {}
    event.forgotten_at = timezone.now()
    event.save(update_fields=["raw", "answer", "forgotten_at"])
    return event
