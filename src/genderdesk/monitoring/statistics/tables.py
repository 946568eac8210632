"""A figure as a table in words: the cells that the page shows, beside the same figure's chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from genderdesk.monitoring.statistics.findings import count_words, duration_words, percent_words
from genderdesk.monitoring.statistics.labels import NOT_SHOWN, ROW_HEADINGS, STAGES, row_label
from genderdesk.monitoring.statistics.labels.explore import DIMENSIONS, code_label
from genderdesk.monitoring.statistics.queries import Interval, Month, Pivot, Row, Shown
from genderdesk.monitoring.statistics.rules.calendar import months_of_quarter
from genderdesk.monitoring.statistics.rules.disclosure import MARGIN
from genderdesk.monitoring.statistics.rules.frozen import FrozenChart
from genderdesk.monitoring.statistics.vocabulary import Drawing

Districts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, rows of (label, cells) and the row of totals, ready to be shown; ``hidden`` stands for no number."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    total: tuple[str, ...] = ()

    @property
    def hidden(self) -> str:
        return str(NOT_SHOWN)

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Rows and totals with the heading beside each cell, for a phone that stacks them."""
        rows = [*self.rows, *([(_("All"), self.total)] if self.total else [])]
        return [(label, list(zip(self.headings[1:], cells, strict=True))) for label, cells in rows]


def table_of(shown: Shown, month: Month, districts: Districts) -> Table:
    """The table of a figure."""
    if shown.figure.drawing is Drawing.RANGES:
        return _intervals(shown, month)
    if shown.figure.columns:
        return _grid(shown, districts)
    return _line(shown, month, districts)


def trend_table(month: Month) -> Table:
    """Reports and cases of twelve months."""
    rows = tuple((date_format(each, "F Y"), (count_words(one), count_words(two))) for each, one, two in month.trend)
    return Table((_("Month"), _("Reports"), _("Cases opened")), rows)


def _share(part: int | None, whole: int | None) -> str:
    """A share beside its two numbers; a dash where one of them is not shown."""
    return "–" if part is None or not whole else percent_words(part, whole)


def _line(shown: Shown, month: Month, districts: Districts) -> Table:
    headings = (
        str(ROW_HEADINGS[shown.figure.rows]),
        date_format(month.month, "N Y"),
        _("Share"),
        date_format(month.earlier_month, "N Y"),
    )

    def cells(row: Row) -> tuple[str, ...]:
        return count_words(row.count), _share(row.count, shown.total), count_words(row.earlier)

    rows = tuple((str(row_label(shown.figure, row.code, districts)), cells(row)) for row in shown.rows)
    return Table(
        headings, rows, (count_words(shown.total), _share(shown.total, shown.total), count_words(shown.earlier_total))
    )


def _grid(shown: Shown, districts: Districts) -> Table:
    headings = (
        str(ROW_HEADINGS[shown.figure.rows]),
        *(str(STAGES[code]) for code in shown.figure.column_codes),
        _("All"),
        _("Share completed"),
    )

    def cells(columns: tuple[int | None, ...], total: int | None, completed: tuple[int, int] | None) -> tuple[str, ...]:
        share = _share(*completed) if completed else "–"
        return *(count_words(count) for count in columns), count_words(total), share

    rows = tuple(
        (str(row_label(shown.figure, row.code, districts)), cells(row.columns, row.count, row.completed))
        for row in shown.rows
    )
    return Table(headings, rows, cells(shown.column_totals, shown.total, shown.completed))


def _intervals(shown: Shown, month: Month) -> Table:
    headings = (
        str(ROW_HEADINGS["measure"]),
        _("Times known"),
        _("Median"),
        _("90th percentile"),
        _("Not recorded"),
        _("Median in %(month)s") % {"month": date_format(month.earlier_month, "N Y")},
    )

    def cells(row: Interval) -> tuple[str, ...]:
        missing = "–" if row.missing_share is None else percent_words(round(row.missing_share * 1000), 1000)
        return (
            count_words(row.known),
            duration_words(row.median),
            duration_words(row.p90),
            missing,
            duration_words(row.earlier_median),
        )

    return Table(headings, tuple((str(row_label(shown.figure, row.code, {})), cells(row)) for row in shown.intervals))


def quarter_words(quarter: date) -> str:
    """A quarter by its months."""
    words = {"first": date_format(quarter, "F"), "last": date_format(months_of_quarter(quarter)[-1], "F Y")}
    return _("%(first)s to %(last)s") % words


def span_words(first: date, last: date) -> str:
    """The months of several quarters in words."""
    if first == last:
        return quarter_words(first)
    words = {"first": date_format(first, "F Y"), "last": date_format(months_of_quarter(last)[-1], "F Y")}
    return _("%(first)s to %(last)s") % words


def pivot_table(found: Pivot, districts: Districts) -> Table:
    """A table of Explore."""
    choice = found.choice
    heading = str(DIMENSIONS[choice.rows])
    if not choice.columns:
        rows = [(code, found.cells[code, MARGIN]) for code in found.lines if code != MARGIN]
        return _shares_of(heading, _("Number"), choice.rows, rows, found.total, districts)
    named = [str(code_label(choice.columns, code, districts)) for code in found.headings if code != MARGIN]
    lines = {code: tuple(count_words(found.cells[code, column]) for column in found.headings) for code in found.lines}
    total = lines.pop(MARGIN)
    labelled = tuple((str(code_label(choice.rows, code, districts)), cells) for code, cells in lines.items())
    return Table((heading, *named, _("All")), labelled, total)


def frozen_table(chart: FrozenChart, districts: Districts) -> Table:
    """A frozen chart's numbers."""
    return _shares_of(str(DIMENSIONS[chart.rows]), _("Number"), chart.rows, chart.counts, chart.total, districts)


def _shares_of(
    heading: str,
    number: str,
    dimension: str,
    rows: Iterable[tuple[str, int | None]],
    total: int | None,
    districts: Districts,
) -> Table:
    lines = tuple(
        (str(code_label(dimension, code, districts)), (count_words(count), _share(count, total)))
        for code, count in rows
    )
    return Table((heading, number, _("Share")), lines, (count_words(total), _share(total, total)))
