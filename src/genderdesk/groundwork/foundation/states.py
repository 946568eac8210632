"""State tables: what may become what, and by which act, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


class ImpossibleMove(Exception):
    """A record cannot make this move from the state it is in; the sentence says what is possible."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a state table: the act that takes a record from one state to another."""

    source: str
    target: str
    act: str


@dataclass(frozen=True)
class StateTable:
    """The states of one kind of record.

    Every table that exists is listed in ``StateTable.known`` so that a test can prove each state reachable.
    """

    name: str
    initial: str
    moves: tuple[Move, ...]

    known: ClassVar[dict[str, StateTable]] = {}

    def __post_init__(self) -> None:
        StateTable.known[self.name] = self

    @property
    def states(self) -> tuple[str, ...]:
        named = (state for move in self.moves for state in (move.source, move.target))
        return tuple(dict.fromkeys((self.initial, *named)))

    @property
    def ends(self) -> frozenset[str]:
        """States that nothing leaves."""
        return frozenset(self.states) - {move.source for move in self.moves}

    def acts_from(self, state: str) -> tuple[str, ...]:
        """The acts possible in a state, in the table's order."""
        return tuple(dict.fromkeys(move.act for move in self.moves if move.source == state))

    def targets(self, state: str, act: str) -> tuple[str, ...]:
        return tuple(move.target for move in self.moves if move.source == state and move.act == act)

    def permits(self, state: str, act: str) -> bool:
        return any(move.source == state and move.act == act for move in self.moves)

    def check_start(self, state: str, act: str) -> None:
        """Raise ImpossibleMove where the act has no row for this state."""
        if not self.permits(state, act):
            possible = ", ".join(self.acts_from(state)) or "nothing more"
            raise ImpossibleMove(f"This {self.name} is {state}; {act} is not possible now. Possible: {possible}.")

    def check_move(self, source: str, target: str, act: str) -> None:
        """Raise ImpossibleMove where the act left the record in a state that the table does not allow."""
        if target not in self.targets(source, act):
            raise ImpossibleMove(f"The table of {self.name} has no move from {source} to {target} by {act}.")

    def reachable(self) -> frozenset[str]:
        found = {self.initial}
        while True:
            further = {move.target for move in self.moves if move.source in found} - found
            if not further:
                return frozenset(found)
            found |= further


def moves(act: str, sources: Iterable[str], target: str) -> tuple[Move, ...]:
    """Rows for one act that leads from several states to one: ``*moves("case.close", [A, B], CLOSED)``."""
    return tuple(Move(source, target, act) for source in sources)
