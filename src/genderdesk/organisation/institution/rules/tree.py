"""The tree of units on one day, as pairs of unit and parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def children_of(parents: Mapping[Key, Key]) -> dict[Key, list[Key]]:
    """Children by parent, from a mapping of each unit to its parent."""
    children: dict[Key, list[Key]] = defaultdict(list)
    for unit, parent in parents.items():
        children[parent].append(unit)
    return dict(children)


def below(parents: Mapping[Key, Key], root: Key) -> frozenset[Key]:
    """The root and all units below it. Ends also where the data has a circle."""
    children = children_of(parents)
    found, waiting = {root}, [root]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def above(parents: Mapping[Key, Key], unit: Key) -> list[Key]:
    """The units above one, from the nearest to the top."""
    chain: list[Key] = []
    while (parent := parents.get(unit)) is not None and parent not in chain:
        chain.append(parent)
        unit = parent
    return chain


def circle(pairs: Iterable[tuple[Key, Key]]) -> Key | None:
    """A unit that stands below itself by the pairs of unit and parent (a unit may have several over time), or None."""
    upward: dict[Key, set[Key]] = defaultdict(set)
    for unit, parent in pairs:
        upward[unit].add(parent)
    done: set[Key] = set()
    for start in list(upward):
        path: list[tuple[Key, list[Key]]] = [(start, list(upward[start]))]
        on_path = {start}
        while path and start not in done:
            unit, waiting = path[-1]
            if not waiting:
                path.pop()
                on_path.discard(unit)
                done.add(unit)
                continue
            parent = waiting.pop()
            if parent in on_path:
                return parent
            if parent not in done and parent in upward:
                path.append((parent, list(upward[parent])))
                on_path.add(parent)
    return None
