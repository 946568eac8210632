"""Scheduled work of accounts."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.groundwork.platform import schedule
from genderdesk.organisation.accounts.acts.tries import forget_ended_sessions, forget_old_tries


@schedule.every(timedelta(hours=1), "accounts.forget")
def forget() -> None:
    """Delete old counts of wrong tries, and sessions that are over."""
    forget_old_tries()
    forget_ended_sessions()
