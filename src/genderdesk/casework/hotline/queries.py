"""What may be seen of lines, contacts and texts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import GATEWAY_ONLY, MAY_SEE_CONTACTS, MAY_WORK_ON, SIMULATOR_OPEN, visible_to
from genderdesk.casework.hotline.models import (
    Contact,
    Gateway,
    GatewayEvent,
    Line,
    StoppedNumber,
    TextMessage,
    UssdSession,
)
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.rules import ussd as menu
from genderdesk.casework.hotline.rules.tokens import hash_token
from genderdesk.casework.hotline.vocabulary.contacts import (
    CONNECTED,
    LIVE,
    QUEUED,
    RINGING,
    WAITING,
    ContactKind,
    HistoryReason,
)
from genderdesk.casework.hotline.vocabulary.events import Provider, TextState
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import Match, earlier_reports_of_phone, possible_duplicates
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.phones import mask_phone
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index

_SHOWN_WAITING = 12
_SHOWN_HISTORY = 20


# The queue


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call that waits: since when, how that looks, and how often the same number called before."""

    contact: Contact
    seconds: int
    tone: str
    before: int

    @property
    def rings(self) -> bool:
        return self.contact.state == RINGING

    @property
    def face(self) -> str:
        return rules.clock_face(self.seconds)


@dataclass(frozen=True, slots=True)
class Board:
    """What the strip of the console shows of the own institution's line."""

    line: Line | None
    waiting: list[Waiting]
    count: int
    longest_seconds: int
    longest_tone: str
    texts: int
    talking: int
    seats: int
    mine: Contact | None

    @property
    def longest_face(self) -> str:
        return rules.clock_face(self.longest_seconds)

    @property
    def others(self) -> list[Waiting]:
        """Those who wait behind the next."""
        return [each for each in self.waiting if each is not self.next]

    @property
    def next(self) -> Waiting | None:
        """The call to answer: the longest ringing one, else the longest in the queue."""
        return next((each for each in self.waiting if each.rings), self.waiting[0] if self.waiting else None)


def board(actor: Actor) -> Board:
    """The queue of the actor's line at this moment; seven queries however long the queue is."""
    now = timezone.now()
    visible = visible_to(actor)
    lines = list(Line.objects.filter(institution_id=actor.institution_id).select_related("institution"))  # type: ignore[misc]
    calls = visible.filter(kind=ContactKind.CALL)
    waiting_calls = list(calls.filter(state__in=WAITING).order_by("offered_at", "pk")[: _SHOWN_WAITING + 1])
    before = _called_before(visible, [each.phone_index for each in waiting_calls])
    waiting = [_waiting(each, now, before) for each in waiting_calls]
    counts = calls.filter(state__in=(*WAITING, *LIVE)).aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)), talking=Count("pk", filter=Q(state__in=LIVE))
    )
    longest = waiting[0].seconds if waiting else 0
    return Board(
        line=lines[0] if lines else None,
        waiting=waiting[:_SHOWN_WAITING],
        count=counts["waiting"],
        longest_seconds=longest,
        longest_tone=rules.wait_tone(longest) if waiting else "calm",
        texts=visible.filter(kind=ContactKind.SMS, state=QUEUED).count(),
        talking=counts["talking"],
        seats=sum(line.seats for line in lines),
        mine=call_of(actor),
    )


def _waiting(contact: Contact, now: datetime, before: dict[str, int]) -> Waiting:
    seconds = int((now - contact.offered_at).total_seconds())
    earlier = max(0, before.get(contact.phone_index, 1) - 1) if contact.phone_index else 0
    return Waiting(contact, seconds, rules.wait_tone(seconds), earlier)


def _called_before(visible: QuerySet[Contact], indexes: Iterable[str]) -> dict[str, int]:
    """How many contacts each number has had, the present one included."""
    wanted = {index for index in indexes if index}
    if not wanted:
        return {}
    rows = visible.filter(phone_index__in=wanted).values_list("phone_index").annotate(count=Count("pk"))
    return dict(rows)


def call_of(actor: Actor) -> Contact | None:
    """The call that the operator has on the line or has still to finish."""
    mine = visible_to(actor).filter(operator_id=actor.id, kind=ContactKind.CALL, state__in=LIVE)
    return mine.select_related("line__institution", "institution").order_by("answered_at").first()


def waiting_texts(actor: Actor) -> QuerySet[Contact]:
    """Threads that nobody has taken yet, the oldest first."""
    return visible_to(actor).filter(kind=ContactKind.SMS, state=QUEUED).order_by("offered_at")


# Contacts


def contacts(actor: Actor) -> QuerySet[Contact]:
    """The contacts that an actor may list."""
    return visible_to(actor).select_related("line")


def threads(actor: Actor) -> QuerySet[Contact]:
    """The threads of texts, with the time of the last one and whether an answer failed to arrive."""
    failed = TextMessage.objects.filter(contact=OuterRef("pk"), outgoing=True, state=TextState.FAILED)
    query = visible_to(actor).filter(kind=ContactKind.SMS).select_related("line")
    return query.annotate(last_at=Max("texts__at"), failed=Exists(failed))


def contact_for(actor: Actor, contact_id: uuid.UUID) -> Contact:
    """One contact that the actor may see; Missing otherwise, whether or not it exists."""
    found = visible_to(actor).select_related("line", "institution", "gateway__line").filter(pk=contact_id).first()
    if found is None:
        raise Missing(_("There is no such contact on your line."))
    return found


def lines_of(actor: Actor) -> QuerySet[Line]:
    """The lines of the actor's institution."""
    return Line.objects.filter(institution_id=actor.institution_id)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Before:
    """How often a number reached the line before, as counts only."""

    contacts: int
    silent: int
    reports: int

    @property
    def any(self) -> bool:
        return bool(self.contacts or self.reports)


def called_before(contact: Contact) -> Before:
    """Counts of earlier contacts and reports of the same number on the same institution's line."""
    if not contact.phone_index:
        return Before(0, 0, 0)
    earlier = Contact.objects.filter(
        institution_id=contact.institution_id, phone_index=contact.phone_index, offered_at__lt=contact.offered_at
    ).exclude(pk=contact.pk)
    counts = earlier.aggregate(
        contacts=Count("pk"), silent=Count("pk", filter=Q(classification__in=("silent", "silent_danger")))
    )
    reports = earlier_reports_of_phone(contact.phone_index, contact.institution_id)
    own = Report.objects.filter(contact_id=contact.pk).count()
    return Before(counts["contacts"], counts["silent"], max(0, reports - own))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is kept of one contact, opened for one reader."""

    caller: str
    notes: str
    draft: dict[str, Any]


@discloses("contact.sheet", needs=MAY_WORK_ON, subject=Contact)
def sheet_of(actor: Actor, contact: Contact) -> Sheet:
    """The masked number, and what the operator has typed so far."""
    number = contact.caller.open()
    masked = mask_phone(number) if contact.phone_index else ""
    return Sheet(masked, contact.notes.open(), contact.draft.open())


@discloses("contact.history", needs=MAY_SEE_CONTACTS, subject=Contact)
def history_of(actor: Actor, contact: Contact) -> tuple[list[Contact], list[Report]]:
    """Earlier contacts and reports of the same number, newest first, without what they tell. The reason for looking is
    kept by the act ``contact.ask_history`` before."""
    if not contact.phone_index:
        return [], []
    same = {"phone_index": contact.phone_index, "institution_id": contact.institution_id}
    earlier = Contact.objects.filter(**same).exclude(pk=contact.pk).order_by("-offered_at")[:_SHOWN_HISTORY]
    reports = Report.objects.filter(**same).select_related("district").order_by("-received_at")[:_SHOWN_HISTORY]
    return list(earlier), list(reports)


@discloses("contact.earlier", needs=MAY_WORK_ON, subject=Contact, kind="search")
def earlier_reports(actor: Actor, contact: Contact, *, district_code: str) -> list[Match]:
    """Reports that may be about the same event as this contact, before a new one is made."""
    number = contact.caller.open() if contact.phone_index else ""
    return possible_duplicates(actor, phone=number, district_code=district_code)


def reasons() -> list[str]:
    return [reason.value for reason in HistoryReason]


# Texts


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


# Gateways


def gateway_of_token(token: str) -> Gateway | None:
    """The open gateway of an address; None for a wrong token, and for the simulator where it is not allowed."""
    found = Gateway.objects.select_related("line__institution").filter(
        token_hash=hash_token(token), closed_at__isnull=True
    )
    gateway = found.first()
    if gateway is not None and gateway.provider == Provider.SIMULATOR and not settings.TELEPHONE_SIMULATOR:
        return None
    return gateway


@discloses("gateway.answer", needs=GATEWAY_ONLY, subject=GatewayEvent)
def answer_of(actor: Actor, event: GatewayEvent) -> dict[str, Any]:
    """What an event was answered with."""
    return event.answer.open()


def event_of(gateway: Gateway, event_id: str) -> GatewayEvent | None:
    """The event kept under a network's number."""
    return GatewayEvent.objects.filter(gateway=gateway, provider_event_id=event_id).first()


# The simulator's handset


@dataclass(frozen=True, slots=True)
class HandsetCall:
    """What the handset shows of its call."""

    state: str
    ended_by: str


def call_on_handset(gateway: Gateway, reference: str) -> HandsetCall | None:
    """The state of a call that the handset began."""
    row = Contact.objects.filter(gateway=gateway, reference=reference).values_list("state", "ended_by").first()
    return HandsetCall(*row) if row and reference else None


def texts_for_handset(gateway: Gateway, number: str) -> QuerySet[TextMessage]:
    """Texts that the desk sent to an invented number."""
    return TextMessage.objects.filter(
        contact__gateway=gateway,
        contact__simulated=True,
        contact__phone_index=blind_index("phone", number),
        outgoing=True,
        state__in=(TextState.SENT, TextState.DELIVERED),
    ).order_by("at", "pk")


@discloses("handset.texts", needs=SIMULATOR_OPEN)
def open_texts(actor: Actor, texts: list[TextMessage]) -> list[str]:
    """The texts on a simulated handset, which shows them to whoever holds it."""
    return [each.text.open() if each.contact.simulated else "" for each in texts]


# The clock's work


def silent_contacts() -> QuerySet[Contact]:
    """Waiting calls of which nothing was heard for ten minutes, and answered threads quiet for a day."""
    now = timezone.now()
    call = Q(kind=ContactKind.CALL, state__in=WAITING, heard_at__lt=now - rules.SILENCE_LIMIT)
    quiet = Q(kind=ContactKind.SMS, state=CONNECTED, heard_at__lt=now - rules.THREAD_WINDOW)
    return Contact.objects.filter(call | quiet).order_by("heard_at")


def unsettled_sessions() -> QuerySet[UssdSession]:
    """Broken USSD sessions that nobody goes on with: at once after the answer time where danger was told."""
    now = timezone.now()
    danger = Q(danger=True) & (Q(ended_at__isnull=False) | Q(last_seen__lt=now - menu.ANSWER_TIME))
    late = Q(last_seen__lt=now - menu.RESUME_WINDOW)
    return UssdSession.objects.filter(danger | late, settled_at__isnull=True).order_by("last_seen")


def old_events() -> QuerySet[GatewayEvent]:
    """Events whose raw form has outlived its use."""
    limit = timezone.now() - rules.RAW_LIFE
    return GatewayEvent.objects.filter(received_at__lt=limit, forgotten_at__isnull=True).order_by("received_at")
