"""A sheet of attendance as it comes from paper: its lines, and the digest by which it is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from genderdesk.programme.training.vocabulary import AgeGroup, Sex


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person's line. ``presences`` go by session, an empty text where the cell is; scores are in per cent.

    Staff are named by ``staff_code`` alone; all others by their names, or by the ``person`` code that an earlier sheet
    or list gave them. A minor's line has no name: it is counted.
    """

    line: int
    staff_code: str = ""
    person: str = ""
    names: str = ""
    sex: str = Sex.UNKNOWN
    age_group: str = AgeGroup.UNKNOWN
    categories: tuple[str, ...] = ()
    rank: str = ""
    place: str = ""
    presences: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None
    practical: int | None = None

    @property
    def is_minor(self) -> bool:
        return self.age_group == AgeGroup.MINOR


def digest_of(rows: Iterable[AttendanceRow]) -> str:
    """Equal for equal lines in any order and from any kind of file: the same paper typed twice is one sheet. Empty
    columns for sessions that nobody marked are no difference."""
    lines = sorted(json.dumps(_content(row), sort_keys=True, ensure_ascii=False) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _content(row: AttendanceRow) -> dict[str, object]:
    marked = max((number for number, each in enumerate(row.presences, start=1) if each), default=0)
    return {**asdict(row), "line": 0, "presences": row.presences[:marked]}


def column_of_scores(text: str) -> list[tuple[int, str]]:
    """The cells of a pasted column with their place from 1; empty lines at its end are none."""
    return [(place, cell.strip()) for place, cell in enumerate(text.rstrip().splitlines(), start=1)]


def read_scores(text: str, people: Sequence[object]) -> tuple[list[int | None], list[tuple[int, str]]]:
    """Scores in per cent in the order of the list, None for an empty cell; and every fault by line."""
    scores: list[int | None] = []
    faults: list[tuple[int, str]] = []
    for place, cell in column_of_scores(text):
        number = cell.removesuffix("%").strip()
        if not number:
            scores.append(None)
        elif number.isascii() and number.isdecimal() and int(number) <= 100:
            scores.append(int(number))
        else:
            scores.append(None)
            faults.append((place, cell))
    if not faults and len(scores) > len(people):
        faults.append((len(people) + 1, ""))
    return scores, faults
