"""Who is on duty when: weekly hours, and single shifts beside them. Times are of the desk's own clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# Handing over takes time: so long before and after the hours nobody is off duty.
SLACK_MINUTES = 30
_DAY = 24 * 60
_WEEK = 7 * _DAY


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of one weekday (Monday is 0), from a minute of the day up to, and not including, another one.

    An end that is not after the start lies on the next day; equal ones are a whole day.
    """

    weekday: int
    starts: int
    ends: int

    def __post_init__(self) -> None:
        if not (0 <= self.weekday < 7 and 0 <= self.starts < _DAY and 0 <= self.ends <= _DAY):
            raise ValueError("Hours lie within a weekday.")

    def holds(self, minute_of_week: int, slack: int) -> bool:
        length = (self.ends - self.starts) % _DAY or _DAY
        since = (minute_of_week - (self.weekday * _DAY + self.starts) + slack) % _WEEK
        return since < length + 2 * slack


def on_duty(
    at: datetime,
    spans: Iterable[Span],
    shifts: Iterable[tuple[datetime, datetime]] = (),
    slack_minutes: int = SLACK_MINUTES,
) -> bool:
    """Whether a moment (in the desk's time zone) lies within the weekly hours or a single shift, with the slack."""
    slack = timedelta(minutes=slack_minutes)
    if any(start - slack <= at < end + slack for start, end in shifts):
        return True
    minute = at.weekday() * _DAY + at.hour * 60 + at.minute
    return any(span.holds(minute, slack_minutes) for span in spans)
