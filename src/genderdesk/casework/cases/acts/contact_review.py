"""When safe contact is to be asked again follows from the answer, its age and the level of risk."""

from __future__ import annotations

from genderdesk.casework.cases.models import Case, Survivor
from genderdesk.casework.cases.rules import contact_review_at
from genderdesk.casework.cases.vocabulary import RiskLevel
from genderdesk.groundwork.foundation.answers import Answer


def set_contact_review(case: Case, survivor: Survivor) -> None:
    """Inside an act that saves the case afterwards: set when it is to be asked again."""
    level = RiskLevel(case.risk_level) if case.risk_level else None
    case.contact_review_at = contact_review_at(Answer.read(survivor.safe_to_contact), survivor.contact_asked_at, level)
