"""Time from incident to report, in hours; one function for every list, figure and export (cases.md 1.5)."""

from __future__ import annotations

from datetime import datetime

from genderdesk.casework.cases.rules.moments import earliest_possible, known, latest_possible
from genderdesk.casework.cases.vocabulary import DelayBucket
from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER, Moment, Precision, hours_between

# The last hour of each group: 3, 5, 14 and 30 days.
_LAST_HOUR: tuple[tuple[int, DelayBucket], ...] = (
    (3 * 24, DelayBucket.TO_3_DAYS),
    (5 * 24, DelayBucket.TO_5_DAYS),
    (14 * 24, DelayBucket.TO_14_DAYS),
    (30 * 24, DelayBucket.TO_30_DAYS),
)


class ReversedTimes(ValueError):
    """The report is earlier than what it reports."""


def delay_bucket(occurred: Moment | None, reported_at: datetime) -> DelayBucket:
    """The group of the delay; a missing time is its own group, never nought hours.

    An exact time or hour is counted in hours: 72:00 is still within 3 days, 72:01 is not. A day is counted in whole
    days to the day of the report. A month or an estimate has a group only where its two ends agree on one. Both
    times are in the desk's time zone. Raises ReversedTimes.
    """
    moment = known(occurred)
    if moment is None:
        return DelayBucket.UNKNOWN
    earliest = earliest_possible(moment)
    if earliest > reported_at + CLOCKS_DIFFER:
        raise ReversedTimes("The incident lies after the report.")
    if moment.precision in (Precision.EXACT, Precision.HOUR):
        return _bucket(hours_between(earliest, reported_at))
    if moment.precision is Precision.DAY:
        return _bucket((reported_at.date() - earliest.date()).days * 24)
    longest = _bucket(hours_between(earliest, reported_at))
    shortest = _bucket(hours_between(min(latest_possible(moment), reported_at), reported_at))
    return longest if longest is shortest else DelayBucket.UNKNOWN


def _bucket(hours: float) -> DelayBucket:
    return next((bucket for last, bucket in _LAST_HOUR if hours <= last), DelayBucket.OVER_1_MONTH)
