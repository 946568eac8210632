"""What is kept of a case. Identity stands in a table of its own; names, accounts and notes are sealed."""

from genderdesk.casework.cases.models.case import Case, CaseEvent
from genderdesk.casework.cases.models.case_file import CaseFile
from genderdesk.casework.cases.models.closure import Closure, FollowUp
from genderdesk.casework.cases.models.consent import Consent, LegalException
from genderdesk.casework.cases.models.death import Death, EarlierCase
from genderdesk.casework.cases.models.feedback import Feedback, FeedbackCode
from genderdesk.casework.cases.models.flag import Flag
from genderdesk.casework.cases.models.hand_over import HandOver
from genderdesk.casework.cases.models.join import CaseJoin
from genderdesk.casework.cases.models.names import NameToken
from genderdesk.casework.cases.models.offence import Offence
from genderdesk.casework.cases.models.plans import PlanItem, SafetyPlan
from genderdesk.casework.cases.models.risk import InstrumentPack, RiskAssessment, RiskChange
from genderdesk.casework.cases.models.survivor import Incident, Survivor
from genderdesk.casework.cases.models.suspect import Suspect, SuspectToken
from genderdesk.casework.cases.models.transfer import Transfer

__all__ = [
    "Case",
    "CaseEvent",
    "CaseFile",
    "CaseJoin",
    "Closure",
    "Consent",
    "Death",
    "EarlierCase",
    "Feedback",
    "FeedbackCode",
    "Flag",
    "FollowUp",
    "HandOver",
    "Incident",
    "InstrumentPack",
    "LegalException",
    "NameToken",
    "Offence",
    "PlanItem",
    "RiskAssessment",
    "RiskChange",
    "SafetyPlan",
    "Survivor",
    "Suspect",
    "SuspectToken",
    "Transfer",
]
