"""What is asked of outreach."""

from genderdesk.programme.outreach.forms.activities import (
    CountAudience,
    FilterActivities,
    LogActivity,
    PlanActivity,
    PlanCampaign,
)
from genderdesk.programme.outreach.forms.clubs import (
    CloseClub,
    FormNetwork,
    JoinNetwork,
    LeaveNetwork,
    RegisterClub,
    TellOfClub,
)
from genderdesk.programme.outreach.forms.feedback import AnswerFeedback, FilterFeedback, KeepFeedback
from genderdesk.programme.outreach.forms.materials import MoveStock, RecallMaterial, WriteMaterial
from genderdesk.programme.outreach.forms.media import (
    AskCorrection,
    FilterMedia,
    JoinOutreach,
    KeepCorrection,
    LogMedia,
)
from genderdesk.programme.outreach.forms.photos import AddPhoto, WithdrawPhoto

__all__ = [
    "AddPhoto",
    "AnswerFeedback",
    "AskCorrection",
    "CloseClub",
    "CountAudience",
    "FilterActivities",
    "FilterFeedback",
    "FilterMedia",
    "FormNetwork",
    "JoinNetwork",
    "JoinOutreach",
    "KeepCorrection",
    "KeepFeedback",
    "LeaveNetwork",
    "LogActivity",
    "LogMedia",
    "MoveStock",
    "PlanActivity",
    "PlanCampaign",
    "RecallMaterial",
    "RegisterClub",
    "TellOfClub",
    "WithdrawPhoto",
    "WriteMaterial",
]
