"""Threads of texts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY, MAY_SEE_CONTACTS
from genderdesk.casework.hotline.models import (
    Contact,
    StoppedNumber,
    TextMessage,
)
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.vocabulary.events import TextState
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a thread, opened."""

    message: TextMessage
    text: str


@discloses("contact.thread", needs=MAY_SEE_CONTACTS, subject=Contact)
def thread_of(actor: Actor, contact: Contact) -> list[Said]:
    """The texts of a contact, oldest first."""
    return [Said(each, each.text.open()) for each in contact.texts.order_by("at", "pk")]


def may_write_to(contact: Contact) -> bool:
    """Whether an answer may go out at all, before anything is typed."""
    stopped = StoppedNumber.objects.filter(line_id=contact.line_id, phone_index=contact.phone_index).exists()
    return rules.may_write(Answer.read(contact.safe_to_contact), stopped)


def has_stopped(contact: Contact) -> bool:
    """True where the number wrote STOP."""
    return StoppedNumber.objects.filter(line_id=contact.line_id, phone_index=contact.phone_index).exists()


def text_to_send(text_id: str) -> TextMessage | None:
    """An outgoing text that has not been handed over yet."""
    found = TextMessage.objects.select_related("contact__gateway", "contact__line").filter(
        pk=text_id, outgoing=True, state=TextState.WAITING
    )
    return found.first()


@dataclass(frozen=True, slots=True)
class Sending:
    """Where and what to send, by which network."""

    provider: str
    to: str
    text: str


@discloses("text.sending", needs=GATEWAY_ONLY, subject=TextMessage)
def sending_of(actor: Actor, message: TextMessage) -> Sending:
    """The number and the text, for the network that carries it."""
    gateway = message.contact.gateway
    if gateway is None:
        raise Missing(_("This contact came by no network."))
    return Sending(gateway.provider, message.contact.caller.open(), message.text.open())
