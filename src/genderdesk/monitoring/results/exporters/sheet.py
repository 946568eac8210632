"""A page of results as a workbook and as CSV: one row for each number, each with the rule that it follows.

The workbook has a sheet for the page, its claims, the parts of their numbers, their definitions (a data dictionary),
their warnings and the statements beside them. The CSV file has every number in one table.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from genderdesk.groundwork.foundation.csvs import csv_lines, safe_cell
from genderdesk.monitoring.results.exporters.numbers import (
    cautions_told,
    clean,
    days_of,
    is_kept_back,
    kept_back,
    parts_told,
)
from genderdesk.monitoring.results.exporters.words import Words, aim_words, beside_words, named, told_not
from genderdesk.monitoring.results.rules.page import Line, Page, digest_of, written

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None
Row = Sequence[Cell]

# The second line of the CSV file, for programs: the same in every language.
KEYS = (
    "project",
    "as_of",
    "claim",
    "objective",
    "level",
    "text",
    "row",
    "dimension",
    "part",
    "number",
    "out_of",
    "unit",
    "method",
    "first_day",
    "last_day",
    "verdict",
    "status",
)
TOTAL, PART = "total", "part"
# ``beside`` is the status of a part that counts something else than the number of its claim.
SHOWN, BESIDE, NOT_SHOWN, NONE = "shown", "beside", "not_shown", "none"
_DATE_FORMAT = "yyyy-mm-dd"
_WIDEST = 60


def results_csv(page: Page) -> Iterator[str]:
    """The lines of the CSV file: headings in words, headings for programs, then every number with its codes."""
    header = (
        _("Project"),
        _("As of"),
        _("Claim"),
        _("Objective"),
        _("Level"),
        _("Claim in words"),
        _("Row"),
        _("Broken down by"),
        pgettext("of a number", "Part"),
        pgettext("how many", "Number"),
        pgettext("heading over what a share is of", "Out of"),
        _("Unit"),
        _("Counting rule"),
        _("First day"),
        _("Last day"),
        _("Verdict"),
        _("Status"),
    )
    return csv_lines(header, [KEYS, *_numbers(page)], at_once=200)


def _numbers(page: Page) -> Iterator[Row]:
    for line in page.lines:
        first, last = (day.isoformat() for day in days_of(page, line))
        about = (page.project, page.as_of.isoformat(), line.code, line.objective, line.level, clean(line.text))
        rule = (line.unit, line.method, first, last, line.verdict)
        yield *about, TOTAL, "", "", line.value, line.whole, *rule, _status(line)
        for part, value in parts_told(line):
            yield *about, PART, part.dimension, clean(part.code), value, None, *rule, BESIDE if line.beside else SHOWN
        for dimension in kept_back(line):
            yield *about, PART, dimension, "", None, None, *rule, NOT_SHOWN


def _status(line: Line) -> str:
    if line.value is not None:
        return SHOWN
    return NOT_SHOWN if is_kept_back(line) else NONE


def workbook_of(page: Page, words: Words) -> bytes:
    """The workbook, the same bytes for the same page: nothing in it says when it was made but the page's day."""
    # Loaded where a file is made, not by every process that starts.
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, headings, rows in _sheets(page, words):
        _fill(book.create_sheet(title[:31]), headings, rows)
    book.properties.creator = "Gender Desk"
    book.properties.title = clean(page.title)
    return _kept(book, datetime.combine(page.as_of, time()))


def _sheets(page: Page, words: Words) -> Iterator[tuple[str, Sequence[str], Iterable[Row]]]:
    yield pgettext("name of a sheet", "Page"), (_("What"), _("In words")), _page(page, words)
    yield pgettext("name of a sheet", "Claims"), _claim_headings(), (_claim(each, words) for each in page.lines)
    yield (
        pgettext("name of a sheet", "Parts"),
        (
            _("Claim"),
            _("Broken down by"),
            _("Code of the part"),
            pgettext("of a number", "Part"),
            pgettext("how many", "Number"),
            _("Remark"),
        ),
        _parts(page, words),
    )
    yield (
        pgettext("name of a sheet", "Definitions"),
        (
            _("Claim"),
            _("Indicator"),
            _("Version"),
            pgettext("of an indicator", "Name"),
            pgettext("of an indicator", "Definition"),
            _("Counting rule"),
            _("Unit"),
            _("Query"),
            _("Asked for"),
            _("First day"),
            _("Last day"),
        ),
        (_definition(page, each, words) for each in page.lines),
    )
    yield (
        pgettext("name of a sheet", "Targets"),
        (_("Claim"), _("What"), _("First day"), _("Last day"), pgettext("how many", "Number"), _("Source")),
        (row for each in page.lines for row in _aimed(each)),
    )
    yield (
        pgettext("name of a sheet", "Warnings"),
        (_("Claim"), _("Warning"), pgettext("how many", "Number"), _("In words")),
        _warnings(page, words),
    )
    yield (
        pgettext("name of a sheet", "Statements"),
        (_("Claim"), _("Statement"), _("Stated by"), _("Evidence"), _("Stated on")),
        (
            (line.code, each.text, each.author, each.evidence, each.stated_on)
            for line in page.lines
            for each in line.statements
        ),
    )


def _page(page: Page, words: Words) -> Iterator[Row]:
    yield _("Project"), page.project
    yield _("Title"), page.title
    yield _("Goal"), page.goal
    yield _("Institution"), page.institution_name
    yield _("As of"), page.as_of
    yield _("Source"), page.source
    yield _("Digest of the page (SHA-256)"), digest_of(written(page))
    for aim in page.aims:
        yield _("Objective %(number)s") % {"number": aim.number}, f"{aim.text}\n{aim_words(aim)}"
    for party in page.parties:
        yield named(words.roles, party.role), party.name
    for total in page.totals:
        yield _("Trainings of these results together: %(unit)s") % {"unit": named(words.units, total.unit)}, total.value
    for verdict, number in page.counts.items():
        yield named(words.verdicts, verdict), number


def _claim_headings() -> Sequence[str]:
    return (
        _("Claim"),
        _("Section"),
        _("Objective"),
        _("Level"),
        _("Claim in words"),
        _("What it says"),
        _("Said number"),
        pgettext("how many", "Number"),
        pgettext("heading over what a share is of", "Out of"),
        _("Unit"),
        _("Records show"),
        _("Verdict"),
    )


def _claim(line: Line, words: Words) -> Row:
    return (
        line.code,
        named(words.sections, line.section),
        line.objective,
        named(words.levels, line.level),
        line.text,
        named(words.quantifiers, line.quantifier),
        line.asserted,
        line.value,
        line.whole,
        named(words.units, line.unit),
        line.shown,
        named(words.verdicts, line.verdict),
    )


def _parts(page: Page, words: Words) -> Iterator[Row]:
    for line in page.lines:
        for part, value in parts_told(line):
            yield (
                line.code,
                named(words.dimensions, part.dimension),
                part.code,
                words.part(part),
                value,
                beside_words(line),
            )
        for dimension in kept_back(line):
            yield line.code, named(words.dimensions, dimension), NOT_SHOWN, told_not(), None, ""


def _definition(page: Page, line: Line, words: Words) -> Row:
    asked = "; ".join(f"{name}: {line.arguments[name]}" for name in sorted(line.arguments))
    method, unit = named(words.methods, line.method), named(words.units, line.unit)
    what = (line.code, line.indicator, line.version, line.name, line.definition)
    return *what, method, unit, line.query, asked, *days_of(page, line)


def _aimed(line: Line) -> Iterator[Row]:
    """What the number was before, and what it should become."""
    if line.base is not None:
        yield line.code, _("Baseline"), None, line.base.measured_on, line.base.value, line.base.source
    for each in line.marks:
        yield line.code, pgettext("of an indicator", "Target"), each.first, each.last, each.value, ""


def _warnings(page: Page, words: Words) -> Iterator[Row]:
    for line in page.lines:
        for each in cautions_told(line):
            yield line.code, each.code, each.number, words.caution(each)


def _fill(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Row]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(headings))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    widths = [len(each) for each in headings]
    for row in rows:
        sheet.append([safe_cell(clean(each)) if isinstance(each, str) else each for each in row])
        widths = [max(width, len(str(each or ""))) for width, each in zip(widths, row, strict=True)]
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = _DATE_FORMAT
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(width, _WIDEST) + 2
    sheet.freeze_panes = "A2"


def _kept(book: Workbook, at: datetime) -> bytes:
    """The file, in which neither the writer's clock nor that of the archive is left."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = at
    drawn, kept = io.BytesIO(), io.BytesIO()
    with ZipFile(drawn, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    with ZipFile(drawn) as parts, ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return kept.getvalue()
