"""A table of Explore as CSV and as a workbook: the numbers of the page, with their rules at the end."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import csv_lines, safe_cell
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.monitoring.statistics.access import MAY_EXPORT_FIGURES
from genderdesk.monitoring.statistics.exporters import NOT_SHOWN_CODE, TOTAL
from genderdesk.monitoring.statistics.labels import CONSENT_RULE, SUPPRESSION_NOTE
from genderdesk.monitoring.statistics.labels.explore import COUNTED_RULES, PERIOD_RULE, TOGETHER_RULE, code_label
from genderdesk.monitoring.statistics.queries import Pivot
from genderdesk.monitoring.statistics.rules.calendar import quarter_text
from genderdesk.monitoring.statistics.rules.disclosure import MARGIN
from genderdesk.monitoring.statistics.rules.explore import TOGETHER
from genderdesk.organisation.institution.models import Institution

# The second line of the file, for programs: the same in every language.
EXPLORE_KEYS = (
    "institution",
    "counted",
    "first_quarter",
    "last_quarter",
    "row",
    "row_label",
    "column",
    "column_label",
    "number",
    "status",
)
TOGETHER_CODE = "together"

Districts = Mapping[str, str]
Cell = str | int | None

on_ground("explore.export", Kind.EXPORT, "counts in which no small cell is told", identity=False)


@discloses(
    "explore.export",
    needs=MAY_EXPORT_FIGURES,
    subject=Institution,
    kind="export",
    notes=("counted", "rows", "columns", "first", "last"),
)
def pivot_to_export(
    actor: Actor,
    institution: Institution,
    found: Pivot,
    *,
    counted: str,
    rows: str,
    columns: str,
    first: str,
    last: str,
) -> Pivot:
    """The table, to be taken away; who took which stands in the ledger."""
    return found


def explore_csv(found: Pivot, districts: Districts) -> Iterator[str]:
    """The lines of the CSV file."""
    return csv_lines(_header(), _rows(found, districts))


def explore_workbook(found: Pivot, districts: Districts) -> bytes:
    """The same as a workbook."""
    # Loaded where a file is made, not by every process that starts.
    from openpyxl import Workbook
    from openpyxl.writer.excel import save_workbook

    book = Workbook()
    sheet = book.active
    sheet.title = _("Explore")[:31]
    sheet.append(list(_header()))
    for row in _rows(found, districts):
        sheet.append([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    sheet.freeze_panes = "A3"
    book.properties.creator = "Gender Desk"
    kept = io.BytesIO()
    save_workbook(book, kept)
    return kept.getvalue()


def _header() -> tuple[str, ...]:
    return (
        _("Institution"),
        _("Counted"),
        _("First quarter"),
        _("Last quarter"),
        _("Row"),
        _("Row in words"),
        _("Column"),
        _("Column in words"),
        _("Number"),
        _("Status"),
    )


def _rows(found: Pivot, districts: Districts) -> Iterator[tuple[Cell, ...]]:
    yield EXPLORE_KEYS
    choice = found.choice
    start = (found.institution, choice.kind, quarter_text(choice.first), quarter_text(choice.last))
    for row in found.lines:
        for column in found.headings:
            number = found.cells[row, column]
            yield (
                *start,
                _code(row),
                _words(choice.rows, row, districts),
                _code(column) if choice.columns else "",
                _words(choice.columns, column, districts) if choice.columns else "",
                number,
                NOT_SHOWN_CODE if number is None else "shown",
            )
    yield ("",)
    yield "rule", choice.kind, str(COUNTED_RULES[choice.kind])
    yield "rule", "period", str(PERIOD_RULE)
    if choice.kind == "case":
        yield "rule", "cases", str(CONSENT_RULE)
        yield "withheld", "cases", NOT_SHOWN_CODE if found.withheld is None else str(found.withheld)
    if any(found.merged):
        yield "rule", TOGETHER_CODE, str(TOGETHER_RULE)
    yield "note", "", str(SUPPRESSION_NOTE)


def _code(code: str) -> str:
    return {MARGIN: TOTAL, TOGETHER: TOGETHER_CODE}.get(code, code)


def _words(dimension: str, code: str, districts: Districts) -> str:
    return _("All") if code == MARGIN else str(code_label(dimension, code, districts))
