"""A table of Explore as it may be shown: quarter by quarter, each protected once, then added up.

Whatever period is asked for, only numbers of whole quarters are added that every table of the quarter shows, so that
one period less another says nothing that the quarters do not. figures.md (Explore) argues why a quarter holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from genderdesk.monitoring.statistics.rules.disclosure import MARGIN, protect_inside, protect_line, protect_sums

Key = tuple[str, str]
Cells = Mapping[Key, int]
Counts = Mapping[str, int]
Shown = Mapping[str, int | None]
Merged = tuple[frozenset[str], frozenset[str]]
# Stands in the table for the rows (or columns) that are never told apart.
TOGETHER = "+"
# So often rows are joined before a quarter is not split at all.
_WIDENINGS = 8
# The least that a small cell must still be able to be.
_LOWEST = 1


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension in one quarter: its values, and for each month what its figure shows.

    ``shown`` is empty where no figure of a month counts it. Where that figure has columns, ``added`` says that its
    months are only added up, and ``apart`` are values of which it keeps back a part.
    """

    codes: tuple[str, ...]
    shown: tuple[Shown, ...] = ()
    apart: frozenset[str] = frozenset()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter, margins under MARGIN; None is kept back. Rows and columns of ``merged`` are never told apart; what
    they have together stands under TOGETHER.

    ``thin`` where a month has one to four records, so that nothing of the quarter is shown; ``unsplit`` where its
    inside has no cover, so that its margins stand alone.
    """

    cells: dict[Key, int | None] = field(default_factory=dict)
    thin: bool = False
    unsplit: bool = False
    merged: Merged = (frozenset(), frozenset())


def line_quarter(months: Sequence[Counts], axis: Axis, threshold: int) -> Quarter:
    """A quarter by one dimension: ``months`` are the counts of each of its months."""
    if _is_thin(months, threshold):
        return Quarter(_nothing(axis.codes, ()), thin=True)
    cells: dict[Key, int | None] = {(code, MARGIN): count for code, count in _sums(months, axis, threshold).items()}
    cells[MARGIN, MARGIN] = sum(sum(month.values()) for month in months)
    return Quarter(cells)


def cross_quarter(months: Sequence[Sequence[Cells]], rows: Axis, columns: Axis, threshold: int) -> Quarter:
    """A quarter by two dimensions: for each month its cells, by group of records between which nothing is exchanged."""
    by_row = [along(month, 0) for month in months]
    by_column = [along(month, 1) for month in months]
    if _is_thin(by_row, threshold):
        return Quarter(_nothing(rows.codes, columns.codes), thin=True)
    row_sums, column_sums = _sums(by_row, rows, threshold), _sums(by_column, columns, threshold)
    cells: dict[Key, int | None] = {(code, MARGIN): count for code, count in row_sums.items()}
    cells |= {(MARGIN, code): count for code, count in column_sums.items()}
    cells[MARGIN, MARGIN] = sum(sum(month.values()) for month in by_row)
    groups = [group for month in months for group in month]
    found = _split(groups, (_hidden(rows, row_sums), _hidden(columns, column_sums)), threshold)
    if found is None:
        cells |= {(row, column): None for row in rows.codes for column in columns.codes}
        return Quarter(cells, unsplit=True)
    merged, inside, kept_back = found
    for row in (*rows.codes, TOGETHER):
        for column in (*columns.codes, TOGETHER):
            hidden = row in merged[0] or column in merged[1] or (row, column) in kept_back
            cells[row, column] = None if hidden else inside.get((row, column), 0)
    cells[TOGETHER, MARGIN] = sum(month.get(code, 0) for month in by_row for code in merged[0])
    cells[MARGIN, TOGETHER] = sum(month.get(code, 0) for month in by_column for code in merged[1])
    return Quarter(cells, merged=merged)


def monthly_quarter(months: Sequence[Mapping[Key, int | None]]) -> Quarter:
    """A quarter of a table that each month shows, protected, by itself: what they show, added up."""
    cells = period_of([Quarter(dict(month)) for month in months]).cells
    inside = [key for key in cells if MARGIN not in key]
    thin = cells[MARGIN, MARGIN] is None
    return Quarter(cells, thin=thin, unsplit=not thin and all(cells[key] is None for key in inside))


def period_of(quarters: Sequence[Quarter]) -> Quarter:
    """Quarters added up: a cell is shown where each of them shows it. What is not told apart in one of them is not told
    apart in the whole."""
    merged = [frozenset[str]().union(*(quarter.merged[at] for quarter in quarters)) for at in (0, 1)]
    keys = {key for quarter in quarters for key in quarter.cells}
    found: dict[Key, int | None] = {}
    for key in keys:
        parts = [each for quarter in quarters for each in _parts(quarter, key, merged)]
        found[key] = None if None in parts else sum(part or 0 for part in parts)
    found |= {key: None for key in keys if MARGIN not in key and (key[0] in merged[0] or key[1] in merged[1])}
    thin, unsplit = any(each.thin for each in quarters), any(each.unsplit for each in quarters)
    return Quarter(found, thin, unsplit, (merged[0], merged[1]))


def _parts(quarter: Quarter, key: Key, merged: Sequence[frozenset[str]]) -> list[int | None]:
    """The cells of a quarter that a cell of the period adds up."""
    along = [
        [*merged[at].difference(quarter.merged[at]), *([TOGETHER] if quarter.merged[at] else [])]
        if code == TOGETHER
        else [code]
        for at, code in enumerate(key)
    ]
    return [quarter.cells.get((row, column), 0) for row in along[0] for column in along[1]]


def _is_thin(months: Sequence[Counts], threshold: int) -> bool:
    return any(0 < sum(month.values()) < threshold for month in months)


def _nothing(rows: Iterable[str], columns: Iterable[str]) -> dict[Key, int | None]:
    return {(row, column): None for row in (*rows, MARGIN) for column in (*columns, MARGIN)}


def along(groups: Sequence[Cells], at: int) -> dict[str, int]:
    """The counts of all groups by their rows (0) or columns (1)."""
    found: dict[str, int] = {}
    for group in groups:
        for key, count in group.items():
            found[key[at]] = found.get(key[at], 0) + count
    return found


def _added(groups: Iterable[Cells]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for group in groups:
        for key, count in group.items():
            found[key] = found.get(key, 0) + count
    return found


def _sums(months: Sequence[Counts], axis: Axis, threshold: int) -> dict[str, int | None]:
    """The quarter's sums of one dimension as they may be shown."""
    if axis.added:
        parts = {code: [month.get(code, 0) for month in axis.shown] for code in axis.codes}
        return {code: None if None in counts else sum(each or 0 for each in counts) for code, counts in parts.items()}
    filled = [{code: month.get(code, 0) for code in axis.codes} for month in months]
    if axis.shown:
        return protect_sums(filled, axis.shown, threshold)
    return protect_line({code: sum(month[code] for month in filled) for code in axis.codes}, threshold).cells


def _hidden(axis: Axis, sums: Shown) -> set[str]:
    """The values of which a month or the quarter keeps something back: in a table they are never told apart."""
    of_months = {code for month in axis.shown for code, count in month.items() if count is None}
    return of_months | {code for code, count in sums.items() if count is None} | axis.apart


def _merged(table: Cells, hidden: Sequence[set[str]], threshold: int) -> Merged | None:
    """The rows and the columns that are never told apart; None where none of either is left."""
    rows, columns = (_widened(table, each, at, threshold) for at, each in enumerate(hidden))
    if table and (rows >= {row for row, _column in table} or columns >= {column for _row, column in table}):
        return None
    return frozenset(rows), frozenset(columns)


def _split(
    groups: Sequence[Cells], hidden: tuple[set[str], set[str]], threshold: int
) -> tuple[Merged, dict[Key, int], frozenset[Key]] | None:
    """What is never told apart, the table with that in one row and one column, and its cells that are kept back.

    Where a small cell finds no cover, its row or column, whichever is smaller among its like, joins what is not told
    apart, or the smallest that is left; None where that does not help.
    """
    apart = list(hidden)
    table = _added(groups)
    for _widening in range(_WIDENINGS):
        merged = _merged(table, apart, threshold)
        if merged is None:
            return None
        joined = [_joined(group, merged) for group in groups]
        inside = _added(joined)
        found = protect_inside(inside, joined, threshold)
        if found.uncovered is None:
            return merged, inside, found.cells
        at = _smaller(inside, found.uncovered)
        apart[at] = {*merged[at], _next(table, merged[at], found.uncovered[at], at)}
    return None


def _smaller(inside: Cells, cell: Key) -> int:
    """Whether the row (0) or the column (1) of a cell is smaller, measured by its average fellow."""
    parts = []
    for at in (0, 1):
        sums = along([inside], at)
        parts.append(sums[cell[at]] * len(sums))
    return 0 if parts[0] <= parts[1] else 1


def _next(table: Cells, merged: frozenset[str], uncovered: str, at: int) -> str:
    if uncovered != TOGETHER and merged:
        return uncovered
    sums = along([table], at)
    return min((code for code in sums if code not in merged), key=lambda code: (sums[code], code))


def _joined(cells: Cells, merged: Merged) -> dict[Key, int]:
    """The same with what is never told apart as one row and one column."""
    found: dict[Key, int] = {}
    for (row, column), count in cells.items():
        key = (TOGETHER if row in merged[0] else row, TOGETHER if column in merged[1] else column)
        found[key] = found.get(key, 0) + count
    return found


def _widened(table: Cells, merged: set[str], at: int, threshold: int) -> set[str]:
    """The values that are never told apart, with as many more as it takes that none of their small cells is known to
    be more than one: who knows each value's number, and the cells of all of them together, takes one from the other."""
    found = set(merged)
    sums = along([table], at)
    spare = sorted((code for code in sums if code not in found), key=lambda code: (sums[code], code))
    while spare and (
        0 < sum(sums.get(code, 0) for code in found) < threshold or _is_tight(table, found, sums, at, threshold)
    ):
        found.add(spare.pop(0))
    return found


def _is_tight(table: Cells, merged: set[str], sums: Counts, at: int, threshold: int) -> bool:
    inside = {key: count for key, count in table.items() if key[at] in merged}
    whole = sum(inside.values())
    across = along([inside], 1 - at)
    return any(
        0 < count < threshold <= sums[key[at]] and sums[key[at]] - (whole - across[key[1 - at]]) > _LOWEST
        for key, count in inside.items()
    )
