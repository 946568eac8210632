"""Cases of each district in the last twelve whole months, for a norm that asks posts by class of caseload."""

from __future__ import annotations

from collections import Counter
from datetime import date

from genderdesk.monitoring.statistics.queries.counts import add_up, ask_for
from genderdesk.monitoring.statistics.rules.calendar import month_before, month_of_day, months_up_to

_FIGURE = "cases_by_district"
_MONTHS = 12


def caseload_of(institution: str, until: date, without: frozenset[str] = frozenset()) -> Counter[str]:
    """Counted cases by district in the twelve whole months before that of ``until``; ``institution`` is its code.

    Nothing is kept back: only a class may be shown of it, never a number.
    """
    months = months_up_to(month_before(month_of_day(until)), _MONTHS)
    counts = add_up(ask_for(institution, months, months[0], months[-1], without))
    found: Counter[str] = Counter()
    for month in months:
        for (district, _column), count in counts.month(month).of(_FIGURE).items():
            found[district] += count
    return found
