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
from genderdesk.programme.training.models.printing import Printing

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
    "Printing",
    "Rating",
    "Tally",
    "Trainer",
    "Training",
    "TrainingSession",
]
