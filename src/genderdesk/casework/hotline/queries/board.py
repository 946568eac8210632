"""The queue of a line at this moment: who waits, who talks, and what an operator does meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from genderdesk.casework.hotline.access import visible_to
from genderdesk.casework.hotline.models import Contact, Line
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.vocabulary.contacts import (
    LIVE,
    NON_DATA,
    QUEUED,
    RINGING,
    WAITING,
    Classification,
    ContactKind,
)
from genderdesk.casework.intake.queries import numbers_told_danger
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.accounts.queries import people

_SHOWN_WAITING = 12
# Among so many of those that wait longest are those looked for that go first.
_LOOKED_AT = 60
_SHOWN_TALKING = 12
_SHOWN_OWN = 5
_SHOWN_TEXTS = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call that waits: since when, how that looks, how often the same number called before, and whether it told of
    danger within the last days."""

    contact: Contact
    seconds: int
    tone: str
    before: int
    urgent: bool = False

    @property
    def rings(self) -> bool:
        return self.contact.state == RINGING

    @property
    def face(self) -> str:
        return rules.clock_face(self.seconds)


@dataclass(frozen=True, slots=True)
class Talking:
    """A call that an operator has: who, since when, and whether it is the reader's own."""

    contact: Contact
    operator: str
    seconds: int
    own: bool

    @property
    def face(self) -> str:
        return rules.clock_face(self.seconds)


@dataclass(frozen=True, slots=True)
class Shift:
    """What an operator did within the last twelve hours, as counts, with the latest of them."""

    answered: int
    reports: int
    closed_at_once: int
    latest: list[Contact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Board:
    """What the strip of the console shows of the own institution's line."""

    line: Line | None
    waiting: list[Waiting]
    count: int
    longest_seconds: int
    longest_since: datetime | None
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
    def more(self) -> int:
        """How many wait beyond those shown."""
        return self.count - len(self.waiting)

    @property
    def next(self) -> Waiting | None:
        """The call to answer: of those that ring, who told of danger, then the longest; else the first."""
        return next((each for each in self.waiting if each.rings), self.waiting[0] if self.waiting else None)


def board(actor: Actor) -> Board:
    """The queue of the actor's line at this moment; a fixed number of queries however long the queue is."""
    now = timezone.now()
    visible = visible_to(actor)
    lines = list(Line.objects.filter(institution_id=actor.own_institution).select_related("institution"))
    calls = visible.filter(kind=ContactKind.CALL)
    waiting_calls = list(calls.filter(state__in=WAITING).order_by("offered_at", "pk")[:_LOOKED_AT])
    counts = calls.filter(state__in=(*WAITING, *LIVE)).aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)), talking=Count("pk", filter=Q(state__in=LIVE))
    )
    since = waiting_calls[0].offered_at if waiting_calls else None
    longest = rules.seconds_between(since, now) or 0
    return Board(
        line=lines[0] if lines else None,
        waiting=_in_order(actor, visible, waiting_calls, now)[:_SHOWN_WAITING],
        count=counts["waiting"],
        longest_seconds=longest,
        longest_since=since,
        longest_tone=rules.wait_tone(longest) if since else "calm",
        texts=visible.filter(kind=ContactKind.SMS, state=QUEUED).count(),
        talking=counts["talking"],
        seats=sum(line.seats for line in lines),
        mine=call_of(actor),
    )


def _in_order(actor: Actor, visible: QuerySet[Contact], calls: list[Contact], now: datetime) -> list[Waiting]:
    """Waiting calls, those of a number that told of danger first, then the longest waiting."""
    indexes = {each.phone_index for each in calls if each.phone_index}
    before = _called_before(visible, indexes)
    danger = (
        numbers_told_danger(actor, indexes, actor.institution_id, since=now - rules.DANGER_WINDOW)
        if indexes and actor.institution_id
        else frozenset()
    )
    waiting = [_waiting(each, now, before, danger) for each in calls]
    return sorted(waiting, key=lambda each: not each.urgent)


def _waiting(contact: Contact, now: datetime, before: dict[str, int], danger: frozenset[str]) -> Waiting:
    seconds = rules.seconds_between(contact.offered_at, now) or 0
    earlier = max(0, before.get(contact.phone_index, 1) - 1) if contact.phone_index else 0
    return Waiting(contact, seconds, rules.wait_tone(seconds), earlier, contact.phone_index in danger)


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


def on_the_line(actor: Actor) -> list[Talking]:
    """Calls that operators have now, the longest first: one whose operator's screen went dark stays in sight."""
    now = timezone.now()
    query = visible_to(actor).filter(kind=ContactKind.CALL, state__in=LIVE).order_by("answered_at", "pk")
    calls = list(query[:_SHOWN_TALKING])
    names = names_of({each.operator_id for each in calls if each.operator_id})
    return [
        Talking(
            each,
            names.get(each.operator_id, "") if each.operator_id else "",
            rules.seconds_between(each.answered_at or each.offered_at, each.ended_at or now) or 0,
            each.operator_id == actor.id,
        )
        for each in calls
    ]


def names_of(user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of colleagues, by their account."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    return {user.pk: user.display_name for user in people().filter(pk__in=wanted)}


def shift_of(actor: Actor) -> Shift:
    """What the operator took and finished within the last twelve hours."""
    since = timezone.now() - rules.SHIFT_LENGTH
    own = visible_to(actor).filter(operator_id=actor.id, offered_at__gte=since)
    counts = own.aggregate(
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        reports=Count("pk", filter=Q(classification__in=(Classification.REPORT, Classification.SILENT_DANGER))),
        at_once=Count("pk", filter=Q(classification__in=NON_DATA)),
    )
    latest = list(own.exclude(state__in=WAITING).order_by("-offered_at", "-pk")[:_SHOWN_OWN])
    return Shift(counts["answered"], counts["reports"], counts["at_once"], latest)


def waiting_texts(actor: Actor) -> QuerySet[Contact]:
    """Threads that nobody has taken yet, the oldest first."""
    return visible_to(actor).filter(kind=ContactKind.SMS, state=QUEUED).order_by("offered_at")


def texts_to_answer(actor: Actor) -> list[tuple[Contact, int]]:
    """The first threads that wait for an answer, with the seconds since the last word of each."""
    now = timezone.now()
    rows = waiting_texts(actor).annotate(last_at=Max("texts__at"))[:_SHOWN_TEXTS]
    return [(each, rules.seconds_between(each.last_at or each.offered_at, now) or 0) for each in rows]
