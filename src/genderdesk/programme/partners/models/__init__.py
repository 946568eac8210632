"""What is kept of partners."""

from genderdesk.programme.partners.models.agreements import Agreement, AgreementPause, Obligation, TollFree
from genderdesk.programme.partners.models.organisations import Partner, PartnerName
from genderdesk.programme.partners.models.presence import Presence
from genderdesk.programme.partners.models.projects import (
    BudgetLine,
    Objective,
    Project,
    ProjectInstrument,
    ProjectPartner,
    Receipt,
    Thing,
)

__all__ = [
    "Agreement",
    "AgreementPause",
    "BudgetLine",
    "Objective",
    "Obligation",
    "Partner",
    "PartnerName",
    "Presence",
    "Project",
    "ProjectInstrument",
    "ProjectPartner",
    "Receipt",
    "Thing",
    "TollFree",
]
