"""Reads the national offence table from ``offences.csv`` (docs/country-files.md), or from what was pasted from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from genderdesk.casework.cases.vocabulary import ICCS
from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Duplicates, Row, Sheet

FILE = "offences.csv"
COLUMNS = ("code", "title", "title_fr", "iccs")

OffenceLine = tuple[int, dict[str, str]]


def read_offences(path: Path, *, pasted: str | None = None) -> tuple[list[OffenceLine], list[CsvFault]]:
    """The rows with their line numbers, mapped to ICCS, and every fault. Each row is to be verified with counsel on the
    table's page."""
    sheet = Sheet(path, COLUMNS[:2], COLUMNS[2:], pasted=pasted)
    return _read(sheet, sheet.rows())


def check_offences(rows: Iterable[OffenceLine]) -> tuple[list[OffenceLine], list[CsvFault]]:
    """The same of rows that somebody says were read already."""
    sheet = Sheet(Path(FILE), COLUMNS[:2], COLUMNS[2:])
    return _read(sheet, (Row(sheet, line, cells) for line, cells in rows))


def _read(sheet: Sheet, rows: Iterable[Row]) -> tuple[list[OffenceLine], list[CsvFault]]:
    twice, lines = Duplicates(), list[OffenceLine]()
    for row in rows:
        code = row.code("code").upper()
        if code:
            twice.check(row, "code", code)
        titles = {name: row.text(name, longest=120) for name in ("title", "title_fr")}
        lines.append((row.line, {"code": code, **titles, "iccs": row.one_of("iccs", ICCS)}))
    return lines, sheet.faults
