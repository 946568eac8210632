"""What stands at units, as a country's files give it: one row type for each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

ROOMS = "rooms.csv"
FILES = (ROOMS,)


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room of a unit, and how it was found where ``checked_on`` stands."""

    unit: str
    kind: str
    name: str
    opened_on: date
    checked_on: date | None
    door_closes: str
    not_crossed: str
    outcome: str


@dataclass(frozen=True)
class PremisesFiles:
    """The rows of all files; a file that is not there has none."""

    rooms: Sequence[RoomRow] = ()

    @property
    def size(self) -> int:
        """How many rows all of them have."""
        return sum(len(getattr(self, each.name)) for each in fields(self))
