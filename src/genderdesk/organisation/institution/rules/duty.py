"""Who is on duty when: weekly hours, and single shifts beside them. Times are of the desk's own clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from genderdesk.groundwork.foundation.weeks import DAY_MINUTES, holds, minute_of_week
from genderdesk.organisation.institution.rules.periods import Period

# Handing over takes time: so long before and after the hours nobody is off duty.
SLACK_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of one weekday (Monday is 0), from a minute of the day up to, and not including, another one.

    An end that is not after the start lies on the next day; equal ones are a whole day.
    """

    weekday: int
    starts: int
    ends: int

    def __post_init__(self) -> None:
        if not (0 <= self.weekday < 7 and 0 <= self.starts < DAY_MINUTES and 0 <= self.ends <= DAY_MINUTES):
            raise ValueError("Hours lie within a weekday.")


@dataclass(frozen=True, slots=True)
class Written:
    """Hours of a weekday as somebody wrote them, and the days on which they hold."""

    span: Span
    period: Period


def spans_on(day: date, own: Iterable[Written], desks: Iterable[Written], usual: Iterable[Span]) -> list[Span]:
    """The hours that begin on a day: the post's own where it has any in force then, else the desk's, else the usual."""
    for written in (own, desks):
        standing = [each.span for each in written if each.period.holds(day)]
        if standing:
            return [span for span in standing if span.weekday == day.weekday()]
    return [span for span in usual if span.weekday == day.weekday()]


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
    minute = minute_of_week(at)
    return any(holds(span.weekday, span.starts, span.ends, minute, slack_minutes=slack_minutes) for span in spans)
