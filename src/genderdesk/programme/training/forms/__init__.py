"""What is asked of trainings."""

from genderdesk.programme.training.forms.attendance import (
    CodeOfCard,
    KeepScores,
    ListOfSession,
    SheetFile,
    SignIn,
    TallyPeople,
)
from genderdesk.programme.training.forms.courses import KeepCourse, KeepNeed, KeepTrainer, RenewCourse
from genderdesk.programme.training.forms.trainings import (
    AddPerson,
    AddSession,
    CancelTraining,
    DescribeTraining,
    FollowUp,
    Nominate,
    PlanTraining,
    RateTraining,
    ResultsWanted,
    RevokeCertificate,
)

__all__ = [
    "AddPerson",
    "AddSession",
    "CancelTraining",
    "CodeOfCard",
    "DescribeTraining",
    "FollowUp",
    "KeepCourse",
    "KeepNeed",
    "KeepScores",
    "KeepTrainer",
    "ListOfSession",
    "Nominate",
    "PlanTraining",
    "RateTraining",
    "RenewCourse",
    "ResultsWanted",
    "RevokeCertificate",
    "SheetFile",
    "SignIn",
    "TallyPeople",
]
