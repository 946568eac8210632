"""How long what a survivor said of being reached is relied on before it is asked again."""

from __future__ import annotations

from datetime import datetime, timedelta

from genderdesk.casework.cases.vocabulary import RiskLevel
from genderdesk.casework.intake.vocabulary import SAFE_CONTACT_DAYS
from genderdesk.groundwork.foundation.answers import Answer

# Days after a yes, by the level of risk in force: the desk's own rule, editable. Whoever lives with danger may lose
# the phone, or the one who answers it, any day.
ASK_AGAIN_DAYS: dict[RiskLevel, int] = {
    RiskLevel.EXTREME: 14,
    RiskLevel.HIGH: 30,
    RiskLevel.MEDIUM: 60,
    RiskLevel.LOW: SAFE_CONTACT_DAYS,
}


def contact_review_at(safe: Answer, asked_at: datetime | None, level: RiskLevel | None) -> datetime | None:
    """When safe contact is to be asked again. None where no yes was given: a no simply holds."""
    if safe is not Answer.YES or asked_at is None:
        return None
    days = ASK_AGAIN_DAYS[level] if level is not None else SAFE_CONTACT_DAYS
    return asked_at + timedelta(days=days)
