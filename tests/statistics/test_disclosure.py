"""Attacks on what is kept back: nobody can work out a cell of one to four persons from what is shown."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from hypothesis import example, given, settings
from hypothesis import strategies as st

from genderdesk.monitoring.statistics.rules.disclosure import (
    MARGIN,
    Grid,
    Line,
    grid_bounds,
    line_bounds,
    protect_grid,
    protect_line,
)
from genderdesk.monitoring.statistics.rules.disclosure.grid import with_margins

THRESHOLD = 5
counts = st.one_of(st.integers(0, 8), st.integers(0, 60))
lists = st.lists(counts, min_size=2, max_size=9).map(lambda values: dict(zip("abcdefghi", values, strict=False)))


def splits(total: int, parts: int) -> list[tuple[int, ...]]:
    """All ways to put ``total`` into ``parts`` cells."""
    if parts == 1:
        return [(total,)]
    return [(first, *rest) for first in range(total + 1) for rest in splits(total - first, parts - 1)]


def small(cells: Mapping[object, int]) -> set[object]:
    return {cell for cell, count in cells.items() if 0 < count < THRESHOLD}


# A list with its total


@given(lists)
def test_no_small_cell_of_a_list_is_shown(cells: dict[str, int]) -> None:
    shown = protect_line(cells, THRESHOLD)
    assert all(shown.cells[cell] is None for cell in small(cells))
    assert all(value in (None, cells[cell]) for cell, value in shown.cells.items())


@given(lists)
def test_subtracting_the_shown_cells_from_the_total_never_gives_a_small_cell(cells: dict[str, int]) -> None:
    shown = protect_line(cells, THRESHOLD)
    if shown.total is None:
        assert set(shown.cells.values()) == {None}
        return
    bounds = line_bounds(cells, [cell for cell, value in shown.cells.items() if value is None])
    for cell in small(cells):
        low, high = bounds[cell]  # type: ignore[index]
        assert low <= 1
        assert high >= THRESHOLD


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4))
@example([3, 4, 4, 5])
def test_who_knows_the_program_itself_cannot_invert_it(values: list[int]) -> None:
    """All lists that would be published exactly so: each small cell must take three values or more among them."""
    cells = dict(zip("abcd", values, strict=False))
    shown = protect_line(cells, THRESHOLD)
    if shown.total is None or not small(cells):
        return
    possible: dict[str, set[int]] = {cell: set() for cell in cells}
    for split in splits(shown.total, len(cells)):
        other = dict(zip(cells, split, strict=True))
        if protect_line(other, THRESHOLD) == shown:
            for cell, value in other.items():
                possible[cell].add(value)
    for cell in small(cells):
        assert len(possible[cell]) >= 3, (cells, shown, possible)  # type: ignore[index]


@given(lists)
def test_a_list_without_small_cells_is_shown_whole_and_nought_is_shown_as_nought(cells: dict[str, int]) -> None:
    if not small(cells) and sum(cells.values()) not in range(1, THRESHOLD):
        assert protect_line(cells, THRESHOLD) == Line(dict(cells), sum(cells.values()))


def test_one_small_cell_takes_the_smallest_other_with_it() -> None:
    assert protect_line({"rape": 2, "other": 30, "third": 9}, THRESHOLD).cells == {
        "rape": None,
        "other": 30,
        "third": None,
    }


def test_a_total_below_five_shows_nothing_not_even_the_noughts() -> None:
    shown = protect_line({"female": 3, "male": 0}, THRESHOLD)
    assert shown == Line({"female": None, "male": None}, None)


def test_two_small_cells_that_pin_each_other_down_hide_the_noughts_too() -> None:
    """1 + 4 = 5: who saw the noughts would know that neither is above 4."""
    assert set(protect_line({"a": 1, "b": 4, "c": 0}, THRESHOLD).cells.values()) == {None}


def test_a_cell_that_another_figure_tells_covers_nothing() -> None:
    """The number of cases tells how many reports were opened, so hiding it would not protect the two duplicates."""
    shown = protect_line({"opened": 7, "duplicate": 2, "not_gbv": 12}, THRESHOLD, frozenset({"opened"}))
    assert shown.cells == {"opened": 7, "duplicate": None, "not_gbv": None}


# A table with margins

tables = st.tuples(st.integers(2, 6), st.integers(2, 4)).flatmap(
    lambda size: st.lists(counts, min_size=size[0] * size[1], max_size=size[0] * size[1]).map(
        lambda values: {(f"r{index // size[1]}", f"c{index % size[1]}"): value for index, value in enumerate(values)}
    )
)


def protected(cells: dict[tuple[str, str], int]) -> tuple[dict[tuple[str, str], int], Grid]:
    rows = sorted({row for row, _column in cells})
    columns = sorted({column for _row, column in cells})
    return with_margins(cells, rows, columns), protect_grid(cells, rows, columns, THRESHOLD)


@settings(deadline=None)
@given(tables)
def test_no_small_cell_or_margin_of_a_table_is_shown(cells: dict[tuple[str, str], int]) -> None:
    table, grid = protected(cells)
    assert all(grid.cells[cell] is None for cell in small(table))  # type: ignore[index]
    assert all(value in (None, table[cell]) for cell, value in grid.cells.items())


@settings(deadline=None)
@given(tables)
def test_rows_columns_and_totals_together_never_give_a_small_cell(cells: dict[tuple[str, str], int]) -> None:
    table, grid = protected(cells)
    hidden = [cell for cell, value in grid.cells.items() if value is None]
    if grid.total is None:
        assert len(hidden) == len(table) or table[MARGIN, MARGIN] == 0
        return
    bounds = grid_bounds(table, hidden, highest=THRESHOLD)
    for cell in small(table):
        low, high = bounds[cell]  # type: ignore[index]
        assert low <= 1, (cell, table, grid)
        assert high >= THRESHOLD, (cell, table, grid)


def all_tables(grid: Grid, rows: list[str], columns: list[str], total: int) -> list[dict[tuple[str, str], int]]:
    """Every table that the shown cells and margins allow, by trying them all."""
    inside = [(row, column) for row in rows for column in columns]
    found = []
    for values in itertools.product(range(total + 1), repeat=len(inside)):
        if sum(values) != total:
            continue
        table = with_margins(dict(zip(inside, values, strict=True)), rows, columns)
        if all(value is None or table[cell] == value for cell, value in grid.cells.items()):
            found.append(table)
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4))
def test_the_bounds_of_the_audit_are_those_found_by_trying_every_table(values: list[int]) -> None:
    rows, columns = ["r0", "r1"], ["c0", "c1"]
    cells = dict(zip([(row, column) for row in rows for column in columns], values, strict=True))
    table, grid = protected(cells)
    if grid.total is None or grid.kept_back == 0:
        return
    hidden = [cell for cell, value in grid.cells.items() if value is None]
    floor = 1 if any(grid.cells[cell] is not None for cell in cells) else 0
    possible = [
        each
        for each in all_tables(grid, rows, columns, table[MARGIN, MARGIN])
        if all(each[cell] >= floor for cell in hidden)
    ]
    bounds = grid_bounds(table, hidden, highest=table[MARGIN, MARGIN])
    for cell in hidden:
        assert bounds[cell] == (min(each[cell] for each in possible), max(each[cell] for each in possible))


def test_a_table_too_thin_to_protect_shows_its_total_alone_or_nothing() -> None:
    cells = {("r0", "c0"): 1, ("r0", "c1"): 1, ("r1", "c0"): 2, ("r1", "c1"): 2}
    table, grid = protected(cells)
    assert grid.total == 6
    assert all(value is None for cell, value in grid.cells.items() if cell != (MARGIN, MARGIN))
    assert protect_grid({("a", "b"): 3}, ["a"], ["b"], THRESHOLD).total is None
    assert table[MARGIN, MARGIN] == 6
