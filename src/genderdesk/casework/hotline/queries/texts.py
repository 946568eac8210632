"""Threads of texts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY, MAY_SEE_CONTACTS, contacts_of
from genderdesk.casework.hotline.models import Contact, TextMessage
from genderdesk.casework.hotline.queries.safe_contact import reach_contact
from genderdesk.casework.hotline.rules.contacts import LEFT_AFTER
from genderdesk.casework.hotline.vocabulary.contacts import Classification
from genderdesk.casework.hotline.vocabulary.events import TextState
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground


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
    return not reach_contact(contact).refused


def held_texts(actor: Actor) -> QuerySet[TextMessage]:
    """Texts that the gate held and nobody has settled: the actor's own; for the head of the desk those too that their
    writer has left for a day."""
    mine = Q(written_by=actor.id)
    if actor.has("desk_head"):
        # Who wrote one of the desk's own has no console to settle it at.
        mine |= Q(held_at__lt=timezone.now() - LEFT_AFTER) | Q(contact__classification=Classification.SENT)
    found = TextMessage.objects.filter(mine, contacts_of(actor, "contact__"), held_at__isnull=False)
    return found.select_related("contact__line").order_by("held_at")


def held_text(actor: Actor, text_id: uuid.UUID) -> TextMessage:
    """One of them; Missing where there is none such, or no more."""
    found = one_of(held_texts(actor).select_related("contact__gateway").filter(pk=text_id))
    if found is None:
        raise Missing(_("This text waits for nobody any more."))
    return found


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


on_ground("hotline.text", Kind.MESSAGE, "to the number that she or he wrote or called from", identity=True)


@discloses("text.sending", needs=GATEWAY_ONLY, subject=TextMessage)
def sending_of(actor: Actor, message: TextMessage) -> Sending:
    """The number and the text, for the network that carries it."""
    gateway = message.contact.gateway
    if gateway is None:
        raise Missing(_("This contact came by no network."))
    return Sending(gateway.provider, message.contact.caller.open(), message.text.open())
