"""Files of results: the same numbers as CSV and as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import csv_lines, safe_cell
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.organisation.places.queries import names
from genderdesk.programme.training.access import MAY_SEE_RESULTS
from genderdesk.programme.training.labels import CATEGORIES, SEXES
from genderdesk.programme.training.queries.counting import Wanted
from genderdesk.programme.training.queries.results import cells_of

Rows = list[tuple[str, str, str, int]]

on_ground("training.results", Kind.EXPORT, "numbers of people trained, without a name", identity=False)


@discloses(
    "training.results",
    needs=MAY_SEE_RESULTS,
    kind="export",
    results=lambda rows: {"found": sum(row[3] for row in rows)},
)
def results_to_export(actor: Actor, wanted: Wanted) -> Rows:
    """Completions by category, sex and region in words, to be taken away; who took them stands in the ledger."""
    named = names()
    return [
        (str(CATEGORIES[cell.category]), str(SEXES[cell.sex]), named.get(cell.region, ""), cell.number)
        for cell in cells_of(wanted)
    ]


def headings() -> Sequence[str]:
    """The columns of both files."""
    return (_("Category at the time"), _("Sex"), _("Region"), _("Completions"))


def results_csv(rows: Rows) -> Iterator[str]:
    """The lines of the CSV file."""
    return csv_lines(headings(), rows, at_once=200)


def results_workbook(rows: Rows) -> bytes:
    """The same as a workbook."""
    # Loaded where a file is made, not by every process that starts.
    from openpyxl import Workbook
    from openpyxl.writer.excel import save_workbook

    book = Workbook()
    sheet = book.active
    sheet.title = _("Results")[:31]
    sheet.append(list(headings()))
    for row in rows:
        sheet.append([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    sheet.freeze_panes = "A2"
    book.properties.creator = "Gender Desk"
    kept = io.BytesIO()
    save_workbook(book, kept)
    return kept.getvalue()
