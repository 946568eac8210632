"""A table of Explore: the choice that was made, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from genderdesk.monitoring.statistics.queries.counts import Counts, MonthCounts, add_up, ask_for
from genderdesk.monitoring.statistics.rules.calendar import (
    month_before,
    months_of_quarter,
    quarter_of,
    quarters_between,
)
from genderdesk.monitoring.statistics.rules.disclosure import MARGIN, protect_count, protect_grid, protect_line
from genderdesk.monitoring.statistics.rules.explore import (
    TOGETHER,
    Axis,
    Key,
    Merged,
    Quarter,
    along,
    cross_quarter,
    line_quarter,
    monthly_quarter,
    period_of,
)
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD, TOTALS, UNKNOWN, WITHHELD
from genderdesk.monitoring.statistics.vocabulary.explore import (
    CODES,
    DISTRICT,
    MONTHLY_TABLE,
    Crossing,
    crossing_of,
    figure_of,
)

Districts = Mapping[str, str]
Count = TypeVar("Count", int, int | None)
Monthly = Sequence[dict[Key, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for: a kind of record, the dimension in the rows, one in the columns or none, and the first and
    last quarter (by their first months)."""

    kind: str
    rows: str
    columns: str
    first: date
    last: date

    @property
    def quarters(self) -> list[date]:
        return quarters_between(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Pivot:
    """A table as it may be shown: margins under MARGIN, None is kept back.

    ``thin`` are the quarters of which nothing may be shown, ``unsplit`` those of which no crossing is; one of either
    keeps the table back. ``withheld`` are the cases that no figure counts.
    """

    institution: str
    choice: Choice
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[Key, int | None]
    # Rows and columns that are not told apart; what they have together stands under TOGETHER.
    merged: Merged = (frozenset(), frozenset())
    thin: tuple[date, ...] = ()
    unsplit: tuple[date, ...] = ()
    withheld: int | None = 0

    @property
    def total(self) -> int | None:
        return self.cells.get((MARGIN, MARGIN), 0)

    @property
    def lines(self) -> tuple[str, ...]:
        """The rows as they stand, what is not told apart and the total last."""
        return (*self.rows, *([TOGETHER] if self.merged[0] else []), MARGIN)

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns as they stand, in the same order."""
        return (*self.columns, *([TOGETHER] if self.merged[1] else []), MARGIN)

    @property
    def shown(self) -> bool:
        """Whether there is a table at all."""
        return not self.thin and not self.unsplit

    @property
    def split(self) -> bool:
        """Whether anything more than its total is shown."""
        return any(count for (row, column), count in self.cells.items() if (row, column) != (MARGIN, MARGIN))

    @property
    def kept_back(self) -> bool:
        return None in self.cells.values()


def explored(institution: str, choice: Choice, districts: Districts, without: frozenset[str] = frozenset()) -> Pivot:
    """The table of a choice; ``institution`` is its code, ``without`` what its reader's figures leave out."""
    months = [month for quarter in choice.quarters for month in months_of_quarter(quarter)]
    crossing = crossing_of(choice.kind, choice.rows, choice.columns)
    keys = (*(crossing.keys if crossing else ()), MONTHLY_TABLE.key, TOTALS)
    counts = add_up(ask_for(institution, months, months[0], months[-1], without, keys))
    axes = [name for name in (choice.rows, choice.columns) if name]
    codes = [_codes(choice.kind, name, crossing, counts, months, districts) for name in axes]
    quarters = {
        quarter: _quarter(choice, crossing, [counts.month(month) for month in months_of_quarter(quarter)], codes)
        for quarter in choice.quarters
    }
    whole = period_of(list(quarters.values()))
    withheld = [protect_count(counts.month(month).total(WITHHELD), THRESHOLD) for month in months]
    return Pivot(
        institution,
        choice,
        codes[0],
        codes[1] if choice.columns else (),
        whole.cells,
        whole.merged,
        tuple(quarter for quarter, found in quarters.items() if found.thin),
        tuple(quarter for quarter, found in quarters.items() if found.unsplit),
        None if None in withheld else sum(each or 0 for each in withheld),
    )


def quarters_of(institution: str, today: date) -> list[date]:
    """The quarters to choose from, the latest first: those that are over and not before the first record, at
    least one."""
    month = today.replace(day=1)
    first = add_up(ask_for(institution, [month], month, month, figures=(TOTALS,))).first
    last = month_before(quarter_of(month))
    return quarters_between(min(first or last, last), last)[::-1]


def _quarter(
    choice: Choice, crossing: Crossing | None, months: Sequence[MonthCounts], codes: Sequence[tuple[str, ...]]
) -> Quarter:
    if crossing is None:
        return _added_up(choice, months)
    turned = crossing.rows != choice.rows
    cells = [[_turned(month.of(key), turned=turned) for key in crossing.keys] for month in months]
    if choice.columns:
        rows, columns = (
            _axis(choice.kind, name, each, _margins(cells, at), months)
            for at, (name, each) in enumerate(zip((choice.rows, choice.columns), codes, strict=True))
        )
        return cross_quarter(cells, rows, columns, THRESHOLD)
    margins = _margins(cells, 0)
    return line_quarter(margins, _axis(choice.kind, choice.rows, codes[0], margins, months), THRESHOLD)


def _turned(cells: Mapping[Key, Count], *, turned: bool) -> dict[Key, Count]:
    return {(key[1], key[0]) if turned else key: count for key, count in cells.items()}


def _margins(months: Sequence[Monthly], at: int) -> list[dict[str, int]]:
    return [along(groups, at) for groups in months]


def _axis(
    kind: str, name: str, codes: tuple[str, ...], margins: Sequence[Mapping[str, int]], months: Sequence[MonthCounts]
) -> Axis:
    """A dimension with what the figures of its months show of it."""
    figure = figure_of(kind, name)
    if figure is None:
        return Axis(codes)
    if figure.columns:
        grids = [_grid(month) for month in months]
        shown = tuple({row: count for (row, at), count in grid.items() if at == MARGIN != row} for grid in grids)
        apart = frozenset(row for grid in grids for (row, _at), count in grid.items() if count is None)
        return Axis(codes, shown, apart, added=True)
    filled = [{code: month.get(code, 0) for code in codes} for month in margins]
    return Axis(codes, tuple(protect_line(month, THRESHOLD, figure.told).cells for month in filled))


def _grid(month: MonthCounts) -> dict[Key, int | None]:
    """The month's own table, as its figure shows it."""
    cells = month.of(MONTHLY_TABLE.key)
    rows = [*MONTHLY_TABLE.codes, *sorted({row for row, _column in cells}.difference(MONTHLY_TABLE.codes))]
    return protect_grid(cells, rows, MONTHLY_TABLE.column_codes, THRESHOLD).cells


def _added_up(choice: Choice, months: Sequence[MonthCounts]) -> Quarter:
    """What the months of the one figure with columns show, added up; the other way round, or by one of the two."""
    turned = choice.rows != MONTHLY_TABLE.rows
    found = monthly_quarter([_turned(_grid(month), turned=turned) for month in months])
    if choice.columns:
        return found
    return Quarter({key: count for key, count in found.cells.items() if key[1] == MARGIN}, thin=found.thin)


def _codes(
    kind: str, name: str, crossing: Crossing | None, counts: Counts, months: Sequence[date], districts: Districts
) -> tuple[str, ...]:
    """The values of a dimension: its list, then what was counted beside it; districts by name."""
    by_name = [*sorted(districts, key=lambda code: districts[code]), UNKNOWN]
    listed = by_name if name == DISTRICT else list(CODES[kind, name])
    keys = crossing.keys if crossing else (MONTHLY_TABLE.key,)
    at = 0 if name == (crossing.rows if crossing else MONTHLY_TABLE.rows) else 1
    found = {cell[at] for month in months for key in keys for cell in counts.month(month).of(key)}
    return (*listed, *sorted(found.difference(listed)))
