"""A folder with the trainings of years: courses, trainings, sessions, attendance, and people counted by head.

The formats are described in docs/country-files.md. Everything is read and checked first; with a fault nothing is kept.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from pathlib import Path
from typing import TypeVar

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Folder, Row
from genderdesk.groundwork.platform import editions
from genderdesk.organisation.institution.queries import Known
from genderdesk.programme.guidance.queries import Guidelines
from genderdesk.programme.training.models import Course
from genderdesk.programme.training.rules.files import (
    ATTENDANCE,
    COURSES,
    SESSIONS,
    TALLIES,
    TRAININGS,
    CourseLine,
    SessionLine,
    TallyLine,
    TrainingFiles,
    TrainingLine,
)
from genderdesk.programme.training.rules.reading import read_sheet
from genderdesk.programme.training.vocabulary import (
    CANCELLED,
    CLOSED,
    HELD,
    MOST_SESSIONS,
    PLANNED,
    VERIFIED,
    AgeGroup,
    CancelledWhy,
    Category,
    CourseKind,
    Sex,
)

R = TypeVar("R")
_STATES = (PLANNED, HELD, CLOSED, VERIFIED, CANCELLED)
_NO_DAY = date(1, 1, 1)
# Hours of a session whose file tells none: a working day with a break.
_STARTS, _ENDS = time(8), time(17)


def has_trainings(folder: Path) -> bool:
    """Whether a folder has files of trainings."""
    return any((folder / file).exists() for file in (COURSES, TRAININGS))


def read_trainings(folder: Path, known: Known, guidelines: Guidelines) -> tuple[TrainingFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing."""
    with editions.held():
        return _read(folder, known, guidelines)


def _read(folder: Path, known: Known, guidelines: Guidelines) -> tuple[TrainingFiles, list[CsvFault]]:
    given = Folder(folder)
    courses = given.rows(
        COURSES,
        "code institution kind name version starts_on topics",
        "ends_on objectives validity_months session_share pass_mark practical_mark competence guideline",
        lambda row: _course(row, known, guidelines),
    )
    known_courses = {each.code for each in courses} | set(Course.objects.values_list("code", flat=True))
    trainings = given.rows(
        TRAININGS,
        "code institution course place state",
        "venue cancelled_why certified",
        lambda row: _training(row, known, known_courses),
    )
    codes = {each.code for each in trainings}
    sessions = given.rows(SESSIONS, "training number day", "starts ends called_off", lambda row: _session(row, codes))
    tallies = given.rows(TALLIES, "training category sex age_group people", "", lambda row: _tally(row, codes))
    files = TrainingFiles(courses, trainings, _by_training(sessions), {}, _by_training(tallies))
    if (folder / ATTENDANCE).exists():
        attendance, more = read_sheet(
            folder / ATTENDANCE,
            _most(files),
            known_staff=lambda codes: {each for each in codes if each in known.officers},
            find_place=known.find_place,
            with_training=True,
        )
        given.faults += more
        given.faults += [
            CsvFault(ATTENDANCE, rows[0].line, "training", f"There is no training with the code {code!r}.")
            for code, rows in attendance.items()
            if code not in codes
        ]
        files = TrainingFiles(files.courses, files.trainings, files.sessions, attendance, files.tallies)
    return files, [*_without_session(files), *given.faults]


def _most(files: TrainingFiles) -> int:
    return max((each.number for lot in files.sessions.values() for each in lot), default=1)


def _without_session(files: TrainingFiles) -> list[CsvFault]:
    return [
        CsvFault(TRAININGS, each.line, "code", f"{each.code} has no session in {SESSIONS}.")
        for each in files.trainings
        if each.code not in files.sessions
    ]


def _by_training(rows: list[tuple[str, R]]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for code, row in rows:
        found.setdefault(code, []).append(row)
    return found


def _course(row: Row, known: Known, guidelines: Guidelines) -> CourseLine:
    institution, first = row.known("institution", known.institutions, "institution"), row.day("starts_on")
    guideline = row.maybe("guideline", longest=40)
    if guideline and first and guidelines.version_on(institution, guideline, first) is None:
        row.fault("guideline", f"No version of {guideline!r} was in force on {first}.")
    return CourseLine(
        code=row.code("code"),
        institution=institution,
        kind=row.one_of("kind", list(CourseKind)),
        name=row.text("name", longest=120),
        version=row.whole("version", 1, 999) or 1,
        starts_on=first or _NO_DAY,
        ends_on=row.day("ends_on"),
        topics=row.text("topics", longest=2000),
        objectives=row.maybe("objectives", longest=2000),
        validity_months=row.whole("validity_months", 1, 600),
        session_share=row.whole("session_share", 1, 100) or 80,
        pass_mark=row.whole("pass_mark", 1, 100),
        practical_mark=row.whole("practical_mark", 1, 100),
        competence=row.known("competence", known.competences, "competence"),
        guideline=guideline,
        line=row.line,
    )


def _training(row: Row, known: Known, courses: Collection[str]) -> TrainingLine:
    return TrainingLine(
        code=row.code("code"),
        institution=row.known("institution", known.institutions, "institution"),
        course=row.known("course", courses, f"course in {COURSES}"),
        place=known.place(row, "place"),
        venue=row.maybe("venue", longest=120),
        state=row.one_of("state", _STATES),
        certified=row.yes_no("certified"),
        cancelled_why=row.one_of("cancelled_why", list(CancelledWhy)),
        line=row.line,
    )


def _session(row: Row, trainings: Collection[str]) -> tuple[str, SessionLine]:
    return row.known("training", trainings, f"training in {TRAININGS}"), SessionLine(
        number=row.whole("number", 1, MOST_SESSIONS) or 1,
        day=row.day("day") or _NO_DAY,
        starts=_hour(row, "starts") or _STARTS,
        ends=_hour(row, "ends") or _ENDS,
        called_off=row.yes_no("called_off"),
    )


def _hour(row: Row, column: str) -> time | None:
    written = row.maybe(column)
    try:
        return time.fromisoformat(written) if written else None
    except ValueError:
        row.fault(column, f"{written!r} is not an hour. Write it like 08:00.")
        return None


def _tally(row: Row, trainings: Collection[str]) -> tuple[str, TallyLine]:
    return row.known("training", trainings, f"training in {TRAININGS}"), TallyLine(
        category=row.one_of("category", list(Category)),
        sex=row.one_of("sex", list(Sex)),
        age_group=row.one_of("age_group", list(AgeGroup)),
        people=row.whole("people", 1, 1_000_000) or 0,
    )
