"""Coded values of a complaint.

The categories are the desk's own. That being asked to pay is one of them, and never waits, comes from the deficits of
gender desks that programme.md 4 lists (officers who ask for fuel or credit; desks that treat survivors as criminals);
a channel for complaints and compliments by station from the same list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class Category(StrEnum):
    """What it is about."""

    ASKED_TO_PAY = "asked_to_pay"
    STAFF_VIOLENCE = "staff_violence"
    TOLD_OTHERS = "told_others"
    NOT_HELPED = "not_helped"
    SENT_AWAY = "sent_away"
    RUDE = "rude"
    TOO_SLOW = "too_slow"
    OTHER = "other"
    PRAISE = "praise"


# Told to oversight at once, read by oversight alone, and closed by a second person.
ZERO_TOLERANCE = frozenset({Category.ASKED_TO_PAY, Category.STAFF_VIOLENCE, Category.TOLD_OTHERS})


class About(StrEnum):
    """Which part of the service."""

    STATION = "station"
    CREW = "crew"
    LINE = "line"
    HEAD_OFFICE = "head_office"
    OTHER_SERVICE = "other_service"
    UNKNOWN = "unknown"


# What the head office runs itself, so that it does not answer for it: the line stands there.
OF_HEAD_OFFICE = frozenset({About.LINE, About.HEAD_OFFICE})


class Route(StrEnum):
    """Who answers. Oversight reads what goes to the head office too."""

    OVERSIGHT = "oversight"
    HEAD_OFFICE = "head_office"


class Channel(StrEnum):
    """How it came."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"


class Answering(StrEnum):
    """Whether and how the complainant wants an answer."""

    NONE = "none"
    HERE = "here"
    TEXT = "text"


class PassedTo(StrEnum):
    """Another body that looks into it. None of them is the command of whoever it is about."""

    INTERNAL_AFFAIRS = "internal_affairs"
    INSPECTOR_GENERAL = "inspector_general"
    PROSECUTION = "prosecution"
    SISTER_SERVICE = "sister_service"
    OMBUDSMAN = "ombudsman"
    SERVICE_AUTHORITY = "service_authority"


class NamedBy(StrEnum):
    """How it is known whom a complaint must be kept from."""

    PLACE = "place"
    COMPLAINANT = "complainant"
    READER = "reader"


RECEIVED, ACKNOWLEDGED, LOOKED_INTO = "received", "acknowledged", "looked_into"
ANSWERED, CLOSED, PASSED = "answered", "closed", "passed"
WAITING = (RECEIVED, ACKNOWLEDGED, LOOKED_INTO)
_OPEN = (*WAITING, ANSWERED, PASSED)


def _staying(act: str, states: tuple[str, ...]) -> tuple[Move, ...]:
    return tuple(Move(state, state, act) for state in states)


COMPLAINT = StateTable(
    "complaint",
    RECEIVED,
    (
        Move(RECEIVED, ACKNOWLEDGED, "complaint.acknowledge"),
        *moves("complaint.look_into", (RECEIVED, ACKNOWLEDGED), LOOKED_INTO),
        *moves("complaint.answer", WAITING, ANSWERED),
        *moves("complaint.pass", WAITING, PASSED),
        # It is looked into again: the answer was not enough, or the other body sent it back.
        *moves("complaint.take_up_again", (ANSWERED, PASSED), LOOKED_INTO),
        Move(ANSWERED, CLOSED, "complaint.close"),
        *_staying("complaint.note", _OPEN),
        *_staying("complaint.keep_from", _OPEN),
        *_staying("complaint.sort", WAITING),
        # What the complainant adds after an answer takes it up again.
        *_staying("complaint.add", (*WAITING, PASSED)),
        Move(ANSWERED, LOOKED_INTO, "complaint.add"),
    ),
)


class Step(StrEnum):
    """What is to be done in time."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Clock:
    """For how many days after it came a step may wait, from how many days before the end on it is due, and the states
    in which it is still to be done."""

    days: int
    due_days: int
    states: tuple[str, ...]


# Defaults of this product, to be changed here; no law says so. Praise has no clock.
CLOCKS: dict[Step, Clock] = {
    Step.ACKNOWLEDGE: Clock(days=3, due_days=1, states=(RECEIVED,)),
    Step.ANSWER: Clock(days=30, due_days=5, states=WAITING),
}
# Who served where it happened so long before it was told is kept from it where no day was told (our own caution).
BARRED_BEFORE = timedelta(days=365)

COMPLAINT_NUMBER = ("Q", 3)
PIN_DIGITS = 6
LONGEST = 4000
