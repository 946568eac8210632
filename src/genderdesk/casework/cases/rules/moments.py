"""The earliest and the latest instant that an event time may mean, on the safe side for a survivor's clocks."""

from __future__ import annotations

from datetime import datetime, timedelta

from genderdesk.groundwork.foundation.times import Moment, Precision

_DAY = timedelta(days=1)


def known(moment: Moment | None) -> Moment | None:
    """The moment, or None where its time is not known at all."""
    return None if moment is None or moment.precision is Precision.UNKNOWN else moment


def earliest_possible(moment: Moment) -> datetime:
    """The first instant that it may mean. An estimate may be a day off either way; a month begins on its first day.

    The moment must be in the desk's time zone, since days and months begin at local midnight.
    """
    if moment.precision is Precision.MONTH:
        return moment.at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if moment.precision is Precision.DAY:
        return moment.at.replace(hour=0, minute=0, second=0, microsecond=0)
    if moment.precision is Precision.ESTIMATED:
        return moment.at - _DAY
    return moment.at


def latest_possible(moment: Moment) -> datetime:
    """The last instant that it may mean."""
    if moment.precision is Precision.MONTH:
        first = earliest_possible(moment)
        return (first + timedelta(days=32)).replace(day=1)
    if moment.precision is Precision.DAY:
        return earliest_possible(moment) + _DAY
    if moment.precision is Precision.ESTIMATED:
        return moment.at + _DAY
    if moment.precision is Precision.HOUR:
        return moment.at + timedelta(hours=1)
    return moment.at
