"""What is asked in care: referrals, counselling, and the directory."""

from genderdesk.casework.care.forms.counselling import (
    HoldSession,
    KeepGroup,
    KeepSupervision,
    MoveSession,
    OwnNote,
    PlanSession,
    ReviewPlan,
    TellOfCounselling,
)
from genderdesk.casework.care.forms.directory import Entry, OwnEntry, Search, ServiceTerms, Version
from genderdesk.casework.care.forms.referrals import (
    Accept,
    Appoint,
    Arrange,
    Attend,
    Close,
    Conclude,
    Decline,
    LinkCode,
    Note,
    Propose,
    Refuse,
)

__all__ = [
    "Accept",
    "Appoint",
    "Arrange",
    "Attend",
    "Close",
    "Conclude",
    "Decline",
    "Entry",
    "HoldSession",
    "KeepGroup",
    "KeepSupervision",
    "LinkCode",
    "MoveSession",
    "Note",
    "OwnEntry",
    "OwnNote",
    "PlanSession",
    "Propose",
    "Refuse",
    "ReviewPlan",
    "Search",
    "ServiceTerms",
    "TellOfCounselling",
    "Version",
]
