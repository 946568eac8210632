"""Pure rules of referrals: when an answer and an attendance are due, and what GBVIMS calls what became of one."""

from __future__ import annotations

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

# Hours until the provider must have answered, and until the survivor should have been seen. 24 h and 72 h are
# cases.md 7.7 (suggested there); the others are this desk's defaults.
ANSWER_HOURS = {
    Urgency.NOW: 1,
    Urgency.WITHIN_24_HOURS: 4,
    Urgency.WITHIN_72_HOURS: 24,
    Urgency.ROUTINE: 24,
}
ATTEND_HOURS = {
    Urgency.NOW: 6,
    Urgency.WITHIN_24_HOURS: 24,
    Urgency.WITHIN_72_HOURS: 72,
    Urgency.ROUTINE: 14 * 24,
}


def answer_due(sent_at: datetime, urgency: Urgency) -> datetime:
    """When the provider must have accepted or declined."""
    return sent_at + timedelta(hours=ANSWER_HOURS[urgency])


def attend_due(sent_at: datetime, urgency: Urgency) -> datetime:
    """When the survivor should have been seen."""
    return sent_at + timedelta(hours=ATTEND_HOURS[urgency])


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


def recorded_as(state: str, decline_reason: str) -> Recorded:
    """What the Incident Recorder says of a referral (GBVIMS, cases.md 1.1).

    One that the survivor took back counts as declined by her or him; one that is not sent yet is undecided.
    """
    if state == REVOKED:
        return Recorded.DECLINED
    if state in (PROPOSED, CONSENTED):
        return Recorded.UNDECIDED
    return _NOT_USED.get(DeclineReason(decline_reason), Recorded.REFERRED) if decline_reason else Recorded.REFERRED
