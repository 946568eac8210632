"""Time with precision: every event time says how exactly it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

# A device's clock may be this far ahead: what it says of now is no future.
CLOCKS_DIFFER = timedelta(minutes=5)


class Precision(StrEnum):
    """How exactly an event time is known."""

    EXACT = "exact"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """An event time: an aware datetime at the start of what is known, and its precision.

    A day is kept as its first instant in the desk's time zone, a month as the first instant of its first day.
    """

    at: datetime
    precision: Precision = Precision.EXACT

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("An event time needs a time zone.")

    @property
    def earliest(self) -> datetime:
        return self.at.astimezone(UTC)

    @property
    def latest(self) -> datetime:
        """The last instant that the moment may mean; an estimate is taken as its day either way."""
        if self.precision is Precision.HOUR:
            return self.earliest + timedelta(hours=1)
        if self.precision in (Precision.DAY, Precision.ESTIMATED):
            return self.earliest + timedelta(days=1)
        if self.precision is Precision.MONTH:
            first = self.at.replace(day=1)
            following = (first + timedelta(days=32)).replace(day=1)
            return following.astimezone(UTC)
        return self.earliest


def hours_between(start: datetime, end: datetime) -> float:
    """Hours from start to end, exact to the second; negative where end is earlier."""
    return (end - start).total_seconds() / 3600
