"""SMS in and out: threads of one number, STOP, the one automatic answer, receipts."""

from __future__ import annotations

from math import ceil

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY, MAY_WORK_ON
from genderdesk.casework.hotline.acts.calls import (
    answer_contact,
    index_beforehand,
    new_contact,
    renew,
    reopen_contact,
    tell,
)
from genderdesk.casework.hotline.acts.numbers import number_of, sealed_contacts
from genderdesk.casework.hotline.acts.reports import receive_told
from genderdesk.casework.hotline.models import Contact, Gateway, StoppedNumber, TextMessage
from genderdesk.casework.hotline.queries.safe_contact import has_stopped, reach_contact
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.rules import texts as reading
from genderdesk.casework.hotline.rules.told import Told
from genderdesk.casework.hotline.vocabulary.contacts import (
    CLOSED,
    QUEUED,
    WAITING,
    Classification,
    ContactKind,
    EndedBy,
)
from genderdesk.casework.hotline.vocabulary.events import Provider, TextState
from genderdesk.casework.hotline.vocabulary.sms_texts import FIRST_ANSWERS
from genderdesk.casework.intake.acts import add_to_report
from genderdesk.casework.intake.queries import Reach, demand_reach, reports_of_contact
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, touch
from genderdesk.groundwork.protection.vault import blind_index

TOPIC = "hotline.text"
# Networks that live in this very process are handed a text right after commit; others by the worker.
_IN_PROCESS = (Provider.SIMULATOR,)


@act("text.receive", needs=GATEWAY_ONLY, subject=Gateway, beforehand=index_beforehand("sender"))
def receive_text(actor: Actor, gateway: Gateway, *, sender: str, text: str, provider_id: str = "") -> TextMessage:
    """Keep a message whole. The first of a day from one number opens a contact and a report and is answered once;
    later ones are added to that report. STOP ends all sending to the number."""
    number = number_of(sender)
    if not number:
        raise Invalid(_("The sender is no person's number, so nobody can be answered."), "from")
    index = blind_index("phone", number)
    contact, new = _thread(actor, gateway, number, index)
    contact.heard_at = timezone.now()
    contact.language = contact.language or reading.language_of(text, gateway.line.language)
    if reading.wants_stop(text):
        _list_as_stopped(gateway, number, index, contact)
        _stop(contact, new=new)
    elif reading.wants_start(text):
        StoppedNumber.objects.filter(line=gateway.line, phone_index=index).delete()
        _remember_stop(gateway, number, contact, stopped=False)
    else:
        _take_up(actor, contact, text)
    contact.save()
    message = TextMessage(contact=contact, outgoing=False, text=text, state=TextState.RECEIVED, provider_id=provider_id)
    message.save(force_insert=True)
    if not has_stopped(contact) and (new or (reading.wants_help(text) and _may_answer_again(contact))):
        _answer_once(contact)
    touch(contact, new=new)
    tell(contact)
    return message


def _thread(actor: Actor, gateway: Gateway, number: str, index: str) -> tuple[Contact, bool]:
    """The contact that a message belongs to, and whether it is new. A thread closed within the day goes on."""
    sealed = [each.pk for each in sealed_contacts(gateway, number)]
    threads = Contact.objects.select_for_update().filter(
        Q(phone_index=index) | Q(pk__in=sealed),
        institution_id=gateway.line.institution_id,
        line=gateway.line,
        kind=ContactKind.SMS,
        heard_at__gte=timezone.now() - rules.THREAD_WINDOW,
    )
    contact = threads.order_by("-offered_at").first()
    if contact is None:
        return new_contact(gateway, ContactKind.SMS, reference="", caller=number, state=QUEUED), True
    if contact.state == CLOSED:
        reopen_contact(actor, contact)
        renew(contact)
    return contact, False


def _list_as_stopped(gateway: Gateway, number: str, index: str, contact: Contact) -> None:
    StoppedNumber.objects.get_or_create(line=gateway.line, phone_index=index)
    _remember_stop(gateway, number, contact, stopped=True)


def _remember_stop(gateway: Gateway, number: str, contact: Contact, *, stopped: bool) -> None:
    """In the number's sealed contacts, which no list leads to."""
    own = [each.pk for each in sealed_contacts(gateway, number) if each.line_id == gateway.line_id]
    Contact.objects.filter(pk__in=own).update(stopped=stopped)
    contact.stopped = stopped and contact.cell_id is not None


def _stop(contact: Contact, *, new: bool) -> None:
    contact.safe_to_contact = Answer.NO
    if new:
        # Nothing was told: there is nobody to answer and nothing to do.
        contact.state = CLOSED
        contact.classification = Classification.HANG_UP
        contact.ended_by = EndedBy.CALLER
        contact.closed_at = timezone.now()


def _take_up(actor: Actor, contact: Contact, text: str) -> None:
    """Put what was written into the contact's report; a bare answer to our question changes what is safe."""
    report = reports_of_contact(contact.pk).last()
    safe = reading.safe_answer(text)
    if safe is not Answer.UNKNOWN:
        contact.safe_to_contact = safe
        if report is not None:
            said = _("May we call or write to this number? %(answer)s") % {"answer": safe.value}
            add_to_report(actor, report, text=said, channel=Channel.SMS)
        return
    if report is None:
        receive_told(actor, contact, Told(narrative=text, language=contact.language))
        contact.classification = Classification.REPORT
    elif text.strip():
        add_to_report(actor, report, text=text, channel=Channel.SMS)


def _may_answer_again(contact: Contact) -> bool:
    """Whether a word for help gets the line's own answer once more: not where she said no, and not at once again."""
    if Answer.read(contact.safe_to_contact) is Answer.NO:
        return False
    since = timezone.now() - rules.ANSWER_AGAIN
    return not contact.texts.filter(outgoing=True, automatic=True, at__gte=since).exists()


def _answer_once(contact: Contact) -> None:
    if reach_contact(contact, replies=True).refused:
        return
    text = FIRST_ANSWERS[contact.language].format(code=contact.line.short_code)
    put_text(TextMessage(contact=contact, outgoing=True, automatic=True, text=text))


def put_text(message: TextMessage) -> None:
    """Save an outgoing message and give it to the outbox, from where it goes when its time has come."""
    message.save(force_insert=True)
    now = timezone.now()
    wait = max(0, ceil((message.waits_until - now).total_seconds())) if message.waits_until else 0
    kept = outbox.put(TOPIC, {"text_id": str(message.pk)}, key=f"text:{message.pk}", after_seconds=wait)
    gateway = message.contact.gateway
    if not wait and gateway is not None and gateway.provider in _IN_PROCESS:
        transaction.on_commit(lambda: outbox.deliver(kept.pk), robust=True)


@act("text.send", needs=MAY_WORK_ON, subject=Contact)
def send_text(actor: Actor, contact: Contact, *, text: str) -> TextMessage:
    """Answer a thread. Only after the person has said that her phone is safe, never after STOP, and in words that
    say nothing to others who read them."""
    renew(contact)
    if contact.gateway is None or contact.gateway.closed_at is not None or not contact.has_number:
        raise Invalid(_("This contact has no number that a text could go to."), "text")
    found = demand_reach(reach_contact(contact), "text")
    fault = reading.fault_of_answer(text, contact.language)
    if fault:
        raise Invalid(_SENTENCES[fault.kind]() % {"word": fault.word}, "text")
    if contact.state in WAITING and contact.kind == ContactKind.SMS:
        answer_contact(actor, contact)
    later = found.at if found.reach is Reach.LATER else None
    message = TextMessage(contact=contact, outgoing=True, text=text.strip(), written_by=actor.id, waits_until=later)
    put_text(message)
    renew(contact)
    if contact.kind == ContactKind.SMS:
        # What was typed has gone out.
        contact.notes = ""
        contact.save(update_fields=["notes"])
    tell(contact)
    return message


_SENTENCES = {
    "empty": lambda: _("Write the answer."),
    "long": lambda: _("This is too long for a simple phone: at most three messages of about 150 signs."),
    "unsafe": lambda: _("Others may read this phone. Say it without “%(word)s”."),
}


@act("text.hold", needs=GATEWAY_ONLY, subject=TextMessage)
def hold_text(actor: Actor, message: TextMessage) -> TextMessage:
    """Ask the gate again at the last moment: what may not go out any more is held, what may go later waits again, and
    whoever wrote it is told."""
    message.refresh_from_db(from_queryset=TextMessage.objects.select_for_update())
    found = reach_contact(message.contact, replies=message.automatic)
    if message.state != TextState.WAITING or found.reach is Reach.NOW:
        return message
    if found.refused:
        message.state = TextState.HELD
        # The line's own answer has nobody who would have to do something about it.
        message.held_at = timezone.now() if message.written_by else None
    else:
        message.waits_until = found.at
        wait = ceil((found.at - timezone.now()).total_seconds()) if found.at else 0
        mark = f"text:{message.pk}:{found.at:%Y%m%d%H}"
        outbox.put(TOPIC, {"text_id": str(message.pk)}, key=mark, after_seconds=max(0, wait))
    message.save(update_fields=["state", "waits_until", "held_at"])
    tell(message.contact)
    return message


@act("text.settle", needs=MAY_WORK_ON, subject=Contact, notes=("again",))
def settle_text(actor: Actor, contact: Contact, *, message: TextMessage, again: bool) -> TextMessage:
    """Settle a text that the gate held: written again in the same words where that is safe by now, else left unsent."""
    kept = one_of(contact.texts.select_for_update().filter(pk=message.pk))
    if kept is None or kept.held_at is None:
        raise Conflict(_("This text has been settled meanwhile."))
    kept.held_at = None
    kept.save(update_fields=["held_at"])
    if again:
        return send_text(actor, contact, text=kept.text.open())
    tell(contact)
    return kept


@act("text.status", needs=GATEWAY_ONLY, subject=TextMessage, notes=("status",))
def status_of_text(actor: Actor, message: TextMessage, *, status: str, provider_id: str = "") -> TextMessage:
    """Keep a network's receipt of a message, in any order; a word that we do not know is kept and changes nothing."""
    message.refresh_from_db(from_queryset=TextMessage.objects.select_for_update())
    message.provider_status = status.strip()[:40]
    message.state = reading.state_after(message.state, status)
    message.provider_id = message.provider_id or provider_id[:120]
    message.save(update_fields=["provider_status", "state", "provider_id"])
    tell(message.contact)
    return message
