"""What the simulator's handset shows: its call and its texts, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.hotline.access import SIMULATOR_OPEN
from genderdesk.casework.hotline.models import Contact, Gateway, TextMessage
from genderdesk.casework.hotline.rules.contacts import seconds_between
from genderdesk.casework.hotline.vocabulary.contacts import CONNECTED, ENDED, QUEUED, WAITING, WRAP_UP, ContactKind
from genderdesk.casework.hotline.vocabulary.events import TextState
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index, bring_keys

_SHOWN_TEXTS = 50


@dataclass(frozen=True, slots=True)
class HandsetCall:
    """What the handset shows of its call. ``ahead`` is how many callers wait before it where it is queued."""

    state: str
    ended_by: str
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    ahead: int = 0

    @property
    def talking(self) -> bool:
        return self.state == CONNECTED

    @property
    def waiting(self) -> bool:
        return self.state in WAITING

    @property
    def over(self) -> bool:
        return self.state in (*ENDED, WRAP_UP)

    @property
    def waited_seconds(self) -> int:
        return seconds_between(self.offered_at, self.answered_at or self.ended_at or timezone.now()) or 0

    @property
    def talk_seconds(self) -> int:
        """How long the talk has lasted, or lasted; nought before the answer."""
        return seconds_between(self.answered_at, self.ended_at or timezone.now()) or 0


def call_on_handset(gateway: Gateway, reference: str) -> HandsetCall | None:
    """The state of a call that the handset began."""
    call = Contact.objects.filter(gateway=gateway, reference=reference).first() if reference else None
    if call is None:
        return None
    ahead = 0
    if call.state == QUEUED:
        calls = Contact.objects.filter(line_id=gateway.line_id, kind=ContactKind.CALL, state__in=WAITING)
        ahead = calls.filter(offered_at__lt=call.offered_at).count()
    return HandsetCall(call.state, call.ended_by, call.offered_at, call.answered_at, call.ended_at, ahead)


def texts_on_handset(gateway: Gateway, number: str) -> list[TextMessage]:
    """The latest texts between the desk and an invented number, oldest first; none that has not been sent yet. Those
    of sealed contacts lie among them, whose number shows when they are opened."""
    own = Q(contact__phone_index=blind_index("phone", number)) | Q(contact__cell__isnull=False)
    found = TextMessage.objects.filter(
        own,
        contact__gateway=gateway,
        contact__simulated=True,
        state__in=(TextState.RECEIVED, TextState.SENT, TextState.DELIVERED),
    ).select_related("contact")
    return list(found.order_by("-at", "-pk")[:_SHOWN_TEXTS])[::-1]


@discloses("handset.texts", needs=SIMULATOR_OPEN)
def open_texts(actor: Actor, texts: Sequence[TextMessage], number: str) -> list[str | None]:
    """The texts on a simulated handset, which shows them to whoever holds it; None for one of another number."""
    bring_keys([*texts, *(each.contact for each in texts)])
    return [each.text.open() if each.contact.simulated and _is_of(each.contact, number) else None for each in texts]


def _is_of(contact: Contact, number: str) -> bool:
    return contact.cell_id is None or contact.caller.open(if_erased="") == number
