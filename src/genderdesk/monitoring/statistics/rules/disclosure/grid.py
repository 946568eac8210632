"""A table of rows and columns with both margins."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from genderdesk.monitoring.statistics.rules.disclosure.audit import MARGIN, Key, Node, can_move, ends, floor_of


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it may be shown, margins under MARGIN; None is kept back."""

    cells: dict[Key, int | None]

    @property
    def total(self) -> int | None:
        return self.cells[MARGIN, MARGIN]

    @property
    def kept_back(self) -> int:
        return sum(value is None for value in self.cells.values())


def protect_grid(counts: Mapping[Key, int], rows: Sequence[str], columns: Sequence[str], threshold: int) -> Grid:
    """Keep back cells and margins below the threshold, and what covers them; closed where no cover is found.

    First each small cell is covered by the cheapest cycle of other cells; then the whole inside is hidden; then the
    margins as well, so that the total stands alone. A total below the threshold hides everything.
    """
    table = with_margins(counts, rows, columns)
    total = table[MARGIN, MARGIN]
    if total < threshold:
        return Grid({cell: None if total else count for cell, count in table.items()})
    small = {cell for cell, count in table.items() if 0 < count < threshold}
    # What a margin of 0 tells need not be hidden.
    inside = {cell for cell in table if MARGIN not in cell and table[cell[0], MARGIN] and table[MARGIN, cell[1]]}
    for first in (small, small | inside, set(table) - {(MARGIN, MARGIN)}):
        hidden = _covered(table, small, first, threshold)
        if hidden is not None:
            return Grid({cell: None if cell in hidden else count for cell, count in table.items()})
    return Grid(dict.fromkeys(table))


def with_margins(counts: Mapping[Key, int], rows: Sequence[str], columns: Sequence[str]) -> dict[Key, int]:
    """The table filled with noughts, and its sums."""
    table = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        table[row, MARGIN] = sum(table[row, column] for column in columns)
    for column in (*columns, MARGIN):
        table[MARGIN, column] = sum(table[row, column] for row in rows)
    return table


def _exposed(table: Mapping[Key, int], small: set[Key], hidden: set[Key], threshold: int) -> list[Key]:
    """Small cells of which the reader could tell that they are not 1, or not the threshold; the smallest first."""
    floor = floor_of(table, hidden)
    ordered = sorted(small, key=lambda cell: (table[cell], cell))
    return [cell for cell in ordered if not _free(table, hidden, cell, threshold, floor)]


def _free(table: Mapping[Key, int], hidden: set[Key], cell: Key, threshold: int, floor: int) -> bool:
    rise, fall = threshold - table[cell], table[cell] - 1
    return (
        can_move(table, hidden, cell, rise, up=True, floor=floor) >= rise
        and can_move(table, hidden, cell, fall, up=False, floor=floor) >= fall
    )


def _covered(table: Mapping[Key, int], small: set[Key], first: set[Key], threshold: int) -> set[Key] | None:
    """``first`` and what covers the small cells among it, or None where one of them finds no cover."""
    hidden = set(first)
    while exposed := _exposed(table, small, hidden, threshold):
        added = _cover(table, hidden, exposed[0], threshold)
        if not added:
            return None
        hidden |= added
    return hidden


def _cover(table: Mapping[Key, int], hidden: set[Key], cell: Key, threshold: int) -> set[Key]:
    """Cells on the cheapest cycles that let the cell rise to the threshold and fall to 1; one shown costs its value."""
    tail, head = ends(cell)
    rise, fall = threshold - table[cell], table[cell] - 1
    added: set[Key] = set()
    for start, goal, amount in ((head, tail, rise), (tail, head, fall)):
        if amount > 0:
            added |= _cheapest(table, hidden | added, cell, (start, goal), amount) or set()
    return added - hidden


def _cheapest(
    table: Mapping[Key, int], hidden: set[Key], cell: Key, way: tuple[Node, Node], amount: int
) -> set[Key] | None:
    """The cells of the cheapest path on which ``amount`` can pass: one that must fall keeps at least 1."""
    floor = floor_of(table, hidden)
    arcs: dict[Node, list[tuple[Node, Key]]] = {}
    for other, count in table.items():
        # A nought that is shown cannot cover, and the total stands at the head of the page.
        if other == cell or other == (MARGIN, MARGIN) or (count == 0 and other not in hidden):
            continue
        one, two = ends(other)
        arcs.setdefault(one, []).append((two, other))
        if count - floor >= amount:
            arcs.setdefault(two, []).append((one, other))
    start, goal = way
    best: dict[Node, int] = {start: 0}
    came: dict[Node, tuple[Node, Key]] = {}
    waiting = [(0, start)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node == goal:
            break
        if cost > best[node]:
            continue
        for following, other in arcs.get(node, ()):
            further = cost + (0 if other in hidden else table[other])
            if further < best.get(following, further + 1):
                best[following] = further
                came[following] = (node, other)
                heapq.heappush(waiting, (further, following))
    if goal not in came:
        return None
    path: set[Key] = set()
    node = goal
    while node != start:
        node, other = came[node]
        path.add(other)
    return path
