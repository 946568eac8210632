"""Pure rules of triage."""

from __future__ import annotations

from datetime import datetime, timedelta

from genderdesk.casework.intake.vocabulary import Urgency
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision

# How long an open report may wait for triage, by urgency (desk policy, editable; NFPA 1225 gives 60 s to dispatch).
TRIAGE_LIMIT = {
    Urgency.NOW: timedelta(minutes=1),
    Urgency.TODAY: timedelta(hours=1),
    Urgency.ROUTINE: timedelta(hours=24),
}

# A report of the same district this close in time is shown as possibly the same event.
NEAR_HOURS = 72


def urgency_of(immediate_danger: Answer, injured_or_recent: Answer, child_involved: Answer) -> Urgency:
    """NOW on danger; TODAY on injury, the 120 hours or a child, and while danger is not ruled out; else ROUTINE."""
    if immediate_danger is Answer.YES:
        return Urgency.NOW
    if Answer.YES in (injured_or_recent, child_involved) or immediate_danger is not Answer.NO:
        return Urgency.TODAY
    return Urgency.ROUTINE


def time_fault(received_at: datetime, occurred: Moment | None, now: datetime) -> str:
    """Why the times of a report cannot be right, as ``received`` or ``occurred`` with a reason; empty where they can.

    Five minutes are allowed for a device whose clock is ahead. A day or month is refused only when it begins later.
    """
    slack = timedelta(minutes=5)
    if received_at > now + slack:
        return "received_in_future"
    if occurred is None or occurred.precision is Precision.UNKNOWN:
        return ""
    if occurred.earliest > now + slack:
        return "occurred_in_future"
    if occurred.earliest > received_at + slack:
        return "occurred_after_report"
    return ""
