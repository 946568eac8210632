"""A table inside its margins, all of which the reader is assumed to know, month by month.

What is kept back is covered by exchanges alone: two records of one group (a month, and in cases whether GBVIMS counts
them) give each other their column. No count of one dimension in any group changes by that, so neither a figure of a
month nor a table that shares one dimension with this one can tell that it did not happen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from genderdesk.monitoring.statistics.rules.disclosure.audit import Key, Node, ends, walked

Cells = Mapping[Key, int]
# Covers that are tried for one cell, the cheapest first.
_TRIED = 60


@dataclass(slots=True)
class Inside:
    """The cells of a table, in all and by group, and which of them are kept back."""

    table: Cells
    groups: Sequence[Cells]
    hidden: set[Key] = field(default_factory=set)
    _arcs: dict[Node, list[tuple[Node, Key, int]]] = field(default_factory=dict)

    def hide(self, cells: Iterable[Key]) -> None:
        """Keep back more cells."""
        for cell in cells:
            if cell not in self.hidden:
                self.hidden.add(cell)
                one, two = ends(cell)
                self._arcs.setdefault(one, []).append((two, cell, 1))
                self._arcs.setdefault(two, []).append((one, cell, -1))

    def show(self, cells: Iterable[Key]) -> None:
        """Take back what was hidden last."""
        for cell in cells:
            self.hidden.discard(cell)
            for end in ends(cell):
                self._arcs[end] = [arc for arc in self._arcs[end] if arc[1] != cell]

    def reach(self, cell: Key, amount: int, *, up: bool) -> int:
        """How far a kept-back cell can rise (or fall), up to ``amount``, by exchanges among kept-back cells.

        None of them falls below 1, since noughts are shown. Groups are taken one after the other, so that the answer
        is never too high.
        """
        spare = {other: self.table[other] - 1 for other in self.hidden}
        moved = 0
        for group in self.groups:
            if moved >= amount:
                break
            moved += self._within(group, spare, cell, amount - moved, up=up)
        return moved

    def _within(self, group: Cells, spare: dict[Key, int], cell: Key, amount: int, *, up: bool) -> int:
        tail, head = ends(cell)
        start, goal = (head, tail) if up else (tail, head)
        if not up:
            amount = min(amount, group.get(cell, 0), spare[cell])
        changed: dict[Key, int] = {}
        moved = 0
        while moved < amount:
            path = self._path(group, changed, spare, cell, (start, goal))
            if path is None:
                break
            for other, direction in path:
                changed[other] = changed.get(other, 0) + direction
                spare[other] += direction
            moved += 1
        spare[cell] += moved if up else -moved
        return moved

    def _path(
        self, group: Cells, changed: Mapping[Key, int], spare: Mapping[Key, int], cell: Key, way: tuple[Node, Node]
    ) -> list[tuple[Key, int]] | None:
        start, goal = way
        came: dict[Node, tuple[Node, Key, int] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for following, other, direction in self._arcs.get(node, ()):
                if other == cell or following in came:
                    continue
                if direction < 0 and (spare[other] < 1 or group.get(other, 0) + changed.get(other, 0) < 1):
                    continue
                came[following] = (node, other, direction)
                if following == goal:
                    return walked(came, goal)
                waiting.append(following)
        return None


@dataclass(frozen=True, slots=True)
class Hidden:
    """The cells that are kept back; or a small one for which no cover is found, and then nothing inside is shown."""

    cells: frozenset[Key]
    uncovered: Key | None = None


def protect_inside(table: Cells, groups: Sequence[Cells], threshold: int) -> Hidden:
    """The cells to keep back, so that each small one could be 1 and could be the threshold."""
    small = sorted(
        (cell for cell, count in table.items() if 0 < count < threshold), key=lambda each: (table[each], each)
    )
    inside = Inside(table, groups)
    inside.hide(small)
    for cell in small:
        while (missing := _missing(inside, cell, threshold)) > 0:
            if not _cover(inside, cell, threshold, missing):
                return Hidden(frozenset(), cell)
    # What was hidden later opens other ways, and a way taken in one month is spent in the next.
    uncovered = (cell for cell in small if _missing(inside, cell, threshold))
    return Hidden(frozenset(inside.hidden), next(uncovered, None))


def _missing(inside: Inside, cell: Key, threshold: int) -> int:
    """By how much a small cell cannot rise to the threshold and fall to 1."""
    rise, fall = threshold - inside.table[cell], inside.table[cell] - 1
    return rise - inside.reach(cell, rise, up=True) + fall - inside.reach(cell, fall, up=False)


def _cover(inside: Inside, cell: Key, threshold: int, missing: int) -> bool:
    """Keep back the cheapest rectangle that frees the cell, or that of those tried which frees it most."""
    best: tuple[int, tuple[Key, ...]] = (missing, ())
    for corners in _rectangles(inside, cell)[:_TRIED]:
        inside.hide(corners)
        left = _missing(inside, cell, threshold)
        if left == 0:
            return True
        inside.show(corners)
        if left < best[0]:
            best = (left, corners)
    inside.hide(best[1])
    return bool(best[1])


def _rectangles(inside: Inside, cell: Key) -> list[tuple[Key, ...]]:
    """The cells to hide for each rectangle with this corner that has somebody in its corners, the cheapest first."""
    row, column = cell
    table = inside.table
    rows = {other for other, at in table if at == column and other != row and table[other, at]}
    columns = {at for other, at in table if other == row and at != column and table[other, at]}
    found = []
    for other in rows:
        for at in columns:
            if table.get((other, at)):
                corners = ((other, column), (row, at), (other, at))
                added = tuple(each for each in corners if each not in inside.hidden)
                if added:
                    found.append((sum(table[each] for each in added), added))
    return [added for _cost, added in sorted(found)]
