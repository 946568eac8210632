"""Pure rules of counselling: when a session can have been, and when the next one."""

from __future__ import annotations

from datetime import datetime

from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER

# No session lasts longer; a slip of the finger does.
MOST_MINUTES = 480


def moment_fault(held_at: datetime | None, next_at: datetime | None, now: datetime) -> str:
    """Which of both moments cannot be, as ``held`` or ``next``; empty where both can."""
    if held_at is not None and held_at > now + CLOCKS_DIFFER:
        return "held"
    if next_at is not None and next_at < now:
        return "next"
    return ""
