"""Pure rules of triage, and of reaching somebody safely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from genderdesk.casework.intake.vocabulary import (
    CONTACT_WINDOWS,
    REMOTE_WAYS,
    WRITTEN_WAYS,
    ContactHours,
    ContactWay,
    Urgency,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER, Moment, Precision

# How long an open report may wait for triage, by urgency (desk policy, editable; NFPA 1225 gives 60 s to dispatch).
TRIAGE_LIMIT = {
    Urgency.NOW: timedelta(minutes=1),
    Urgency.TODAY: timedelta(hours=1),
    Urgency.ROUTINE: timedelta(hours=24),
}

# A report of the same district this close in time is shown as possibly the same event.
# Numbers that one person may look for before reports within an hour; a report takes longer than three minutes.
MOST_NUMBERS_AN_HOUR = 20
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
    if received_at > now + CLOCKS_DIFFER:
        return "received_in_future"
    if occurred is None or occurred.precision is Precision.UNKNOWN:
        return ""
    if occurred.earliest > now + CLOCKS_DIFFER:
        return "occurred_in_future"
    if occurred.earliest > received_at + CLOCKS_DIFFER:
        return "occurred_after_report"
    return ""


@dataclass(frozen=True, slots=True)
class ContactRule:
    """What somebody said of being reached: whether, by which way (None: any remote one), and when. From
    ``ask_again_at`` on a yes is too old to be written by."""

    safe: Answer
    way: ContactWay | None = None
    hours: ContactHours = ContactHours.ANY
    leave_message: Answer = Answer.UNKNOWN
    ask_again_at: datetime | None = None


class Reach(StrEnum):
    """What the gate says: now, not yet, or why not."""

    NOW = "now"
    LATER = "later"
    NO_CONTACT = "no_contact"
    NOT_ASKED = "not_asked"
    OTHER_WAY = "other_way"
    NO_HOUR = "no_hour"
    STOPPED = "stopped"
    ASK_AGAIN = "ask_again"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something may go out, and from when on; ``at`` is this moment where it may go now, None where never.

    ``ask_first``: the answer is old, so a call begins with asking whether it is still safe.
    """

    reach: Reach
    at: datetime | None = None
    ask_first: bool = False

    @property
    def refused(self) -> bool:
        return self.at is None


def verdict(rules: Iterable[ContactRule], way: ContactWay, now: datetime, *, replies: bool = False) -> Verdict:
    """Whether she or he may be reached by this way now, by all that was said: every rule must allow it.

    ``now`` is in the desk's time zone. One no ends everything that reaches a phone, also the line's own answer. Where
    it ``replies`` to what came from that very phone a moment ago, hours and way need not fit: she holds it in her hand,
    and that it is safe need not be known before it is asked.
    """
    said = list(rules)
    if way not in REMOTE_WAYS:
        return Verdict(Reach.NOW, now)
    if any(each.safe is Answer.NO for each in said):
        return Verdict(Reach.NO_CONTACT)
    if replies:
        return Verdict(Reach.NOW, now)
    if not any(each.safe is Answer.YES for each in said):
        return Verdict(Reach.NOT_ASKED)
    if any(each.way is not None and each.way is not way for each in said):
        return Verdict(Reach.OTHER_WAY)
    old = any(each.ask_again_at is not None and each.ask_again_at <= now for each in said)
    if old and way in WRITTEN_WAYS:
        return Verdict(Reach.ASK_AGAIN)
    found = _in_hours([CONTACT_WINDOWS[each.hours] for each in said], now)
    return replace(found, ask_first=old)


def _in_hours(windows: list[tuple[int, int]], now: datetime) -> Verdict:
    first, last = max(start for start, _end in windows), min(end for _start, end in windows)
    if first >= last:
        return Verdict(Reach.NO_HOUR)
    if first <= now.hour < last:
        return Verdict(Reach.NOW, now)
    day = now.date() if now.hour < first else now.date() + timedelta(days=1)
    return Verdict(Reach.LATER, datetime.combine(day, time(first), tzinfo=now.tzinfo))
