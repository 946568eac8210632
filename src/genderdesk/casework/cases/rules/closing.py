"""When a case may be closed, for want of contact and with something still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from genderdesk.casework.cases.vocabulary import NOBODY_TO_ASK, OBSTACLES, ClosureReason, Handling, Obstacle

# Three safe attempts over at least 30 days (cases.md 7.7, "closure for no contact").
ATTEMPTS = 3
ATTEMPT_DAYS = 30


def unreachable_enough(attempts: Sequence[datetime], last_contact: datetime | None, now: datetime) -> bool:
    """Whether enough safe attempts in vain were made over enough time. Those before the last contact do not count."""
    since = [at for at in attempts if last_contact is None or at > last_contact]
    return len(since) >= ATTEMPTS and now - min(since) >= timedelta(days=ATTEMPT_DAYS)


def handling_of(obstacle: Obstacle, reason: ClosureReason | None) -> Handling:
    """What an obstacle does to a closure for this reason; by the table alone where no reason is chosen yet."""
    if obstacle is Obstacle.RISK_UNREVIEWED and reason in NOBODY_TO_ASK:
        return Handling.REASONED
    return OBSTACLES[obstacle]
