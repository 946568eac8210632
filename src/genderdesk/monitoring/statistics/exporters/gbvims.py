"""The 24 GBVIMS statistics of a month as CSV: the numbers of the page, with their rules at the end."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.monitoring.statistics.access import MAY_SEE_GBVIMS
from genderdesk.monitoring.statistics.exporters import NOT_SHOWN_CODE, TOTAL
from genderdesk.monitoring.statistics.labels import SUPPRESSION_NOTE
from genderdesk.monitoring.statistics.labels.gbvims import (
    COUNTED_RULE,
    LEFT_OUT,
    RULES,
    TITLES,
    column_words,
    row_words,
)
from genderdesk.monitoring.statistics.queries import GbvimsMonth
from genderdesk.organisation.institution.models import Institution

# The second line of the file, for programs: the same in every language.
GBVIMS_KEYS = (
    "institution",
    "desk",
    "month",
    "statistic",
    "statistic_title",
    "row",
    "row_label",
    "column",
    "column_label",
    "number",
    "status",
)
MISSING = "missing"

Cell = str | int | None


on_ground(
    "gbvims.statistics",
    Kind.EXPORT,
    "counts in which no small cell is told",
    identity=False,
)


@discloses("gbvims.statistics", needs=MAY_SEE_GBVIMS, subject=Institution, kind="export")
def gbvims_to_export(actor: Actor, institution: Institution, month: GbvimsMonth) -> GbvimsMonth:
    """The month's statistics, to be taken away; who took whose stands in the ledger."""
    return month


def gbvims_lines(month: GbvimsMonth) -> Iterator[str]:
    """The lines of the file."""
    header = (
        _("Institution"),
        _("Desk"),
        _("Month"),
        _("Statistic"),
        _("Statistic in words"),
        _("Row"),
        _("Row in words"),
        _("Column"),
        _("Column in words"),
        _("Number"),
        _("Status"),
    )
    return csv_lines(header, _rows(month))


def _rows(month: GbvimsMonth) -> Iterator[tuple[Cell, ...]]:
    yield GBVIMS_KEYS
    scope = (month.institution, str(month.desk or ""), f"{month.month:%Y-%m}")
    for result in month.report.results:
        key = result.statistic.key
        start = (*scope, key, str(TITLES[key]))
        for row in result.rows:
            words = str(row_words(key, row.code))
            for column, number in zip(result.statistic.columns or ("",), row.cells, strict=True):
                column_label = str(column_words(key, column)) if column else ""
                yield *start, row.code, words, column, column_label, number, _status(number)
        yield *start, TOTAL, _("Counted"), "", "", result.total, _status(result.total)
        yield *start, MISSING, _("Not known or not said"), "", "", result.missing, _status(result.missing)
    yield ("",)
    yield "rule", "", str(COUNTED_RULE)
    for reason, number in month.report.left_out:
        yield "left_out", reason, str(LEFT_OUT[reason]), NOT_SHOWN_CODE if number is None else str(number)
    for key, rule in RULES.items():
        yield "rule", key, str(rule)
    yield "note", "", str(SUPPRESSION_NOTE)


def _status(number: int | None) -> str:
    return NOT_SHOWN_CODE if number is None else "shown"
