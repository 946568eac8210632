"""What stands out among looks at people. Pure: the ledger's entries come in as plain values."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from genderdesk.casework.oversight.vocabulary import (
    AGAIN_DAYS,
    AGAIN_WITHIN_DAYS,
    IDLE_SEARCHES,
    MANY,
    AlertRule,
    Many,
)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a person: when (in the desk's zone), whether on duty and within the area, and how close the person
    is (``own``, ``family`` or empty)."""

    entry: int
    at: datetime
    on_duty: bool = True
    in_area: bool = True
    close: str = ""


def of_look(look: Look) -> tuple[AlertRule, ...]:
    """The rules that one look breaks by itself."""
    broken = {
        AlertRule.OWN: look.close == "own",
        AlertRule.FAMILY: look.close == "family",
        AlertRule.OFF_SHIFT: not look.on_duty,
        AlertRule.OFF_AREA: not look.in_area,
    }
    return tuple(rule for rule, breaks in broken.items() if breaks)


def usual_a_day(days: Iterable[date], before: date) -> float:
    """The median number of looks on days that had any, among the given days before one; 0 where there are none."""
    counted = Counter(day for day in days if day < before)
    return float(statistics.median(counted.values())) if counted else 0.0


def limit_of(many: Many, usual: float) -> int:
    """From which number on looks are many for somebody whose usual day has so many."""
    return max(many.least, round(many.times * usual))


def many_up_to(look: Look, looks: Sequence[Look], usual: float) -> list[tuple[AlertRule, tuple[int, ...]]]:
    """The rules on number that are broken with this look, each with the entries of its window, this one included."""
    found = []
    for many in MANY:
        window = [each.entry for each in looks if timedelta(0) <= look.at - each.at < timedelta(hours=many.hours)]
        if len(window) >= limit_of(many, usual):
            found.append((many.rule, tuple(sorted(window))))
    return found


def idle(searches: Collection[int], reports: int) -> bool:
    """Whether too many searches before a report were followed by none."""
    return len(searches) - reports >= IDLE_SEARCHES


def again(days: Collection[date], today: date) -> bool:
    """Whether looks off duty fell on enough different days, today included, to be a habit."""
    first = today - timedelta(days=AGAIN_WITHIN_DAYS - 1)
    return len({day for day in days if first <= day <= today} | {today}) >= AGAIN_DAYS
