"""Hours of the week: from a minute of a weekday up to, and not including, another one, which may be of the next day."""

from __future__ import annotations

from datetime import datetime

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES


def minute_of_week(local: datetime) -> int:
    """The minute of a local time, counted from the beginning of its Monday."""
    return local.weekday() * DAY_MINUTES + local.hour * 60 + local.minute


def holds(weekday: int, starts: int, ends: int, minute: int, *, slack_minutes: int = 0) -> bool:
    """Whether hours that begin on a weekday (Monday is 0) hold a minute of the week, with the slack before and after.

    ``starts`` and ``ends`` are minutes of the day. An end that is not after the start lies on the next day; equal ones
    are a whole day.
    """
    length = (ends - starts) % DAY_MINUTES or DAY_MINUTES
    since = (minute - (weekday * DAY_MINUTES + starts) + slack_minutes) % WEEK_MINUTES
    return since < length + 2 * slack_minutes
