"""Pure rules of referrals: when an answer and an attendance are due, and what GBVIMS calls what became of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from genderdesk.casework.care.vocabulary import (
    ACKNOWLEDGED,
    CONSENTED,
    PROPOSED,
    REVOKED,
    SENT,
    DeclineReason,
    Recorded,
    Urgency,
)


@dataclass(frozen=True, slots=True)
class Times:
    """Hours after the sending: until the provider must have answered, until the head of the desk hears that it has not
    (the sender hears at once), and until the survivor should have been seen."""

    answer: int
    head: int
    attend: int


# 24 h for the answer and 72 h for the first service are cases.md 7.7 (suggested there); the others are this desk's
# defaults.
TIMES = {
    Urgency.NOW: Times(answer=1, head=2, attend=6),
    Urgency.WITHIN_24_HOURS: Times(answer=4, head=8, attend=24),
    Urgency.WITHIN_72_HOURS: Times(answer=24, head=36, attend=72),
    Urgency.ROUTINE: Times(answer=24, head=72, attend=14 * 24),
}


def answer_due(sent_at: datetime, urgency: Urgency) -> datetime:
    """When the provider must have accepted or declined."""
    return sent_at + timedelta(hours=TIMES[urgency].answer)


def head_due(sent_at: datetime, urgency: Urgency) -> datetime:
    """When the head of the desk hears of a referral that nobody has answered."""
    return sent_at + timedelta(hours=TIMES[urgency].head)


def attend_due(sent_at: datetime, urgency: Urgency) -> datetime:
    """When the survivor should have been seen."""
    return sent_at + timedelta(hours=TIMES[urgency].attend)


def is_overdue(state: str, due_at: datetime | None, now: datetime) -> bool:
    """True where a sent referral waits for an answer beyond its time; passing it never closes the referral."""
    return state in (SENT, ACKNOWLEDGED) and due_at is not None and now > due_at


# Why a referral did not lead to a service, as the Incident Recorder says it. Other reasons leave it a referral.
_NOT_USED = {
    DeclineReason.SURVIVOR_DECLINED: Recorded.DECLINED,
    DeclineReason.FEAR: Recorded.DECLINED,
    DeclineReason.UNAVAILABLE: Recorded.UNAVAILABLE,
    DeclineReason.FULL: Recorded.UNAVAILABLE,
    DeclineReason.COST: Recorded.UNAVAILABLE,
    DeclineReason.DISTANCE: Recorded.UNAVAILABLE,
}


def recorded_as(state: str, decline_reason: str, *, attended: bool = False) -> Recorded:
    """What the Incident Recorder says of a referral (GBVIMS, cases.md 1.1).

    One that the survivor took back before coming counts as declined by her or him; one that is not sent yet is
    undecided.
    """
    if attended:
        return Recorded.REFERRED
    if state == REVOKED:
        return Recorded.DECLINED
    if state in (PROPOSED, CONSENTED):
        return Recorded.UNDECIDED
    return _NOT_USED.get(DeclineReason(decline_reason), Recorded.REFERRED) if decline_reason else Recorded.REFERRED
