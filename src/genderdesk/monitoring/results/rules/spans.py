"""The last periods of one length up to a day: whole years, quarters or months, and never a part of one."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from genderdesk.monitoring.results.rules.comparing import Span

MONTHS = {"year": 12, "quarter": 3, "month": 1}
SHOWN = {"year": 20, "quarter": 12, "month": 12}


def spans_up_to(day: date, length: str) -> list[Span]:
    """The periods of a length that had ended by the day, the earliest first. KeyError for another length."""
    months = MONTHS[length]
    after = day + timedelta(days=1)
    first = after.year * 12 + (after.month - 1) // months * months
    starts = [first - months * back for back in range(SHOWN[length], -1, -1)]
    days = [date(month // 12, month % 12 + 1, 1) for month in starts]
    return [Span(start, end - timedelta(days=1)) for start, end in itertools.pairwise(days)]
