"""Copies in store over time: none goes that was not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from genderdesk.programme.outreach.rules.files import MaterialKey, MoveLine
from genderdesk.programme.outreach.vocabulary import SIGNS, MoveKind


def short_of(moves: Iterable[MoveLine], stocks: Mapping[MaterialKey, int]) -> list[tuple[MoveLine, int]]:
    """Moves that take more copies than were there on their day, with how many there were; such a move is left out.

    On one day copies come before they go.
    """
    left = dict(stocks)
    found = []
    # A kind that is at fault is told by its cell already.
    dated = [(each, SIGNS[MoveKind(each.kind)]) for each in moves if each.kind]
    for each, sign in sorted(dated, key=lambda pair: (pair[0].moved_on, -pair[1], pair[0].line)):
        change = sign * each.copies
        if left.get(each.key, 0) + change < 0:
            found.append((each, left.get(each.key, 0)))
            continue
        left[each.key] = left.get(each.key, 0) + change
    return found
