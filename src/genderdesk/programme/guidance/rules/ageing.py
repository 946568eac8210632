"""How long proposals have waited for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from genderdesk.programme.guidance.vocabulary.decisions import AGE_BANDS_DAYS


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal without a decision: since when, and the name of the authority that has it (empty before that)."""

    since: date
    authority: str


@dataclass(frozen=True, slots=True)
class AgeRow:
    """An authority, how many wait in each band, and the longest age in days."""

    authority: str
    counts: tuple[int, ...]
    longest_days: int

    @property
    def total(self) -> int:
        return sum(self.counts)


def age_days(since: date, on: date) -> int:
    """Whole days from one day to another, never below nought."""
    return max((on - since).days, 0)


def band_of(days: int) -> int:
    """The place of an age among the bands."""
    return max(place for place, start in enumerate(AGE_BANDS_DAYS) if days >= start)


def ageing(waiting: Iterable[Waiting], on: date) -> list[AgeRow]:
    """Those that wait by authority and band, the longest wait first."""
    counted: dict[str, Counter[int]] = {}
    longest: dict[str, int] = {}
    for each in waiting:
        days = age_days(each.since, on)
        counted.setdefault(each.authority, Counter())[band_of(days)] += 1
        longest[each.authority] = max(longest.get(each.authority, 0), days)
    bands = range(len(AGE_BANDS_DAYS))
    rows = [AgeRow(name, tuple(found[band] for band in bands), longest[name]) for name, found in counted.items()]
    return sorted(rows, key=lambda row: (-row.longest_days, row.authority))
