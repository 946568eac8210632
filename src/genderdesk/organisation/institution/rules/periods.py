"""Periods of days: from a first day up to, and not including, an end day, which may be open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

FULL_TIME = 100


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` up to, and not including, ``end``; None is without end. ValueError where it holds no day."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError("A period ends after the day on which it starts.")

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """True where at least one day lies in both."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)

    def days_within(self, other: Period) -> int:
        """How many of this period's days lie in another that has an end."""
        if other.end is None:
            raise ValueError("Days are counted in a period that has an end.")
        end = other.end if self.end is None else min(self.end, other.end)
        return max(0, (end - max(self.start, other.start)).days)


def peak_share(shares: Iterable[tuple[Period, int]]) -> int:
    """The greatest sum of shares on any one day."""
    held = list(shares)
    # The sum can only rise on a day on which something starts.
    return max((sum(share for period, share in held if period.holds(day.start)) for day, _ in held), default=0)


def covered_days(periods: Sequence[Period], within: Period) -> int:
    """Days of ``within`` on which at least one of the periods is in force."""
    if within.end is None:
        raise ValueError("Days are counted in a period that has an end.")
    covered, reached = 0, within.start
    for period in sorted(periods, key=lambda each: each.start):
        start = max(period.start, reached)
        end = within.end if period.end is None else min(period.end, within.end)
        if end > start:
            covered += (end - start).days
            reached = end
    return covered


def coverage(periods: Sequence[Period], within: Period) -> float:
    """The share of a period's days on which a post had a holder, 0 to 1 (covered days by days of the period)."""
    if within.end is None:
        raise ValueError("Coverage is counted in a period that has an end.")
    return covered_days(periods, within) / (within.end - within.start).days
