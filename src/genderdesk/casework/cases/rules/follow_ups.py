"""When to ask again how a survivor is."""

from __future__ import annotations

from datetime import datetime, timedelta

# Days to the first follow-up, and then (cases.md 7.7: 3 to 7 days, two-weekly, monthly).
_DAYS_TO_NEXT: tuple[int, ...] = (3, 14, 30)


def next_follow_up(done_before: int, now: datetime) -> datetime:
    """The suggested time of the next follow-up after ``done_before`` that were done; a suggestion, never a rule."""
    days = _DAYS_TO_NEXT[min(done_before, len(_DAYS_TO_NEXT) - 1)]
    return now + timedelta(days=days)
