"""Trainings as their files give them: one row type for each file, and the ids of imported records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from genderdesk.groundwork.foundation.ids import imported_ids
from genderdesk.programme.training.rules.sheet import AttendanceRow

COURSES = "courses.csv"
TRAININGS = "trainings.csv"
SESSIONS = "training_sessions.csv"
ATTENDANCE = "attendance.csv"
TALLIES = "training_counts.csv"

# A record that comes from a file has the same id at every import, also in another installation.
imported_id = imported_ids("9f1c2f0e-60e5-5d5b-8a6c-0b1f6e0b6c11")


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One version of a course; the lines of its versions share code, institution, kind and name."""

    code: str
    institution: str
    kind: str
    name: str
    version: int
    starts_on: date
    ends_on: date | None = None
    topics: str = ""
    objectives: str = ""
    validity_months: int | None = None
    session_share: int = 80
    pass_mark: int | None = None
    practical_mark: int | None = None
    competence: str = ""
    guideline: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training. ``state`` is planned, held, closed, verified or cancelled."""

    code: str
    institution: str
    course: str
    place: str
    venue: str = ""
    state: str = "closed"
    certified: bool = False
    cancelled_why: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session by its number."""

    number: int
    day: date
    starts: time
    ends: time
    called_off: bool = False


@dataclass(frozen=True, slots=True)
class TallyLine:
    """People counted by head."""

    category: str
    sex: str
    age_group: str
    people: int


@dataclass(frozen=True)
class TrainingFiles:
    """The rows of all files; sessions, attendance and counts by the code of their training."""

    courses: Sequence[CourseLine] = ()
    trainings: Sequence[TrainingLine] = ()
    sessions: Mapping[str, list[SessionLine]] = field(default_factory=dict)
    attendance: Mapping[str, list[AttendanceRow]] = field(default_factory=dict)
    tallies: Mapping[str, list[TallyLine]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many lines all of them have."""
        lots = (self.sessions, self.attendance, self.tallies)
        return len(self.courses) + len(self.trainings) + sum(len(each) for lot in lots for each in lot.values())
