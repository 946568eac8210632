"""What the room keeps."""

from genderdesk.programme.guidance.models.assessment import AnswerCount, AnsweredBy, Assessment, AssessmentScore
from genderdesk.programme.guidance.models.decision import ActionItem, Proposal
from genderdesk.programme.guidance.models.document import (
    Acknowledgement,
    Comment,
    Document,
    Version,
    VersionFile,
    VersionQuestion,
)
from genderdesk.programme.guidance.models.instrument import Instrument
from genderdesk.programme.guidance.models.plan import Plan, PlanStep
from genderdesk.programme.guidance.models.strength import Deployment, StrengthFlow, StrengthRow

__all__ = [
    "Acknowledgement",
    "ActionItem",
    "AnswerCount",
    "AnsweredBy",
    "Assessment",
    "AssessmentScore",
    "Comment",
    "Deployment",
    "Document",
    "Instrument",
    "Plan",
    "PlanStep",
    "Proposal",
    "StrengthFlow",
    "StrengthRow",
    "Version",
    "VersionFile",
    "VersionQuestion",
]
