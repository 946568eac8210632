"""What is kept of training."""

from genderdesk.programme.training.models.course import Course, CourseVersion, Need, Trainer
from genderdesk.programme.training.models.event import (
    EventTrainer,
    ImportedSheet,
    Rating,
    Tally,
    Training,
    TrainingSession,
)
from genderdesk.programme.training.models.people import (
    Attendance,
    Certificate,
    HeldCategory,
    Learner,
    Likeness,
    Participation,
)

__all__ = [
    "Attendance",
    "Certificate",
    "Course",
    "CourseVersion",
    "EventTrainer",
    "HeldCategory",
    "ImportedSheet",
    "Learner",
    "Likeness",
    "Need",
    "Participation",
    "Rating",
    "Tally",
    "Trainer",
    "Training",
    "TrainingSession",
]
