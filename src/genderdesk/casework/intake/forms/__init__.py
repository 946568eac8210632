"""What is asked, of staff and of the public."""

from genderdesk.casework.intake.forms.circle import Answer, AskLower, Declare, Restrict, Seal, ToCell, Why
from genderdesk.casework.intake.forms.reports import (
    AddToReport,
    AskForRegister,
    Decide,
    FindEarlier,
    NewReport,
    PublicContact,
    PublicHealth,
    PublicPlace,
    PublicSafety,
    PublicTelling,
    Register,
    SafetyQuestions,
)

__all__ = [
    "AddToReport",
    "Answer",
    "AskForRegister",
    "AskLower",
    "Decide",
    "Declare",
    "FindEarlier",
    "NewReport",
    "PublicContact",
    "PublicHealth",
    "PublicPlace",
    "PublicSafety",
    "PublicTelling",
    "Register",
    "Restrict",
    "SafetyQuestions",
    "Seal",
    "ToCell",
    "Why",
]
