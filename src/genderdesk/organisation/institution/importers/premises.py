"""Reads a folder's files of what stands at units. The formats are described in docs/country-files.md."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import TypeVar

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Duplicates, Row, Sheet
from genderdesk.organisation.institution.rules.premises import FILES, ROOMS, PremisesFiles, RoomRow
from genderdesk.organisation.institution.vocabulary import PRIVATE_KINDS, CheckOutcome, RoomKind

R = TypeVar("R")
# Stands in for a day whose cell is at fault; the file is refused, so that it is never kept.
_NO_DAY = date(1, 1, 1)
_FOUND = (Answer.YES.value, Answer.NO.value, Answer.UNKNOWN.value)


def has_premises(folder: Path) -> bool:
    """Whether a folder has files of what stands at units."""
    return any((folder / file).exists() for file in FILES)


def read_premises(folder: Path, units: Collection[str]) -> tuple[PremisesFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing. ``units`` are the codes that are kept or that
    the same folder brings."""
    faults: list[CsvFault] = []

    def rows_of(file: str, required: str, optional: str, make: Callable[[Row], R], key: str = "") -> list[R]:
        if not (folder / file).exists():
            return []
        sheet, twice = Sheet(folder / file, required.split(), optional.split()), Duplicates()
        rows = []
        for row in sheet.rows():
            rows.append(make(row))
            if key:
                twice.check(row, key.split()[-1], tuple(row.cells[each].strip().casefold() for each in key.split()))
        faults.extend(sheet.faults)
        return rows

    files = PremisesFiles(
        rooms=rows_of(
            ROOMS,
            "unit kind name opened_on",
            "checked_on door_closes not_crossed outcome",
            lambda row: _room(row, units),
            "unit name",
        ),
    )
    return files, faults


def _room(row: Row, units: Collection[str]) -> RoomRow:
    kind, opened_on = row.one_of("kind", list(RoomKind)), row.day("opened_on")
    checked_on = row.day("checked_on") if row.maybe("checked_on") else None
    found = {"door_closes": "", "not_crossed": "", "outcome": ""}
    if checked_on is not None:
        found = {each: row.one_of(each, _FOUND) for each in ("door_closes", "not_crossed")}
        found["outcome"] = row.one_of("outcome", list(CheckOutcome))
        private = found["door_closes"] == found["not_crossed"] == Answer.YES
        if found["outcome"] == CheckOutcome.PASSED and kind in PRIVATE_KINDS and not private:
            row.fault("outcome", "Such a room passes only where its door closes and nobody crosses it.")
        if opened_on and checked_on < opened_on:
            row.fault("checked_on", "The room was opened later than this day.")
    return RoomRow(
        unit=row.known("unit", units, "unit"),
        kind=kind,
        name=row.text("name", longest=60),
        opened_on=opened_on or _NO_DAY,
        checked_on=checked_on,
        **found,
    )
