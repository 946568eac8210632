"""CSV that no spreadsheet runs as a formula, and that a reader can refuse by line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SIGNS = frozenset(_FORMULA)


def safe_cell(value: Any) -> str:
    """A cell's text; text that would start a formula gets an apostrophe, numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return "'" + text if text.startswith(_FORMULA) else text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]], *, at_once: int = 1) -> Iterator[str]:
    """The lines of a CSV file, for a streamed answer in constant memory; begins with a BOM for Excel.

    ``at_once`` rows are given in one piece, which a long export does a few hundred at a time.
    """
    yield "\ufeff" + _piece([[safe_cell(cell) for cell in header]])
    waiting = iter(rows)
    while piece := list(islice(waiting, at_once)):
        # Only text can start a formula.
        yield _piece(
            [[f"'{cell}" if isinstance(cell, str) and cell[:1] in _SIGNS else cell for cell in row] for row in piece]
        )


def _piece(rows: list[list[Any]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class CsvFault:
    """What is wrong in a file and where; line 1 is the header. ``pattern`` and ``given`` make the sentence, for who
    puts it into another language (``platform.sheet_words``)."""

    file: str
    line: int
    column: str
    sentence: str
    pattern: str = field(default="", compare=False, repr=False)
    given: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, column {self.column}: {self.sentence}"


def read_csv(path: Path, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their line number, cells stripped. Raises ValueError where the header lacks a required column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in required if name not in (reader.fieldnames or [])]
        if missing:
            raise ValueError(f"{path.name}: the header lacks {', '.join(missing)}.")
        for row in reader:
            yield reader.line_num, {key: (cell or "").strip() for key, cell in row.items() if key}
