"""The desk's own neutral texts to a survivor's phone, handed over by another room."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.acts.calls import new_contact
from genderdesk.casework.hotline.acts.numbers import number_of
from genderdesk.casework.hotline.acts.texts import put_text
from genderdesk.casework.hotline.models import Contact, Gateway, TextMessage
from genderdesk.casework.hotline.queries.safe_contact import has_stopped, reach_contact
from genderdesk.casework.hotline.vocabulary.contacts import CLOSED, Classification, ContactKind, EndedBy
from genderdesk.casework.hotline.vocabulary.sms_texts import DAY_TEXTS, WORD_TEXTS
from genderdesk.casework.intake.acts import NewDay, WordThere, carries_texts, carries_word
from genderdesk.casework.intake.queries import ContactRule, Reach, Verdict, demand_reach, reach
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid


@carries_texts
def carry_new_day(actor: Actor, told: NewDay) -> None:
    """Write a text with the new day of an appointment, which goes out by the line of the institution when the gate says
    so. It is kept as a thread that is closed, in no queue and in no figure; an answer to it opens it."""
    contact = _thread_to(told)
    if contact is None:
        raise Invalid(_("No line of the desk sends texts. Tell her or him the new day in another way."), "tell")
    found = demand_reach(reach_contact(contact), "tell")
    if found.at is not None and found.at >= told.at:
        raise Invalid(
            _("By the hours that she or he named the text would come too late. Tell it in another way."), "tell"
        )
    _keep_closed(contact, told.language)
    text = DAY_TEXTS[contact.language].format(when=f"{timezone.localtime(told.at):%d/%m %H:%M}")
    _put(actor, contact, text, found)


@carries_word
def carry_word(actor: Actor, told: WordThere) -> None:
    """Write that something is there to be read, under what she or he said of texts to this number and what every room
    knows of it; kept as a closed thread like the new day of an appointment."""
    contact = _thread_to(told)
    if contact is None:
        raise Invalid(_("No line of the desk sends texts. Keep the answer without a text."), "send")
    own = ContactRule(Answer.YES, ContactWay.SMS, told.hours)
    found = reach([own], ContactWay.SMS, institution_id=contact.institution_id, phone_index=contact.phone_index)
    found = demand_reach(Verdict(Reach.STOPPED) if has_stopped(contact) else found, "send")
    # The gate is asked again when it goes out, by what the thread says.
    contact.safe_to_contact = Answer.YES
    _keep_closed(contact, told.language)
    _put(actor, contact, WORD_TEXTS[contact.language], found)


def _thread_to(told: NewDay | WordThere) -> Contact | None:
    """A new thread to the number by the line of the institution; None where it has no line, or the number is none."""
    gateways = Gateway.objects.filter(line__institution_id=told.institution_id, closed_at__isnull=True)
    gateway = gateways.select_related("line").order_by("opened_at", "id").first()
    number = number_of(told.phone)
    if gateway is None or not number:
        return None
    return new_contact(gateway, ContactKind.SMS, reference="", caller=number, state=CLOSED)


def _keep_closed(contact: Contact, language: str) -> None:
    contact.language = language if language in DAY_TEXTS else contact.line.language
    contact.classification, contact.ended_by, contact.closed_at = Classification.SENT, EndedBy.OPERATOR, timezone.now()
    contact.save(update_fields=["language", "classification", "ended_by", "closed_at", "safe_to_contact"])


def _put(actor: Actor, contact: Contact, text: str, found: Verdict) -> None:
    later = found.at if found.reach is Reach.LATER else None
    put_text(TextMessage(contact=contact, outgoing=True, text=text, written_by=actor.id, waits_until=later))
