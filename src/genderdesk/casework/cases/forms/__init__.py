"""What is asked on a case's pages."""

from genderdesk.casework.cases.forms.circumstances import Circumstances
from genderdesk.casework.cases.forms.closing import (
    ApproveClosures,
    AskForClosure,
    CallOff,
    FollowUpDone,
    PlanFollowUp,
    Reopen,
    Why,
)
from genderdesk.casework.cases.forms.consent import (
    AskForException,
    CountInFigures,
    DecideException,
    RenewConsent,
    TakeConsent,
    WithdrawConsent,
)
from genderdesk.casework.cases.forms.death import DeathForm, DecideDeath
from genderdesk.casework.cases.forms.feedback import FeedbackAnswers, FeedbackCodeForm
from genderdesk.casework.cases.forms.file import (
    AddFile,
    AnswerCare,
    Assign,
    Look,
    Note,
    PrintCase,
    Serve,
)
from genderdesk.casework.cases.forms.flags import RaiseFlag, ResolveFlag
from genderdesk.casework.cases.forms.hand_over import LeaveCase, OfferCases
from genderdesk.casework.cases.forms.incident import DescribeIncident, SevenQuestions
from genderdesk.casework.cases.forms.joins import AskJoin
from genderdesk.casework.cases.forms.offences import OffenceFile, OffenceRow, OffencesOfIncident, PressOffence
from genderdesk.casework.cases.forms.on_paper import consent_parts
from genderdesk.casework.cases.forms.plans import AddPlanItem, ChangePlanItem, ReviewPlan, SafetyPlanForm
from genderdesk.casework.cases.forms.risk import AssessRisk, ChooseMeasures, MoveRisk, SayNewEvent
from genderdesk.casework.cases.forms.search import SearchPerson
from genderdesk.casework.cases.forms.survivor import (
    DescribePerson,
    IdentifyPerson,
    SafeContact,
)
from genderdesk.casework.cases.forms.suspects import DescribeSuspect, MoveSuspect, NameSuspect
from genderdesk.casework.cases.forms.transfer import OfferTransfer, RefuseTransfer, TakeTransfer

__all__ = [
    "AddFile",
    "AddPlanItem",
    "AnswerCare",
    "ApproveClosures",
    "AskForClosure",
    "AskForException",
    "AskJoin",
    "AssessRisk",
    "Assign",
    "CallOff",
    "ChangePlanItem",
    "ChooseMeasures",
    "Circumstances",
    "CountInFigures",
    "DeathForm",
    "DecideDeath",
    "DecideException",
    "DescribeIncident",
    "DescribePerson",
    "DescribeSuspect",
    "FeedbackAnswers",
    "FeedbackCodeForm",
    "FollowUpDone",
    "IdentifyPerson",
    "LeaveCase",
    "Look",
    "MoveRisk",
    "MoveSuspect",
    "NameSuspect",
    "Note",
    "OffenceFile",
    "OffenceRow",
    "OffencesOfIncident",
    "OfferCases",
    "OfferTransfer",
    "PlanFollowUp",
    "PressOffence",
    "PrintCase",
    "RaiseFlag",
    "RefuseTransfer",
    "RenewConsent",
    "Reopen",
    "ResolveFlag",
    "ReviewPlan",
    "SafeContact",
    "SafetyPlanForm",
    "SayNewEvent",
    "SearchPerson",
    "Serve",
    "SevenQuestions",
    "TakeConsent",
    "TakeTransfer",
    "Why",
    "WithdrawConsent",
    "consent_parts",
]
