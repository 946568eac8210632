"""What followed the assessments of risk of a year, as CSV: the numbers of the page, with their rules at the end."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from genderdesk.casework.cases.labels import RISK_LEVELS
from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.monitoring.statistics.access import MAY_EXPORT_FIGURES
from genderdesk.monitoring.statistics.exporters import NOT_SHOWN_CODE, TOTAL
from genderdesk.monitoring.statistics.labels import SUPPRESSION_NOTE
from genderdesk.monitoring.statistics.labels.accuracy import (
    ALL_LEVELS,
    CANNOT_SEE,
    COLUMNS,
    COUNTED_RULE,
    DEATHS_RULE,
)
from genderdesk.monitoring.statistics.queries import AccuracyYear
from genderdesk.monitoring.statistics.rules.accuracy import LevelRow
from genderdesk.organisation.institution.models import Institution

# The second line of the file, for programs: the same in every language.
ACCURACY_KEYS = (
    "institution",
    "year",
    "instrument",
    "version",
    "level",
    "level_label",
    "column",
    "column_label",
    "number",
    "status",
)
TOO_EARLY = "too_early"

Cell = str | int | None


on_ground(
    "accuracy.export",
    Kind.EXPORT,
    "counts in which no small cell is told",
    identity=False,
)


@discloses("accuracy.export", needs=MAY_EXPORT_FIGURES, subject=Institution, kind="export", notes=("year",))
def accuracy_to_export(actor: Actor, institution: Institution, found: AccuracyYear, *, year: int) -> AccuracyYear:
    """The year, to be taken away; who took whose stands in the ledger."""
    return found


def accuracy_lines(found: AccuracyYear) -> Iterator[str]:
    """The lines of the file."""
    header = (
        _("Institution"),
        _("Year"),
        _("Instrument"),
        _("Version"),
        _("Level"),
        _("Level in words"),
        _("Column"),
        _("Column in words"),
        _("Number"),
        _("Status"),
    )
    return csv_lines(header, _rows(found))


def _rows(found: AccuracyYear) -> Iterator[tuple[Cell, ...]]:
    yield ACCURACY_KEYS
    for part in found.parts:
        start = (found.institution, str(found.year), part.instrument, part.version)
        for row in part.rows:
            yield from ((*start, row.level, str(RISK_LEVELS[row.level]), *cell) for cell in _cells(row))
        yield from ((*start, TOTAL, str(ALL_LEVELS), *cell) for cell in _cells(part.total))
        yield *start, TOTAL, str(ALL_LEVELS), TOO_EARLY, _("Too early to tell"), part.early, _status(part.early)
    yield ("",)
    for rule in (COUNTED_RULE, DEATHS_RULE):
        yield "rule", "", str(rule)
    for sentence in CANNOT_SEE:
        yield "cannot_see", "", str(sentence)
    yield "note", "", str(SUPPRESSION_NOTE)


def _cells(row: LevelRow) -> Iterator[tuple[str, str, int | None, str]]:
    for column in ("cases", "violence", "deaths"):
        number = getattr(row, column)
        yield column, str(COLUMNS[column]), number, _status(number)


def _status(number: int | None) -> str:
    return NOT_SHOWN_CODE if number is None else "shown"
