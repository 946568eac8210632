"""The reader who subtracts: the lowest and highest value that a hidden cell can have, given all that is shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping

# Names the total row and the total column of a grid.
MARGIN = "*"

Key = tuple[str, str]
Node = tuple[str, str]


def line_bounds(
    counts: Mapping[str, int], hidden: Collection[str], told: Collection[str] = (), cap: int | None = None
) -> dict[str, tuple[int, int]]:
    """The range of each hidden cell of a list whose total is shown.

    ``told`` cells the reader knows from another figure, ``cap`` is a value that he knows no hidden cell to exceed.
    Noughts are shown unless every cell is hidden, so a hidden cell beside a shown one is at least 1.
    """
    floor = 0 if set(hidden) >= set(counts) - set(told) else 1
    rest = sum(counts[code] for code in hidden)
    others = len(hidden) - 1
    high = rest - floor * others
    if not others:
        return dict.fromkeys(hidden, (high, high))
    if cap is None:
        return dict.fromkeys(hidden, (floor, high))
    return dict.fromkeys(hidden, (max(floor, rest - cap * others), min(cap, high)))


def ends(cell: Key) -> tuple[Node, Node]:
    """Tail and head of a cell as an arc: its row's and its column's equation are the nodes.

    A table with margins is a circulation: what a cell gains, others in its row and column must lose.
    """
    row, column = cell
    forward = (row == MARGIN) == (column == MARGIN)
    first, second = ("row", row), ("column", column)
    return (first, second) if forward else (second, first)


def can_move(
    counts: Mapping[Key, int], hidden: Collection[Key], cell: Key, amount: int, *, up: bool, floor: int
) -> int:
    """How far a hidden cell can rise (or fall), up to ``amount``, while every shown cell and margin stays as it is.

    The largest flow through the other hidden cells from one end of the cell to the other, by shortest augmenting
    paths; a cell may rise without limit and fall to ``floor``.
    """
    tail, head = ends(cell)
    start, goal = (head, tail) if up else (tail, head)
    if not up:
        amount = min(amount, counts[cell] - floor)
    arcs: dict[Node, list[tuple[Node, Key, int]]] = {}
    for other in hidden:
        if other != cell:
            one, two = ends(other)
            arcs.setdefault(one, []).append((two, other, 1))
            arcs.setdefault(two, []).append((one, other, -1))
    value = {other: counts[other] for other in hidden}
    moved = 0
    while moved < amount:
        path = _path(arcs, value, start, goal, floor)
        if path is None:
            break
        step = min([amount - moved, *(value[other] - floor for other, direction in path if direction < 0)])
        for other, direction in path:
            value[other] += direction * step
        moved += step
    return moved


def _path(
    arcs: Mapping[Node, list[tuple[Node, Key, int]]], value: Mapping[Key, int], start: Node, goal: Node, floor: int
) -> list[tuple[Key, int]] | None:
    came: dict[Node, tuple[Node, Key, int] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for following, cell, direction in arcs.get(node, ()):
            if following in came or (direction < 0 and value[cell] <= floor):
                continue
            came[following] = (node, cell, direction)
            if following == goal:
                return walked(came, goal)
            waiting.append(following)
    return None


def walked(came: Mapping[Node, tuple[Node, Key, int] | None], goal: Node) -> list[tuple[Key, int]]:
    """The way to a node by where each was come from, the last step first."""
    path, step = [], came[goal]
    while step is not None:
        node, cell, direction = step
        path.append((cell, direction))
        step = came[node]
    return path


def floor_of(counts: Collection[Key], hidden: Collection[Key]) -> int:
    """The least that the reader can assume of a hidden cell: 1 while cells inside are shown, noughts among them."""
    return 1 if any(MARGIN not in cell and cell not in hidden for cell in counts) else 0


def grid_bounds(counts: Mapping[Key, int], hidden: Collection[Key], highest: int) -> dict[Key, tuple[int, int]]:
    """The range of each hidden cell of a grid with margins (keys with MARGIN), looked for up to ``highest``.

    Exact: the flows are whole numbers.
    """
    floor = floor_of(counts, hidden)
    return {
        cell: (
            counts[cell] - can_move(counts, hidden, cell, counts[cell], up=False, floor=floor),
            counts[cell] + can_move(counts, hidden, cell, max(highest - counts[cell], 0), up=True, floor=floor),
        )
        for cell in hidden
    }
