"""What is kept of a case. Identity stands in a table of its own; names, accounts and notes are sealed."""

from genderdesk.casework.cases.models.case import Case, CaseEvent
from genderdesk.casework.cases.models.case_file import CaseFile
from genderdesk.casework.cases.models.closure import Closure, FollowUp
from genderdesk.casework.cases.models.consent import Consent
from genderdesk.casework.cases.models.names import NameToken
from genderdesk.casework.cases.models.survivor import Incident, Survivor

__all__ = [
    "Case",
    "CaseEvent",
    "CaseFile",
    "Closure",
    "Consent",
    "FollowUp",
    "Incident",
    "NameToken",
    "Survivor",
]
