"""A folder with the trainings of years: courses, trainings, sessions, attendance, and people counted by head.

The formats are described in docs/country-files.md. Everything is read and checked first; with a fault nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Row, Sheet
from genderdesk.groundwork.platform import editions
from genderdesk.organisation.institution.models import Competence, Institution
from genderdesk.programme.training.models import Course
from genderdesk.programme.training.queries.standing import find_place, officers_by_code
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


@dataclass(frozen=True)
class Brought:
    """What the same folder brings besides: codes of institutions and officers, and divisions' names by code."""

    institutions: Collection[str] = ()
    officers: Collection[str] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The codes of the divisions that the folder brings, by name; a district before a sector of the same name."""
        return {name.casefold(): code for code, name in sorted(self.places.items(), key=lambda row: -len(row[0]))}

    def place(self, written: str) -> str:
        """The code of a place that is kept, or that the folder brings."""
        found = find_place(written)
        return found or (written if written in self.places else self.by_name.get(written.casefold(), ""))

    def staff(self, codes: Collection[str]) -> Collection[str]:
        """Those of some staff codes that are kept, or that the folder brings."""
        return {*officers_by_code(codes), *self.officers}


def read_trainings(folder: Path, brought: Brought | None = None) -> tuple[TrainingFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing."""
    with editions.held():
        return _read(folder, brought or Brought())


def _read(folder: Path, brought: Brought) -> tuple[TrainingFiles, list[CsvFault]]:
    faults: list[CsvFault] = []
    competences = set(Competence.objects.values_list("code", flat=True))
    institutions = {*Institution.objects.values_list("code", flat=True), *brought.institutions}

    def rows_of(file: str, required: str, optional: str, make: Callable[[Row], R]) -> list[R]:
        if not (folder / file).exists():
            return []
        sheet = Sheet(folder / file, required.split(), optional.split())
        rows = [make(row) for row in sheet.rows()]
        faults.extend(sheet.faults)
        return rows

    courses = rows_of(
        COURSES,
        "code institution kind name version starts_on topics",
        "ends_on objectives validity_months session_share pass_mark practical_mark competence guideline",
        lambda row: _course(row, institutions, competences),
    )
    known_courses = {each.code for each in courses} | set(Course.objects.values_list("code", flat=True))
    trainings = rows_of(
        TRAININGS,
        "code institution course place state",
        "venue cancelled_why certified",
        lambda row: _training(row, institutions, known_courses, brought),
    )
    codes = {each.code for each in trainings}
    sessions = rows_of(SESSIONS, "training number day", "starts ends called_off", lambda row: _session(row, codes))
    tallies = rows_of(TALLIES, "training category sex age_group people", "", lambda row: _tally(row, codes))
    files = TrainingFiles(courses, trainings, _by_training(sessions), {}, _by_training(tallies))
    if (folder / ATTENDANCE).exists():
        attendance, more = read_sheet(
            folder / ATTENDANCE,
            _most(files),
            known_staff=brought.staff,
            find_place=brought.place,
            with_training=True,
        )
        faults += more
        faults += [
            CsvFault(ATTENDANCE, rows[0].line, "training", f"There is no training with the code {code!r}.")
            for code, rows in attendance.items()
            if code not in codes
        ]
        files = TrainingFiles(files.courses, files.trainings, files.sessions, attendance, files.tallies)
    return files, [*_without_session(files), *faults]


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


def _course(row: Row, institutions: Collection[str], competences: Collection[str]) -> CourseLine:
    return CourseLine(
        code=row.code("code"),
        institution=row.known("institution", institutions, "institution"),
        kind=row.one_of("kind", list(CourseKind)),
        name=row.text("name", longest=120),
        version=row.whole("version", 1, 999) or 1,
        starts_on=row.day("starts_on") or _NO_DAY,
        ends_on=row.day("ends_on"),
        topics=row.text("topics", longest=2000),
        objectives=row.maybe("objectives", longest=2000),
        validity_months=row.whole("validity_months", 1, 600),
        session_share=row.whole("session_share", 1, 100) or 80,
        pass_mark=row.whole("pass_mark", 1, 100),
        practical_mark=row.whole("practical_mark", 1, 100),
        competence=row.known("competence", competences, "competence"),
        guideline=row.maybe("guideline", longest=40),
        line=row.line,
    )


def _training(row: Row, institutions: Collection[str], courses: Collection[str], brought: Brought) -> TrainingLine:
    written = row.text("place")
    place = brought.place(written)
    if written and not place:
        row.fault("place", f"There is no place called {written!r}. Write a district as in divisions.csv.")
    return TrainingLine(
        code=row.code("code"),
        institution=row.known("institution", institutions, "institution"),
        course=row.known("course", courses, f"course in {COURSES}"),
        place=place,
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
