"""Like with like: when two numbers may be compared, and by how much the later differs from the earlier.

Published figures have compared six months with twelve, and taken the later number for the base (programme.md 0.4).
Here the first is refused and the second cannot be written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from genderdesk.monitoring.results.vocabulary import COMPLETE_SHARE, Warned

_TENTH = Decimal("0.1")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` up to and with ``last``."""

    first: date
    last: date

    @property
    def months(self) -> int | None:
        """How many whole calendar months it is; None where it begins or ends within one."""
        after = self.last + _DAY
        if self.first.day != 1 or after.day != 1:
            return None
        return (after.year - self.first.year) * 12 + after.month - self.first.month

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def as_long_as(self, other: Span) -> bool:
        """Equal months, whatever their days; else equal days."""
        if self.months is not None and other.months is not None:
            return self.months == other.months
        return self.months is None and other.months is None and self.days == other.days

    def before(self) -> Span:
        """The period of the same length that ends on the day before."""
        last = self.first - _DAY
        if self.months is None:
            return Span(last - timedelta(days=self.days - 1), last)
        month = self.first.year * 12 + self.first.month - 1 - self.months
        return Span(date(month // 12, month % 12 + 1, 1), last)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of one period with what it was counted from: ``source`` and the edition of its ``definition``.

    ``came`` and ``due`` are the returns that it is made of; nobody's returns are due where ``due`` is 0. ``kept_since``
    is the first day of what the source keeps, where it is a source that has a beginning.
    """

    value: int
    span: Span
    source: str
    definition: str
    came: int = 0
    due: int = 0
    kept_since: date | None = None

    @property
    def begun(self) -> bool:
        """Whether the source was there for all of the period: of a part of it there are always fewer."""
        return self.kept_since is None or self.kept_since <= self.span.first

    @property
    def complete(self) -> bool:
        return is_complete(self.due, self.came)


def is_complete(due: int, came: int) -> bool:
    """Whether enough of the returns due have come for a comparison; where none is due, nothing is missing."""
    return came >= COMPLETE_SHARE * due


def why_unlike(earlier: Counted, later: Counted) -> tuple[Warned, ...]:
    """Why two numbers are not compared; nothing where they may be."""
    reasons = []
    if not earlier.span.as_long_as(later.span):
        reasons.append(Warned.UNLIKE_PERIODS)
    if earlier.source != later.source:
        reasons.append(Warned.UNLIKE_SOURCES)
    if earlier.definition != later.definition:
        reasons.append(Warned.CHANGED_DEFINITION)
    if not (earlier.complete and later.complete):
        reasons.append(Warned.MISSING_RETURNS)
    if not (earlier.begun and later.begun):
        reasons.append(Warned.BEGUN_LATER)
    return tuple(reasons)


def change_of(earlier: int, later: int) -> Decimal | None:
    """(later − earlier) ÷ earlier in per cent, to a tenth, half away from zero; None from a base of 0."""
    if earlier == 0:
        return None
    return (Decimal(later - earlier) * 100 / Decimal(earlier)).quantize(_TENTH, ROUND_HALF_UP)


def missing_of(parts: Mapping[str, int], total: int) -> int:
    """By how much parts that exclude each other, unknown among them, fall short of their total; below 0 they exceed
    it."""
    return total - sum(parts.values())
