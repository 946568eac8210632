"""Words for what a desk must have, what stands there, what is found and what a unit is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves
from genderdesk.organisation.institution.vocabulary import DeskKind
from genderdesk.organisation.institution.vocabulary.rooms import RoomKind


class Domain(StrEnum):
    """The six domains that are inspected: those of the audit of Sierra Leone's posts (programme.md 0.6)."""

    RECORDS = "records"
    INFRASTRUCTURE = "infrastructure"
    STAFF = "staff"
    TRANSPORT = "transport"
    SUPPLIES = "supplies"
    BUDGET = "budget"


class Demand(StrEnum):
    """Whether a desk must have what a line of the standard names (programme.md 1.3)."""

    REQUIRED = "required"
    DESIRED = "desired"


class Method(StrEnum):
    """How a line of the standard is judged: by somebody who looks, or from what is kept here anyway."""

    LOOKED = "looked"
    ROOMS = "rooms"
    EQUIPMENT = "equipment"
    POSTS = "posts"
    WOMEN = "women"
    HOURS = "hours"
    SUPPLY = "supply"
    BUDGET_LINE = "budget_line"


# Of these a version says how many; of all others whether.
COUNTED = (Method.ROOMS, Method.EQUIPMENT, Method.POSTS, Method.WOMEN, Method.HOURS)
# What money buys by the piece. People, hours and a budget line it does not.
BOUGHT = (Method.LOOKED, Method.ROOMS, Method.EQUIPMENT)
# In whole units of a currency.
HIGHEST_PRICE = 2_000_000_000


class EquipmentKind(StrEnum):
    """What stands at a desk (programme.md 1.3). Vehicles are kept by whom they are sent out."""

    PHONE = "phone"
    SIM = "sim"
    RADIO = "radio"
    COMPUTER = "computer"
    PRINTER = "printer"
    POWER = "power"
    RECORDER = "recorder"
    CABINET = "cabinet"
    TOYS = "toys"
    OTHER = "other"


class ItemState(StrEnum):
    """How a thing or a line was found (programme.md 1.3)."""

    WORKING = "working"
    BROKEN = "broken"
    ABSENT = "absent"
    SHARED = "shared"


SERVING = (ItemState.WORKING, ItemState.SHARED)
# The measure's parts: whether a line that is met alone or shared counts wholly or half, and that what is required
# weighs twice what is desired. Ours.
SHARED_COUNTS = 0.5
REQUIRED_WEIGHS = 2

OPEN, ASSIGNED, FIXED, VERIFIED, ACCEPTED_RISK = "open", "assigned", "fixed", "verified", "accepted_risk"

# programme.md 8.2.
FINDING = StateTable(
    "finding",
    OPEN,
    (
        *moves("finding.assign", (OPEN, ASSIGNED), ASSIGNED),
        Move(ASSIGNED, FIXED, "finding.fix"),
        Move(FIXED, VERIFIED, "finding.verify"),
        Move(FIXED, ASSIGNED, "finding.return"),
        *moves("finding.accept", (OPEN, ASSIGNED), ACCEPTED_RISK),
    ),
)
STANDING_FINDINGS = (OPEN, ASSIGNED, FIXED)


class SupplyKind(StrEnum):
    """What a unit is given each month: litres of fuel, and credit for calls in the national currency."""

    FUEL = "fuel"
    CREDIT = "credit"


class SupplyMove(StrEnum):
    """What an entry of the ledger of fuel and credit says."""

    ALLOCATED = "allocated"
    RECEIVED = "received"
    USED = "used"


@dataclass(frozen=True, slots=True)
class DefaultLine:
    """A line of the standard that an institution begins with; of kinds of desks named in ``only``, of all otherwise."""

    code: str
    domain: Domain
    demand: Demand
    method: Method = Method.LOOKED
    quantity: int = 1
    kind: str = ""
    only: str = ""


_R, _D = Demand.REQUIRED, Demand.DESIRED
# Assembled from norms of Brazil, India, UN police, Sierra Leone and South Africa (programme.md 1.3). Which of them is
# required, and how many a focal point needs, is ours until an institution lays down its own.
DEFAULT_STANDARD: tuple[DefaultLine, ...] = (
    DefaultLine("registers", Domain.RECORDS, _R),
    DefaultLine("cabinet", Domain.RECORDS, _R, Method.EQUIPMENT, kind=EquipmentKind.CABINET),
    DefaultLine("directory", Domain.RECORDS, _R),
    DefaultLine("procedure", Domain.RECORDS, _R),
    DefaultLine("charter", Domain.RECORDS, _D),
    DefaultLine("posters", Domain.RECORDS, _D),
    DefaultLine("private_room", Domain.INFRASTRUCTURE, _R, Method.ROOMS, kind=RoomKind.INTERVIEW),
    DefaultLine("waiting", Domain.INFRASTRUCTURE, _D, Method.ROOMS, kind=RoomKind.WAITING),
    DefaultLine("child_corner", Domain.INFRASTRUCTURE, _D, Method.ROOMS, kind=RoomKind.CHILD_CORNER),
    DefaultLine("recording", Domain.INFRASTRUCTURE, _D, Method.ROOMS, kind=RoomKind.RECORDING),
    DefaultLine("exhibit_safe", Domain.INFRASTRUCTURE, _D, Method.ROOMS, kind=RoomKind.EXHIBIT_SAFE),
    DefaultLine("toilet", Domain.INFRASTRUCTURE, _R),
    DefaultLine("wheelchair", Domain.INFRASTRUCTURE, _D),
    DefaultLine("separate_route", Domain.INFRASTRUCTURE, _D),
    DefaultLine("trained", Domain.STAFF, _R, Method.POSTS, 3, only=DeskKind.DESK),
    DefaultLine("trained_alone", Domain.STAFF, _R, Method.POSTS, only=DeskKind.FOCAL_POINT),
    DefaultLine("woman", Domain.STAFF, _R, Method.WOMEN, only=DeskKind.DESK),
    DefaultLine("day_and_night", Domain.STAFF, _D, Method.HOURS, 168),
    DefaultLine("counsellor", Domain.STAFF, _D),
    DefaultLine("vehicle", Domain.TRANSPORT, _R),
    DefaultLine("fuel", Domain.TRANSPORT, _D, Method.SUPPLY, kind=SupplyKind.FUEL),
    DefaultLine("child_seat", Domain.TRANSPORT, _D),
    DefaultLine("phone", Domain.SUPPLIES, _R, Method.EQUIPMENT, kind=EquipmentKind.PHONE),
    DefaultLine("sims", Domain.SUPPLIES, _D, Method.EQUIPMENT, 2, EquipmentKind.SIM),
    DefaultLine("radio", Domain.SUPPLIES, _D, Method.EQUIPMENT, kind=EquipmentKind.RADIO),
    DefaultLine("computer", Domain.SUPPLIES, _D, Method.EQUIPMENT, kind=EquipmentKind.COMPUTER),
    DefaultLine("printer", Domain.SUPPLIES, _D, Method.EQUIPMENT, kind=EquipmentKind.PRINTER),
    DefaultLine("power", Domain.SUPPLIES, _D, Method.EQUIPMENT, kind=EquipmentKind.POWER),
    DefaultLine("credit", Domain.SUPPLIES, _D, Method.SUPPLY, kind=SupplyKind.CREDIT),
    DefaultLine("forms", Domain.SUPPLIES, _R),
    DefaultLine("exhibit_bags", Domain.SUPPLIES, _D),
    DefaultLine("referral_cards", Domain.SUPPLIES, _D),
    DefaultLine("own_line", Domain.BUDGET, _D, Method.BUDGET_LINE),
    DefaultLine("money_came", Domain.BUDGET, _D),
)
