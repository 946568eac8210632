"""A month's incidents as a file for the GBVIMS Incident Recorder: its 42 columns, its menus, and every service.

The Recorder has one column for each service, where a survivor may have had several: the column tells the one that went
furthest, and the sheet "All Services" has every one of them, so nothing is lost.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from genderdesk.casework.care.vocabulary import Recorded
from genderdesk.casework.cases.queries import recorder_rows
from genderdesk.casework.cases.vocabulary.recorder import COLUMNS, SERVICE, SERVICE_COLUMNS, Column
from genderdesk.groundwork.foundation.csvs import safe_cell
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.monitoring.statistics.access import MAY_EXPORT_INCIDENTS
from genderdesk.monitoring.statistics.labels.gbvims import LEFT_OUT
from genderdesk.monitoring.statistics.queries import records_left_out
from genderdesk.monitoring.statistics.queries.gbvims import incidents_of
from genderdesk.monitoring.statistics.rules.gbvims import (
    NO_CONSENT,
    NON_GBV,
    UNCLASSIFIED,
    Referred,
    left_out,
)
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.vocabulary import InstitutionKind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

INCIDENTS_SHEET, MENUS_SHEET, SERVICES_SHEET, NOTES_SHEET = "Incident Data", "Menu Data", "All Services", "Notes"
SERVICES_HEADINGS = ("INCIDENT ID", "SERVICE", "RECORDED", "SERVICE GIVEN")

# Of several entries for one service, the column tells the first of these that there is.
FURTHEST = (
    Recorded.REFERRED,
    Recorded.YOUR_AGENCY,
    Recorded.ANOTHER_AGENCY,
    Recorded.DECLINED,
    Recorded.UNAVAILABLE,
    Recorded.UNDECIDED,
    Recorded.NOT_APPLICABLE,
)
_DATE_FORMAT = "dd-mmm-yyyy"
_LEFT_OUT = (NO_CONSENT, NON_GBV, UNCLASSIFIED)

_NOTES = (
    "Recorded by one institution's desk. Not prevalence, and not a contribution to GBVIMS unless an agreement says so.",
    "Rows are incidents whose case was opened in the month, whose survivor agreed to be counted, and that are "
    "classified as gender-based violence. Incidents that another GBVIMS organisation counts have a row and say so.",
    "No row has a name, a number, an address or an account. INCIDENT ID and SURVIVOR CODE are random.",
    "DATE OF BIRTH is 1 January of the year that gives the age at the report: the day of birth never leaves the desk.",
    "DATE OF INTERVIEW is the day on which the case was opened. DATE OF INCIDENT is empty where the day is not known.",
    "ETHNICITY and COUNTRY OF ORIGIN are not kept by the desk. SEX is empty where it is neither F nor M.",
    "PERSON WITH DISABILITY? is empty where there is a lot of difficulty: the desk asks for functions (Washington "
    "Group), not for mental or physical.",
    "An empty cell means not known, not said, or nothing recorded; it never means no.",
    "Each service column tells the entry that went furthest; the sheet All Services has every entry.",
)


@dataclass(frozen=True, slots=True)
class Extract:
    """The rows of a month in the Recorder's words, every service, and how many incidents have no row and why."""

    institution: str
    month: date
    rows: list[list[str | date | None]]
    services: list[tuple[str, str, str, str]]
    without_row: dict[str, int]


on_ground(
    "gbvims.incidents",
    Kind.EXPORT,
    "coded rows of incidents whose survivor said yes to being counted, without a name",
    identity=False,
)


@discloses(
    "gbvims.incidents",
    needs=MAY_EXPORT_INCIDENTS,
    subject=Institution,
    kind="export",
    notes=("month",),
    results=lambda extract: {"found": len(extract.rows)},
)
def incidents_to_export(actor: Actor, institution: Institution, *, month: date) -> Extract:
    """The month's incidents in the Recorder's columns, to be taken away; who took how many stands in the ledger.

    A file from which a conflict bars the actor is in no row and in no number of those without one.
    """
    incidents = incidents_of(institution.code, month, records_left_out(actor))
    without = dict.fromkeys(_LEFT_OUT, 0)
    wanted = []
    for case, incident in incidents.items():
        reason = left_out(incident)
        if reason in without:
            without[reason] += 1
        else:
            wanted.append(case)
    is_police = institution.kind == InstitutionKind.POLICE
    rows, services = [], []
    for case, row in recorder_rows(wanted).items():
        entries = list(incidents[case].referrals)
        if is_police:
            entries.append(Referred("police", str(Recorded.YOUR_AGENCY), given=True))
        for service in SERVICE_COLUMNS:
            row[service] = _furthest(each.recorded for each in entries if each.service == service)
        rows.append([_words(column, row[column.key]) for column in COLUMNS])
        services += [
            (str(row["incident"]), each.service, SERVICE[each.recorded], "Yes" if each.given else "")
            for each in entries
        ]
    return Extract(institution.code, month, rows, services, without)


def _furthest(recorded: Iterable[str]) -> str:
    there = set(recorded)
    return next((str(each) for each in FURTHEST if each in there), "")


def _words(column: Column, value: str | date | None) -> str | date | None:
    if column.menu is not None:
        return column.menu.get(str(value or ""), "") or None
    return safe_cell(value) or None if isinstance(value, str) else value


def workbook_of(extract: Extract) -> bytes:
    """The file. Its words are English, which is what the Recorder reads."""
    # Loaded where a file is made, not by every process that starts.
    from openpyxl import Workbook
    from openpyxl.writer.excel import save_workbook

    book = Workbook()
    first = book.active
    first.title = INCIDENTS_SHEET
    _fill(first, [column.heading for column in COLUMNS], extract.rows)
    _fill(book.create_sheet(MENUS_SHEET), *_menus(extract))
    _fill(book.create_sheet(SERVICES_SHEET), SERVICES_HEADINGS, extract.services)
    _fill(book.create_sheet(NOTES_SHEET), ("NOTES",), [[each] for each in _notes(extract)])
    book.properties.creator = "Gender Desk"
    kept = io.BytesIO()
    save_workbook(book, kept)
    return kept.getvalue()


def _fill(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(headings))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, date):
                cell.number_format = _DATE_FORMAT
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = len(heading) + 5
    sheet.freeze_panes = "A2"


def _menus(extract: Extract) -> tuple[list[str], list[list[str | None]]]:
    """Every word that a column can have, whole: there is no limit of 50; columns of text have those of the month."""
    lists: dict[str, list[str]] = {}
    for place, column in enumerate(COLUMNS):
        if column.menu is not None:
            lists[column.heading] = list(dict.fromkeys(column.menu.values()))
        elif column.key in ("case_manager", "county", "district", "town"):
            lists[column.heading] = sorted({str(row[place]) for row in extract.rows if row[place]})
    longest = max(len(words) for words in lists.values())
    rows = [[words[line] if line < len(words) else None for words in lists.values()] for line in range(longest)]
    return list(lists), rows


def _notes(extract: Extract) -> list[str]:
    with override("en"):
        withheld = [
            f"Without a row: {LEFT_OUT[reason]}: {'fewer than 5' if 0 < number < THRESHOLD else number}."
            for reason, number in extract.without_row.items()
        ]
    return [f"{extract.institution}, {extract.month:%Y-%m}: {len(extract.rows)} incidents.", *withheld, *_NOTES]
