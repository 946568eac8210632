"""What is asked on a case's pages."""

from genderdesk.casework.cases.forms.circumstances import Circumstances
from genderdesk.casework.cases.forms.closing import (
    AskForClosure,
    CallOff,
    FollowUpDone,
    PlanFollowUp,
    Why,
)
from genderdesk.casework.cases.forms.consent import CountInFigures, TakeConsent
from genderdesk.casework.cases.forms.file import AddFile, Assign, CounsellingNote, Look, Note, Serve
from genderdesk.casework.cases.forms.incident import DescribeIncident, SevenQuestions
from genderdesk.casework.cases.forms.search import SearchPerson
from genderdesk.casework.cases.forms.survivor import (
    DescribePerson,
    IdentifyPerson,
    SafeContact,
)

__all__ = [
    "AddFile",
    "AskForClosure",
    "Assign",
    "CallOff",
    "Circumstances",
    "CounsellingNote",
    "CountInFigures",
    "DescribeIncident",
    "DescribePerson",
    "FollowUpDone",
    "IdentifyPerson",
    "Look",
    "Note",
    "PlanFollowUp",
    "SafeContact",
    "SearchPerson",
    "Serve",
    "SevenQuestions",
    "TakeConsent",
    "Why",
]
