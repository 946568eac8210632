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
from genderdesk.programme.outreach.forms.materials import MoveStock, RecallMaterial, WriteMaterial

__all__ = [
    "CloseClub",
    "CountAudience",
    "FilterActivities",
    "FormNetwork",
    "JoinNetwork",
    "LeaveNetwork",
    "LogActivity",
    "MoveStock",
    "PlanActivity",
    "PlanCampaign",
    "RecallMaterial",
    "RegisterClub",
    "TellOfClub",
    "WriteMaterial",
]
