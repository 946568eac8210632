"""When a provider's link still opens."""

from __future__ import annotations

from datetime import datetime, timedelta

# A link lives so long, opens so often, and ends after so many wrong codes.
LINK_LIFE = timedelta(days=14)
MOST_OPENINGS = 30
MOST_WRONG = 5
# How long an opened page may be used before the code is asked again.
PASS_SECONDS = 30 * 60


def still_opens(*, ends_at: datetime, revoked_at: datetime | None, opened: int, wrong: int, now: datetime) -> bool:
    """Whether a code is still asked for: not at the end of its time or after, not withdrawn, not used up."""
    return now < ends_at and revoked_at is None and opened < MOST_OPENINGS and wrong < MOST_WRONG
