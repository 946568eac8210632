"""A month, or one figure of it, as CSV: the numbers of the page, with their rules at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.monitoring.statistics.access import MAY_EXPORT_FIGURES
from genderdesk.monitoring.statistics.labels import (
    CONSENT_RULE,
    RULES,
    STAGES,
    SUPPRESSION_NOTE,
    TITLES,
    row_label,
)
from genderdesk.monitoring.statistics.queries import Month, Shown
from genderdesk.monitoring.statistics.vocabulary import Drawing
from genderdesk.organisation.institution.models import Institution

Districts = Mapping[str, str]
Cell = str | int | float | None

# The second line of the file, for programs: the same in every language.
KEYS = (
    "institution",
    "month",
    "figure",
    "figure_title",
    "row",
    "row_label",
    "column",
    "column_label",
    "number",
    "status",
)
TOTAL = "total"
NOT_SHOWN_CODE = "not_shown"


on_ground(
    "figures.export",
    Kind.EXPORT,
    "counts in which no small cell is told",
    identity=False,
)


@discloses("figures.export", needs=MAY_EXPORT_FIGURES, subject=Institution, kind="export")
def month_to_export(actor: Actor, institution: Institution, month: Month) -> Month:
    """The month, to be taken away; who took whose figures stands in the ledger."""
    return month


def lines_of(month: Month, districts: Districts, figure: str = "") -> Iterator[str]:
    """The lines of the file: headings in words, headings for programs, numbers, then the rules in words."""
    figures = [shown for shown in month.figures if figure in ("", shown.figure.key)]
    header = (
        _("Institution"),
        _("Month"),
        _("Figure"),
        _("Figure in words"),
        _("Row"),
        _("Row in words"),
        _("Column"),
        _("Column in words"),
        _("Number"),
        _("Status"),
    )
    return csv_lines(header, _rows(month, figures, districts))


def _rows(month: Month, figures: list[Shown], districts: Districts) -> Iterator[tuple[Cell, ...]]:
    yield KEYS
    for shown in figures:
        start = (month.institution, f"{month.month:%Y-%m}", shown.figure.key, str(TITLES[shown.figure.key]))
        for row, row_words, column, column_words, number, hidden in _numbers(shown, districts):
            status = NOT_SHOWN_CODE if hidden else "none" if number is None else "shown"
            yield *start, row, row_words, column, column_words, number, status
    yield from _notes(month, figures)


def _numbers(shown: Shown, districts: Districts) -> Iterator[tuple[str, str, str, str, Cell, bool]]:
    """Row, its words, column, its words, number, whether it is kept back."""
    if shown.figure.drawing is Drawing.RANGES:
        yield from _times(shown)
        return
    for row in shown.rows:
        words = str(row_label(shown.figure, row.code, districts))
        for code, count in zip(shown.figure.column_codes, row.columns, strict=False):
            yield row.code, words, code, str(STAGES[code]), count, count is None
        yield row.code, words, TOTAL if shown.figure.columns else "", "", row.count, row.count is None
    for code, count in zip(shown.figure.column_codes, shown.column_totals, strict=False):
        yield TOTAL, _("All"), code, str(STAGES[code]), count, count is None
    yield TOTAL, _("All"), TOTAL if shown.figure.columns else "", "", shown.total, shown.total is None


def _times(shown: Shown) -> Iterator[tuple[str, str, str, str, Cell, bool]]:
    for row in shown.intervals:
        words = str(row_label(shown.figure, row.code, {}))
        hidden = row.known is None
        yield row.code, words, "times_known", _("Times known"), row.known, hidden
        yield row.code, words, "median_seconds", _("Median"), row.median, hidden
        yield row.code, words, "p90_seconds", _("90th percentile"), row.p90, hidden
        missing = None if row.missing_share is None else round(row.missing_share, 4)
        yield row.code, words, "share_not_recorded", _("Not recorded"), missing, hidden
    yield TOTAL, _("All"), "responses", _("Responses"), shown.total, shown.total is None


def _notes(month: Month, figures: list[Shown]) -> Iterator[tuple[str, ...]]:
    yield ("",)
    for shown in figures:
        yield "rule", shown.figure.key, str(RULES[shown.figure.key])
    if any(shown.figure.kind == "case" for shown in figures):
        yield "rule", "cases", str(CONSENT_RULE)
        yield "withheld", "cases", NOT_SHOWN_CODE if month.withheld is None else str(month.withheld)
    if any(shown.figure.rows == "timing" for shown in figures) and month.running:
        yield "overdue_now", "assessments", NOT_SHOWN_CODE if month.overdue is None else str(month.overdue)
    yield "note", "", str(SUPPRESSION_NOTE)
