"""Quarters of the year, and when a club is active."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from genderdesk.programme.outreach.vocabulary import ACTIVE_AT


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.next.first

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def last_ended(day: date) -> Quarter:
    """The last quarter that had ended on a day."""
    return quarter_of(day).before


def is_active(activities: int | None) -> bool:
    """Whether a club was active by its return of the last ended quarter; without a return it was not."""
    return activities is not None and activities >= ACTIVE_AT
