"""What stands at units, as a country's files give it: one row type for each file."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from genderdesk.organisation.institution.rules.files import imported_id

ROOMS = "rooms.csv"
STANDARD_LINES = "standard_lines.csv"
EQUIPMENT = "equipment.csv"
INSPECTIONS = "inspections.csv"
SUPPLIES = "supplies.csv"
UNIT_COSTS = "unit_costs.csv"
FILES = (ROOMS, STANDARD_LINES, UNIT_COSTS, EQUIPMENT, INSPECTIONS, SUPPLIES)


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


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One line of the version of an institution's standard that begins on a day."""

    institution: str
    starts_on: date
    code: str
    domain: str
    demand: str
    method: str
    quantity: int
    kind: str
    only: str
    text: str


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """A thing, or several alike, at a unit, and how it is."""

    unit: str
    kind: str
    name: str
    serial: str
    quantity: int
    state: str
    since: date


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """How a line of the standard was found at a desk on a day; ``desk`` is its id (``rules.files.imported_id``)."""

    desk: uuid.UUID
    inspected_on: date
    code: str
    state: str


@dataclass(frozen=True, slots=True)
class UnitCostRow:
    """What one piece of a line of the standard costs from a day on (see ``models.UnitCost``)."""

    institution: str
    code: str
    starts_on: date
    amount: int
    source: str


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """One entry of a unit's ledger of fuel and credit; ``number`` tells entries that are alike apart."""

    unit: str
    kind: str
    move: str
    month: date
    amount: int
    number: str

    @property
    def id(self) -> uuid.UUID:
        return imported_id("supply", self.unit, self.kind, self.move, self.month.isoformat(), self.number)


@dataclass(frozen=True)
class PremisesFiles:
    """The rows of all files; a file that is not there has none."""

    rooms: Sequence[RoomRow] = ()
    standard_lines: Sequence[StandardRow] = ()
    unit_costs: Sequence[UnitCostRow] = ()
    equipment: Sequence[EquipmentRow] = ()
    inspections: Sequence[InspectionRow] = ()
    supplies: Sequence[SupplyRow] = ()

    @property
    def size(self) -> int:
        """How many rows all of them have."""
        return sum(len(getattr(self, each.name)) for each in fields(self))
