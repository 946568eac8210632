"""SMS in and out: threads of one number, STOP, the one automatic answer, receipts."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY, MAY_WORK_ON
from genderdesk.casework.hotline.acts.calls import (
    answer_contact,
    index_beforehand,
    new_contact,
    number_of,
    renew,
    reopen_contact,
    tell,
)
from genderdesk.casework.hotline.acts.reports import receive_told
from genderdesk.casework.hotline.models import Contact, Gateway, StoppedNumber, TextMessage
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
from genderdesk.casework.intake.queries import reports_of_contact
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, touch
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
    contact, new = _thread(actor, gateway, number)
    contact.heard_at = timezone.now()
    contact.language = contact.language or reading.language_of(text, gateway.line.language)
    if reading.wants_stop(text):
        _stop(contact, new=new)
    elif reading.wants_start(text):
        StoppedNumber.objects.filter(line=gateway.line, phone_index=contact.phone_index).delete()
    else:
        _take_up(actor, contact, text)
    contact.save()
    message = TextMessage(contact=contact, outgoing=False, text=text, state=TextState.RECEIVED, provider_id=provider_id)
    message.save(force_insert=True)
    if not is_stopped(contact) and (new or (reading.wants_help(text) and _may_answer_again(contact))):
        _answer_once(contact)
    touch(contact, new=new)
    tell(contact)
    return message


def _thread(actor: Actor, gateway: Gateway, number: str) -> tuple[Contact, bool]:
    """The contact that a message belongs to, and whether it is new. A thread closed within the day goes on."""
    threads = Contact.objects.select_for_update().filter(
        institution_id=gateway.line.institution_id,
        phone_index=blind_index("phone", number),
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


def _stop(contact: Contact, *, new: bool) -> None:
    StoppedNumber.objects.get_or_create(line=contact.line, phone_index=contact.phone_index)
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
    text = FIRST_ANSWERS[contact.language].format(code=contact.line.short_code)
    _put(TextMessage(contact=contact, outgoing=True, automatic=True, text=text))


def _put(message: TextMessage) -> None:
    """Save an outgoing message and give it to the outbox."""
    message.save(force_insert=True)
    kept = outbox.put(TOPIC, {"text_id": str(message.pk)}, key=f"text:{message.pk}")
    gateway = message.contact.gateway
    if gateway is not None and gateway.provider in _IN_PROCESS:
        transaction.on_commit(lambda: outbox.deliver(kept.pk), robust=True)


def is_stopped(contact: Contact) -> bool:
    """True where the contact's number wrote STOP to this line."""
    return StoppedNumber.objects.filter(line_id=contact.line_id, phone_index=contact.phone_index).exists()


@act("text.send", needs=MAY_WORK_ON, subject=Contact)
def send_text(actor: Actor, contact: Contact, *, text: str) -> TextMessage:
    """Answer a thread. Only after the person has said that her phone is safe, never after STOP, and in words that
    say nothing to others who read them."""
    renew(contact)
    if contact.gateway is None or contact.gateway.closed_at is not None or not contact.phone_index:
        raise Invalid(_("This contact has no number that a text could go to."), "text")
    if is_stopped(contact):
        raise Invalid(_("This number wrote STOP. Nothing may be sent to it until it writes START."), "text")
    if not rules.may_write(Answer.read(contact.safe_to_contact), stopped=False):
        raise Invalid(
            _("Nobody has said yet that it is safe to write to this number. Mark it as safe once she has said so."),
            "text",
        )
    fault = reading.fault_of_answer(text, contact.language)
    if fault:
        raise Invalid(_SENTENCES[fault.kind]() % {"word": fault.word}, "text")
    if contact.state in WAITING and contact.kind == ContactKind.SMS:
        answer_contact(actor, contact)
    message = TextMessage(contact=contact, outgoing=True, text=text.strip(), written_by=actor.id)
    _put(message)
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
