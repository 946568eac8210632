"""The numbers of a page as a file takes them: under which code, over which days, and without what is kept back.

A file cannot be called back, so it holds less than the page: of a dimension of which one part is kept back it holds no
part at all, since the others and the total would tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from genderdesk.monitoring.results.rules.page import Caution, Line, Page, Part
from genderdesk.monitoring.results.vocabulary import PART_OF, Warned

# What the number of a claim is out of stands under a code of its own.
WHOLE = "of"
# Signs that XML 1.0 cannot hold (2.2), and no workbook.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Number:
    """One number under the ``element`` by which another system knows it; ``code`` of ``dimension`` where it is a part.

    It is counted from ``first`` up to and with ``last``.
    """

    element: str
    value: int | float
    first: date
    last: date
    line: Line
    dimension: str = ""
    code: str = ""

    @property
    def text(self) -> str:
        """The number in digits, never with an exponent."""
        return digits(self.value)


def numbers_of(page: Page) -> Iterator[Number]:
    """Every number that may leave, in the order of the page; none of a claim for which there is no number."""
    for line in page.lines:
        if line.value is None:
            continue
        first, last = days_of(page, line)
        code = code_of(page, line)
        yield Number(code, line.value, first, last, line)
        if line.whole is not None:
            yield Number(f"{code}.{WHOLE}", line.whole, first, last, line)
        for part, value in parts_of_value(line):
            yield Number(f"{code}.{part.dimension}", value, first, last, line, part.dimension, part.code)


def code_of(page: Page, line: Line) -> str:
    """Under which code other systems know the number of a claim; the codes of two projects' claims are alike."""
    return f"{page.project}.{line.code}"


def days_of(page: Page, line: Line) -> tuple[date, date]:
    """First and last day of what was counted. Counted from the beginning is counted from the project's first day."""
    return min(line.since or page.starts_on, page.as_of), page.as_of


def kept_back(line: Line) -> tuple[str, ...]:
    """Dimensions of which a part is kept back, or every one where the number itself is not told."""
    hidden = (part.dimension for part in line.parts if part.value is None or line.value is None)
    return tuple(dict.fromkeys(hidden))


def parts_told(line: Line) -> list[tuple[Part, int]]:
    """The parts that a file may hold, with their numbers."""
    hidden = kept_back(line)
    return [(part, part.value) for part in line.parts if part.value is not None and part.dimension not in hidden]


def parts_of_value(line: Line) -> list[tuple[Part, int]]:
    """The parts of the number itself that a file may hold, in its own unit."""
    return [] if line.beside else parts_told(line)


def is_kept_back(line: Line) -> bool:
    """Whether there is a number, of so few people that it is not told."""
    return line.value is None and any(each.code == Warned.KEPT_BACK for each in line.cautions)


def cautions_told(line: Line) -> list[Caution]:
    """The warnings that a file may hold: not one whose number is a part that is kept back."""
    hidden = kept_back(line)
    return [each for each in line.cautions if PART_OF.get(each.code) not in hidden]


def duration(first: date, last: date) -> str:
    """How long ``first`` up to and with ``last`` is, as ISO 8601 writes it: in whole years or months, else in days.

    Three months from 1 September end on 30 November: the day after the last one decides.
    """
    after = last + _DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    if after.day != first.day or months == 0:
        return f"P{(after - first).days}D"
    return f"P{months}M" if months % 12 else f"P{months // 12}Y"


def digits(value: int | float) -> str:
    """A number in digits, never with an exponent."""
    return format(Decimal(str(value)), "f")


def clean(text: str) -> str:
    """Text without the signs that neither XML nor a workbook can hold."""
    return _FORBIDDEN.sub("", text)
