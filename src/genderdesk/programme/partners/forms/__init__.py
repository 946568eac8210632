"""What is asked of partners, agreements, projects and activities."""

from genderdesk.programme.partners.forms.agreements import (
    AddObligation,
    DayOfStep,
    DraftAgreement,
    MeetObligation,
    NumberAgreement,
    SignAgreement,
)
from genderdesk.programme.partners.forms.presence import ChangePresence, EnterPresence, FilterPresences
from genderdesk.programme.partners.forms.projects import (
    AddBudgetLine,
    AddObjective,
    CommitProject,
    JoinProject,
    OpenProject,
    PlaceThing,
    TakeMoney,
    TakeThings,
)
from genderdesk.programme.partners.forms.register import EnterPartner, FilterPartners, RenamePartner

__all__ = [
    "AddBudgetLine",
    "AddObjective",
    "AddObligation",
    "ChangePresence",
    "CommitProject",
    "DayOfStep",
    "DraftAgreement",
    "EnterPartner",
    "EnterPresence",
    "FilterPartners",
    "FilterPresences",
    "JoinProject",
    "MeetObligation",
    "NumberAgreement",
    "OpenProject",
    "PlaceThing",
    "RenamePartner",
    "SignAgreement",
    "TakeMoney",
    "TakeThings",
]
