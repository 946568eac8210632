"""Who completed a training, and how far a certificate of it holds."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from genderdesk.programme.training.vocabulary import (
    ABSENT,
    ATTENDED,
    EXCUSED,
    EXPIRED,
    EXPIRING,
    REMINDER_DAYS,
    VALID,
    Outcome,
    Presence,
)

# Halves of a session, so that all stays in whole numbers.
_HALVES = {Presence.PRESENT: 2, Presence.PART: 1}


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """Share of the sessions in per cent, and the least results in per cent; None where a test is not asked for."""

    session_share: int
    pass_mark: int | None = None
    practical_mark: int | None = None

    def outcome(
        self, presences: Iterable[str], sessions: int, after: int | None = None, practical: int | None = None
    ) -> Outcome:
        """What the rule says; ``sessions`` are those that took place, so that one called off is nobody's absence.

        Without any session nobody was there.
        """
        halves = sum(_HALVES.get(Presence(each), 0) for each in presences)
        if not halves or not sessions:
            return Outcome.DID_NOT_COME
        if halves * 100 < self.session_share * sessions * 2:
            return Outcome.TOO_FEW_SESSIONS
        asked = [(self.pass_mark, after), (self.practical_mark, practical)]
        if any(mark is not None and score is None for mark, score in asked):
            return Outcome.NOT_TESTED
        if any(mark is not None and score is not None and score < mark for mark, score in asked):
            return Outcome.BELOW_MARK
        return Outcome.COMPLETED


def nomination_after(presences: Iterable[str]) -> str:
    """What became of a nomination: attended, excused where every absence was, else absent."""
    found = set(presences)
    if found & set(_HALVES):
        return ATTENDED
    return EXCUSED if found == {Presence.EXCUSED} else ABSENT


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a month where that one is shorter."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shown_state(state: str, expires_on: date | None, on: date) -> str:
    """What a certificate is on a day: kept states but for valid, which its end day makes expiring or expired."""
    if state != VALID or expires_on is None:
        return state
    if on >= expires_on:
        return EXPIRED
    return EXPIRING if expires_on - on <= timedelta(days=REMINDER_DAYS[0]) else VALID


def reminder_due(expires_on: date, on: date, reminded_days: int | None) -> int | None:
    """Which reminder is due, as days before the end; None where none is. One that was missed is not sent late: only
    the nearest counts."""
    left = (expires_on - on).days
    reached = [days for days in REMINDER_DAYS if left <= days]
    if left <= 0 or not reached:
        return None
    due = min(reached)
    return due if reminded_days is None or due < reminded_days else None


def gain(before: int | None, after: int | None) -> int | None:
    """Points between the first and the second test; None where one is missing."""
    return None if before is None or after is None else after - before
