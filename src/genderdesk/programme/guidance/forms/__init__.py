"""What is asked of guidance."""

from genderdesk.programme.guidance.forms.assessments import AnswerQuestions, BeginAssessment, ScoreQuestions
from genderdesk.programme.guidance.forms.decisions import (
    AddAction,
    ApproveSeveral,
    Decide,
    Propose,
    SayDone,
    SendBack,
    SubmitProposal,
)
from genderdesk.programme.guidance.forms.documents import (
    Answer,
    Attach,
    Authorise,
    BeginDocument,
    Confirm,
    DescribeDocument,
    Revise,
    SayOfDraft,
    SignSheet,
)
from genderdesk.programme.guidance.forms.instruments import KeepInstrument
from genderdesk.programme.guidance.forms.plans import BeginPlan, KeepStep
from genderdesk.programme.guidance.forms.questions import Acknowledge, AskOfReaders, DropQuestion
from genderdesk.programme.guidance.forms.strength import CountStrength, EndDeployment, KeepDeployment, KeepFlow

__all__ = [
    "Acknowledge",
    "AddAction",
    "Answer",
    "AnswerQuestions",
    "ApproveSeveral",
    "AskOfReaders",
    "Attach",
    "Authorise",
    "BeginAssessment",
    "BeginDocument",
    "BeginPlan",
    "Confirm",
    "CountStrength",
    "Decide",
    "DescribeDocument",
    "DropQuestion",
    "EndDeployment",
    "KeepDeployment",
    "KeepFlow",
    "KeepInstrument",
    "KeepStep",
    "Propose",
    "Revise",
    "SayDone",
    "SayOfDraft",
    "ScoreQuestions",
    "SendBack",
    "SignSheet",
    "SubmitProposal",
]
