"""A month as it may be shown: every figure after disclosure control, beside the month before.

Page, charts, map and CSV all draw on this, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from genderdesk.casework.cases.queries import overdue_assessments
from genderdesk.monitoring.statistics.queries.counts import Counts, MonthCounts, add_up, ask_for
from genderdesk.monitoring.statistics.rules.calendar import month_before, month_of_day, months_up_to
from genderdesk.monitoring.statistics.rules.disclosure import (
    MARGIN,
    Grid,
    Line,
    protect_count,
    protect_grid,
    protect_line,
)
from genderdesk.monitoring.statistics.rules.spread import Values, percentile
from genderdesk.monitoring.statistics.vocabulary import (
    COMPLETED,
    FEWEST_FOR_P90,
    FIGURES,
    INTERVALS,
    KINDS,
    THRESHOLD,
    TREND_MONTHS,
    UNKNOWN,
    WITHHELD,
    Drawing,
    Figure,
    Order,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a figure: this month and the month before; None is kept back."""

    code: str
    count: int | None
    earlier: int | None
    # Counts under the figure's columns, and the row's share of completed ones as (part, whole) where both are shown.
    columns: tuple[int | None, ...] = ()
    completed: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """One response interval: how many times are known, median and 90th percentile in seconds, share not recorded.

    None is kept back, or cannot be said of so few.
    """

    code: str
    known: int | None
    median: float | None
    p90: float | None
    missing_share: float | None
    earlier_median: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of a month as it may be shown. ``empty`` says that nothing was counted at all."""

    figure: Figure
    rows: tuple[Row, ...] = ()
    total: int | None = 0
    earlier_total: int | None = 0
    column_totals: tuple[int | None, ...] = ()
    completed: tuple[int, int] | None = None
    intervals: tuple[Interval, ...] = ()
    kept_back: bool = False

    @property
    def empty(self) -> bool:
        return self.total == 0


@dataclass(frozen=True, slots=True)
class Headline:
    """How many of a kind there were; None is kept back."""

    kind: str
    count: int | None
    earlier: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """All figures of one institution's month."""

    institution: str
    month: date
    earlier_month: date
    first: date
    headlines: tuple[Headline, ...]
    trend: tuple[tuple[date, int | None, int | None], ...]
    figures: tuple[Shown, ...]
    # Cases that no figure counts, since their survivor did not say yes to it; None is kept back.
    withheld: int | None
    # Whether it is this month, and then how many cases have an overdue assessment of risk now; None is kept back.
    running: bool = False
    overdue: int | None = 0

    @property
    def empty(self) -> bool:
        """Whether nothing at all was recorded in the month."""
        return self.withheld == 0 and all(shown.empty for shown in self.figures)

    def figure(self, key: str) -> Shown:
        return next(shown for shown in self.figures if shown.figure.key == key)


# The same answers of the database make the same month: to read a large desk's and to work out its medians takes longer
# than to see that nothing changed.
MOST_KEPT = 64
_made: dict[Any, Month] = {}


def month_of(
    institution: str, month: date, districts: Mapping[str, str], without: frozenset[str] = frozenset()
) -> Month:
    """One institution's month. ``districts`` are codes and names of all districts, by which their rows stand;
    ``without`` what its reader's figures leave out."""
    trend_months = months_up_to(month, TREND_MONTHS)
    asked = ask_for(institution, [month, month_before(month)], trend_months[0], month, without)
    running = month == month_of_day(timezone.localdate())
    # What is overdue now says nothing of a month that is over.
    overdue = _least(overdue_assessments(institution, without)) if running else 0
    key = (institution, month, tuple(districts.items()), running, overdue, asked.digest)
    made = _made.get(key)
    if made is None:
        if len(_made) >= MOST_KEPT:
            _made.clear()
        made = _made[key] = _counted(institution, month, districts, add_up(asked), running=running, overdue=overdue)
    return made


def _counted(
    institution: str, month: date, districts: Mapping[str, str], counts: Counts, *, running: bool, overdue: int | None
) -> Month:
    earlier_month = month_before(month)
    now, before = counts.month(month), counts.month(earlier_month)
    return Month(
        institution=institution,
        month=month,
        earlier_month=earlier_month,
        first=counts.first or month,
        headlines=tuple(Headline(kind, _least(now.total(kind)), _least(before.total(kind))) for kind in KINDS),
        trend=tuple(
            (each, _least(counts.month(each).total("report")), _least(counts.month(each).total("case")))
            for each in months_up_to(month, TREND_MONTHS)
        ),
        figures=tuple(_shown(figure, now, before, districts) for figure in FIGURES),
        withheld=_least(now.total(WITHHELD)),
        running=running,
        overdue=overdue,
    )


def _least(count: int) -> int | None:
    """A total, kept back where it is below the threshold and not nought."""
    return protect_count(count, THRESHOLD)


def _shown(figure: Figure, now: MonthCounts, before: MonthCounts, districts: Mapping[str, str]) -> Shown:
    if figure.drawing is Drawing.RANGES:
        return _intervals(figure, now, before)
    if figure.columns:
        return _grid(figure, now, before)
    codes = codes_of(figure, districts, now.of(figure.key), before.of(figure.key))
    line, earlier = (_line(figure, each, codes) for each in (now, before))
    rows = tuple(Row(code, line.cells[code], earlier.cells[code]) for code in _ordered(figure, codes, line, districts))
    return Shown(figure, rows, line.total, earlier.total, kept_back=line.kept_back > 0 or earlier.kept_back > 0)


def codes_of(figure: Figure, districts: Mapping[str, str], *counted: Mapping[tuple[str, str], int]) -> list[str]:
    """All rows of a figure: its list, then what was counted beside it (a code that came later, a former district)."""
    listed = list(figure.codes) if figure.codes else [*districts, UNKNOWN]
    found = {row for cells in counted for row, _column in cells}
    return [*listed, *sorted(found.difference(listed))]


def _line(figure: Figure, counts: MonthCounts, codes: Sequence[str]) -> Line:
    cells = counts.of(figure.key)
    return protect_line({code: cells.get((code, ""), 0) for code in codes}, THRESHOLD, figure.told)


def _ordered(figure: Figure, codes: list[str], line: Line, districts: Mapping[str, str]) -> list[str]:
    """Rows by size never tell more than is shown: those kept back stand after the shown ones, as in the list."""
    if figure.order is Order.NAME:
        return sorted(codes, key=lambda code: (code not in districts, districts.get(code, code)))
    if figure.order is Order.SIZE:

        def place(code: str) -> tuple[int, int]:
            count = line.cells[code]
            return (1, 0) if count is None else (2, 0) if count == 0 else (0, -count)

        return sorted(codes, key=place)
    return codes


def _grid(figure: Figure, now: MonthCounts, before: MonthCounts) -> Shown:
    codes = codes_of(figure, {}, now.of(figure.key), before.of(figure.key))
    columns = figure.column_codes
    grid, earlier = (protect_grid(each.of(figure.key), codes, columns, THRESHOLD) for each in (now, before))
    rows = tuple(
        Row(
            code,
            grid.cells[code, MARGIN],
            earlier.cells[code, MARGIN],
            tuple(grid.cells[code, column] for column in columns),
            _share(grid, code),
        )
        for code in codes
    )
    return Shown(
        figure,
        rows,
        grid.total,
        earlier.total,
        tuple(grid.cells[MARGIN, column] for column in columns),
        _share(grid, MARGIN),
        kept_back=grid.kept_back > 0 or earlier.kept_back > 0,
    )


def _share(grid: Grid, row: str) -> tuple[int, int] | None:
    """Completed ones and all of a row, where both are shown and there are any: a share needs its denominator."""
    part, whole = grid.cells[row, COMPLETED], grid.cells[row, MARGIN]
    return (part, whole) if part is not None and whole else None


def _intervals(figure: Figure, now: MonthCounts, before: MonthCounts) -> Shown:
    total, earlier_total = _least(now.total(figure.kind)), _least(before.total(figure.kind))
    rows = tuple(
        _interval(
            code,
            now.spreads.get(code, Values()),
            before.spreads.get(code, Values()),
            total is None,
            earlier_total is None,
        )
        for code in INTERVALS
    )
    kept_back = total is None or earlier_total is None or any(row.known is None for row in rows)
    return Shown(figure, (), total, earlier_total, intervals=rows, kept_back=kept_back)


def _interval(code: str, values: Values, earlier: Values, hidden: bool, earlier_hidden: bool) -> Interval:
    known = _least(values.known)
    all_of_them = values.known + values.missing
    earlier_median = None if earlier_hidden or not _least(earlier.known) else percentile(earlier, 0.5)
    if hidden or known is None:
        return Interval(code, None, None, None, None, earlier_median)
    return Interval(
        code,
        known,
        percentile(values, 0.5),
        percentile(values, 0.9) if known >= FEWEST_FOR_P90 else None,
        values.missing / all_of_them if all_of_them else None,
        earlier_median,
    )
