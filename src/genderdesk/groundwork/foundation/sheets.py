"""A CSV file that a person filled in: typed cells, and every fault with its line, column and what to write instead."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, TextIO, TypeVar

from genderdesk.groundwork.foundation.csvs import CsvFault

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Our own exports put an apostrophe before a cell that would start a formula; reading takes it off again.
_GUARDED = re.compile(r"'(?=[=+\-@])")

R = TypeVar("R")

# A column that every file may have, for remarks; nothing reads it.
NOTE = "note"


class _Reader(Protocol):
    """What csv.reader gives: rows, and the line of the file that the last of them ended on."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class Sheet:
    """One file, or what was pasted from it. Read ``rows()`` to its end, then ``faults`` holds all that was wrong."""

    def __init__(
        self, path: Path, required: Sequence[str], optional: Sequence[str] = (), *, pasted: str | None = None
    ) -> None:
        self.path = path
        self.pasted = pasted
        self.required = tuple(required)
        self.optional = tuple(optional)
        self.faults: list[CsvFault] = []

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)

    def fault(self, line: int, column: str, pattern: str, **given: object) -> None:
        sentence = pattern.format(**given) if given else pattern
        self.faults.append(CsvFault(self.path.name, line, column, sentence, pattern, given))

    def rows(self) -> Iterator[Row]:
        """The rows in order; none where the file is missing or its header is wrong, which is then among the faults."""
        try:
            with self._open() as file:
                yield from self._read(csv.reader(file))
        except FileNotFoundError:
            self.fault(1, "", "This file is missing. Every file and column is described in docs/country-files.md.")
        except UnicodeDecodeError:
            self.fault(1, "", "The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”.")
        except csv.Error as fault:
            self.fault(1, "", "The file cannot be read as CSV: {fault}.", fault=fault)

    def _open(self) -> TextIO:
        if self.pasted is not None:
            return io.StringIO(self.pasted.removeprefix("\ufeff"), newline="")
        return self.path.open(encoding="utf-8-sig", newline="")

    def _read(self, reader: _Reader) -> Iterator[Row]:
        header = [cell.strip() for cell in next(reader, [])]
        if not self._header_fits(header):
            return
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                self.fault(line, "", "The row has more cells than the header. Put a text with a comma in quotes.")
                continue
            padded = [*cells, *([""] * (len(header) - len(cells)))]
            yield Row(self, line, dict(zip(header, padded, strict=True)))

    def _header_fits(self, header: list[str]) -> bool:
        before = len(self.faults)
        if len(header) == 1 and ";" in header[0]:
            self.fault(1, "", "The cells are separated by semicolons. Save the file with commas.")
            return False
        for name in self.required:
            if name not in header:
                self.fault(
                    1,
                    name,
                    "The header lacks this column. The columns are: {columns}.",
                    columns=", ".join(self.columns),
                )
        for name in header:
            if name not in self.columns and name != NOTE:
                self.fault(1, name, "The file has no such column; use “{note}” for remarks.", note=NOTE)
            elif header.count(name) > 1:
                self.fault(1, name, "The column stands in the header twice.")
        return len(self.faults) == before


class Row:
    """One line. A reader gives the cell's value, or None (text: empty) where it is empty or at fault."""

    def __init__(self, sheet: Sheet, line: int, cells: dict[str, str]) -> None:
        self.sheet = sheet
        self.line = line
        self.cells = cells

    def fault(self, column: str, pattern: str, **given: object) -> None:
        self.sheet.fault(self.line, column, pattern, **given)

    def text(self, column: str, *, longest: int = 200) -> str:
        """The text of the cell; a required column must not be empty."""
        text = _GUARDED.sub("", self.cells.get(column, "").strip(), count=1)
        if not text:
            if column in self.sheet.required:
                self.fault(column, "This cell must not be empty.")
            return ""
        if _CONTROL.search(text):
            self.fault(column, "The text holds a control character. Type it again.")
            return ""
        if len(text) > longest:
            self.fault(
                column, "The text has {length} characters; at most {longest} fit.", length=len(text), longest=longest
            )
            return ""
        return text

    def maybe(self, column: str, *, longest: int = 200) -> str:
        """The text of a cell that may be empty although its column is required."""
        return self.text(column, longest=longest) if self.cells.get(column, "").strip() else ""

    def code(self, column: str, *, longest: int = 20) -> str:
        """A code: letters, digits, dot, dash and underscore, beginning with a letter or digit."""
        text = self.text(column, longest=longest)
        if text and not CODE.fullmatch(text):
            self.fault(
                column, "{text} is not a code: use letters, digits, dots, dashes and underscores.", text=repr(text)
            )
            return ""
        return text

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """A word from a list."""
        text = self.text(column)
        if text and text not in allowed:
            self.fault(
                column,
                "{text} is not known here; write one of: {allowed}.",
                text=repr(text),
                allowed=", ".join(allowed),
            )
            return ""
        return text

    def known(self, column: str, codes: Collection[str], what: str) -> str:
        """The code of a record that must exist: ``what`` names it, as in “unit in units.csv”."""
        text = self.text(column)
        if text and text not in codes:
            self.fault(column, f"There is no {what} with the code {text!r}.")
            return ""
        return text

    def words(self, column: str, allowed: Collection[str]) -> list[str]:
        """Words from a list, separated by spaces or semicolons, each once."""
        found = dict.fromkeys(self.text(column, longest=500).replace(";", " ").split())
        wrong = [word for word in found if word not in allowed]
        if wrong:
            self.fault(
                column,
                "{wrong}: not known here; write words from: {allowed}.",
                wrong=", ".join(wrong),
                allowed=", ".join(allowed),
            )
        return [word for word in found if word in allowed]

    def yes_no(self, column: str) -> bool:
        """True for yes, False for no or an empty cell."""
        text = self.cells.get(column, "").strip().lower()
        if text not in ("yes", "no", ""):
            self.fault(column, "{text} is not an answer; write yes or no.", text=repr(text))
        return text == "yes"

    def whole(self, column: str, low: int, high: int) -> int | None:
        """A whole number between two bounds."""
        text = self.text(column)
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            self.fault(
                column, "{text} is not a whole number from {low} to {high}.", text=repr(text), low=low, high=high
            )
            return None
        return int(text)

    def day(self, column: str) -> date | None:
        """A day written 2025-01-31."""
        text = self.text(column)
        if not text:
            return None
        try:
            # Only the form with dashes: fromisoformat would also take 20250131 and week dates.
            if len(text) != 10:
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            self.fault(column, "{text} is not a day. Write it like 2025-01-31.", text=repr(text))
            return None

    def position(self, latitude: str = "latitude", longitude: str = "longitude") -> tuple[float, float] | None:
        """Degrees north and east (WGS 84), both or neither; None where both cells are empty or one is at fault."""
        texts = self.cells.get(latitude, "").strip(), self.cells.get(longitude, "").strip()
        if not any(texts):
            return None
        north = self._degrees(latitude, texts[0], 90)
        east = self._degrees(longitude, texts[1], 180)
        if north is None or east is None:
            return None
        if north == 0 and east == 0:
            self.fault(latitude, "0, 0 lies in the sea off Africa. Leave both cells empty where the place is unknown.")
            return None
        return north, east

    def _degrees(self, column: str, text: str, limit: int) -> float | None:
        if not text:
            self.fault(column, "A position needs latitude and longitude, or neither.")
            return None
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", text, re.ASCII) or abs(float(text)) > limit:
            pattern = "{text} is not degrees from -{limit} to {limit}. Write them like -1.9441, with a dot."
            self.fault(column, pattern, text=repr(text), limit=limit)
            return None
        return float(text)


class Duplicates:
    """Finds the second use of a key in a file: ``twice.check(row, "code", code)``."""

    def __init__(self) -> None:
        self._lines: dict[object, int] = {}

    def check(self, row: Row, column: str, key: object) -> None:
        first = self._lines.setdefault(key, row.line)
        if first != row.line:
            row.fault(column, "The same stands in line {first} already.", first=first)


class Folder:
    """A folder of files, each of which may be absent; ``faults`` holds what was wrong in those that were read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[CsvFault] = []

    def rows(
        self,
        file: str,
        required: str,
        optional: str,
        make: Callable[[Row], R],
        *,
        once: str = "",
        must: bool = False,
    ) -> list[R]:
        """A file's rows. Columns are words of one text; those in ``once`` together stand in one line at most."""
        if not must and not (self.path / file).exists():
            return []
        sheet, twice, key = Sheet(self.path / file, required.split(), optional.split()), Duplicates(), once.split()
        found = []
        for row in sheet.rows():
            found.append(make(row))
            cells = tuple(row.cells.get(column, "").strip().casefold() for column in key)
            if any(cells):
                twice.check(row, key[0], cells)
        self.faults.extend(sheet.faults)
        return found
