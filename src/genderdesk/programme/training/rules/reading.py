"""A sheet of attendance as CSV or Excel workbook: typed lines, and every fault by line and column.

One line for each person: ``staff_code`` for members of staff, ``names`` for everybody else, and a column for each
session: ``s1``, ``s2`` …
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.names import plain_words
from genderdesk.groundwork.foundation.sheets import Row, Sheet
from genderdesk.programme.training.rules.sheet import AttendanceRow
from genderdesk.programme.training.vocabulary import (
    MOST_ROWS,
    PRESENCE_LETTERS,
    AgeGroup,
    Category,
    Sex,
)

REQUIRED = ("staff_code", "names", "sex", "categories")
OPTIONAL = ("person", "rank", "place", "age_group", "before", "after", "practical")
# Words that a paper list has in these columns, beside our own.
_SEXES = {"f": Sex.FEMALE, "m": Sex.MALE, "": Sex.UNKNOWN, **{each.value: each for each in Sex}}


class NoSheet(ValueError):
    """The file is no sheet that can be read; the sentence says why."""


# Which of some staff codes there are; and the code of a place as a person wrote it, empty where there is none.
KnownStaff = Callable[[Collection[str]], Collection[str]]
FindPlace = Callable[[str], str]


def session_columns(number: int) -> tuple[str, ...]:
    """The columns of so many sessions."""
    return tuple(f"s{each}" for each in range(1, number + 1))


def text_of_upload(name: str, content: bytes) -> str:
    """The lines of a CSV file or of the first sheet of a workbook, as CSV. Raises NoSheet."""
    if name.lower().endswith(".xlsx"):
        return _text_of_workbook(name, content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoSheet("The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8” or as .xlsx.") from None


def _text_of_workbook(name: str, content: bytes) -> str:
    # Loaded where a file comes, not by every process that starts.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as fault:  # whatever a broken archive raises, it is no sheet
        raise NoSheet(f"{name} cannot be read as an Excel workbook. Save it again as .xlsx or as CSV.") from fault
    try:
        lines = [[_cell(value) for value in line] for line in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()
    written = io.StringIO()
    csv.writer(written).writerows(_trimmed(lines))
    return written.getvalue()


def _cell(value: object) -> str:
    # A line break inside a cell would move the numbers of the lines below it.
    return "" if value is None else " ".join(str(value).split())


def _trimmed(lines: list[list[str]]) -> Iterable[list[str]]:
    """Lines without the empty columns that a workbook has beside its header."""
    width = len(lines[0]) if lines else 0
    while width and not lines[0][width - 1]:
        width -= 1
    return (line[:width] for line in lines)


def read_sheet(
    path: Path,
    sessions: int,
    *,
    known_staff: KnownStaff,
    find_place: FindPlace,
    pasted: str | None = None,
    with_training: bool = False,
) -> tuple[dict[str, list[AttendanceRow]], list[CsvFault]]:
    """The lines by training (by an empty code for one training's own sheet), and all faults; with a fault, no line may
    be kept."""
    required = ("training", *REQUIRED) if with_training else REQUIRED
    sheet = Sheet(path, required, (*OPTIONAL, *session_columns(sessions)), pasted=pasted)
    found: dict[str, list[AttendanceRow]] = {}
    seen: dict[tuple[str, ...], int] = {}
    rows: list[tuple[Row, AttendanceRow]] = []
    for row in sheet.rows():
        made = _row(row, find_place, sessions)
        code = row.text("training") if with_training else ""
        _twice(row, seen, (code, *_who(made)))
        found.setdefault(code, []).append(made)
        rows.append((row, made))
    if len(rows) > MOST_ROWS:
        sheet.fault(MOST_ROWS + 2, "", f"The sheet has more than {MOST_ROWS} lines. Send it in parts.")
    known = known_staff({made.staff_code for _row_, made in rows if made.staff_code})
    for row, made in rows:
        if made.staff_code and made.staff_code not in known:
            row.fault("staff_code", f"There is no officer with the staff code {made.staff_code!r}.")
    return found, sorted(sheet.faults, key=lambda fault: fault.line)


def _row(row: Row, find_place: FindPlace, sessions: int) -> AttendanceRow:
    staff_code, names = row.maybe("staff_code", longest=20), row.maybe("names", longest=120)
    age_group = row.one_of("age_group", list(AgeGroup)) or AgeGroup.UNKNOWN
    person = row.code("person")
    categories = tuple(row.words("categories", list(Category))) if row.maybe("categories") else ()
    minor = age_group == AgeGroup.MINOR
    if not staff_code and not minor and not person and len(plain_words(names)) < 2:
        row.fault("names", "Write a staff code, or the given name and the family name.")
    if not staff_code and not categories:
        row.fault("categories", f"Write at least one of: {', '.join(Category)}.")
    return AttendanceRow(
        line=row.line,
        staff_code=staff_code,
        person=person,
        # A minor is counted; her or his name goes no further than this line.
        names="" if minor else names,
        sex=_sex(row),
        age_group=AgeGroup(age_group),
        categories=categories,
        rank=row.maybe("rank", longest=60),
        place=_place(row, find_place),
        presences=tuple(_presence(row, column) for column in session_columns(sessions)),
        before=row.whole("before", 0, 100),
        after=row.whole("after", 0, 100),
        practical=row.whole("practical", 0, 100),
    )


def _sex(row: Row) -> Sex:
    written = row.maybe("sex").lower()
    if written not in _SEXES:
        row.fault("sex", f"{written!r} is not known here; write F or M, or leave the cell empty.")
    return _SEXES.get(written, Sex.UNKNOWN)


def _place(row: Row, find_place: FindPlace) -> str:
    written = row.maybe("place")
    found = find_place(written) if written else ""
    if written and not found:
        row.fault("place", f"There is no place called {written!r}. Write a district as in divisions.csv.")
    return found


def _presence(row: Row, column: str) -> str:
    written = row.maybe(column).lower()
    if written and written not in PRESENCE_LETTERS:
        row.fault(column, f"{written!r} is not known here; write P, PART, A or E.")
    return PRESENCE_LETTERS[written].value if written in PRESENCE_LETTERS else ""


def _who(row: AttendanceRow) -> tuple[str, ...]:
    """What says that two lines are one person; nothing for a minor, who is counted."""
    if row.staff_code or row.person:
        return row.staff_code, row.person
    return () if row.is_minor else ("", " ".join(sorted(plain_words(row.names))), row.place, row.sex)


def _twice(row: Row, seen: dict[tuple[str, ...], int], who: Sequence[str]) -> None:
    if len(who) < 2:
        return
    first = seen.setdefault(tuple(who), row.line)
    if first != row.line:
        row.fault("names", f"The same person stands in line {first} already.")
