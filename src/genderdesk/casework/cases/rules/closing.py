"""When a case may be closed for want of contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

# Three safe attempts over at least 30 days (cases.md 7.7, "closure for no contact").
ATTEMPTS = 3
ATTEMPT_DAYS = 30


def unreachable_enough(attempts: Sequence[datetime], now: datetime) -> bool:
    """Whether enough attempts in vain were made over enough time; ``attempts`` are when they were made."""
    return len(attempts) >= ATTEMPTS and now - min(attempts) >= timedelta(days=ATTEMPT_DAYS)
