"""How soon help must come, and whom to send: travel time, the order of units with reasons, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from genderdesk.casework.response.vocabulary import FREE, Capability, Flag, Fuel, Priority, Status, UnitKind
from genderdesk.groundwork.foundation.answers import Answer

# A road in the hills is longer than the straight line, and slower than a map says (dispatch.md 3.3: 1.35, 40 km/h).
TERRAIN = 1.35
SPEED_KMH = {
    UnitKind.MOTORCYCLE: 40.0,
    UnitKind.CAR: 35.0,
    UnitKind.PICKUP: 35.0,
    UnitKind.AMBULANCE_PARTNER: 35.0,
    UnitKind.FOOT: 5.0,
}
# Minutes until a unit moves, by where it is (dispatch.md 7.4).
TURNOUT_MINUTES = {Status.AT_BASE: 4.0, Status.RETURNING: 0.5}
# What is added in the order, in minutes, and shown with its reason (dispatch.md 7.4: soft penalties).
NO_FEMALE_OFFICER_MINUTES = 15.0
STALE_POSITION_MINUTES = 5.0
UNTRAINED_MINUTES = 5.0
LOW_FUEL_MINUTES = 5.0
STALE_AFTER = timedelta(minutes=10)
# With little fuel a unit goes no further than this by road, since it must also come back.
LOW_FUEL_KM = 30.0
# Beyond this a nearer station or partner is asked as well (dispatch.md 3.3, finding 3).
CAP_MINUTES = 60.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a unit when one is looked for. Distance in kilometres, None where a place is not known.

    ``busy_with`` is the number of the response that it is sent to; ``here`` says that its home is in the district.
    """

    id: str
    call_sign: str
    kind: UnitKind
    status: Status
    distance_km: float | None
    capabilities: frozenset[str]
    female_crew: bool
    crewed: bool
    trained_crew: bool = False
    position_stale: bool = False
    excluded: bool = False
    low_fuel: bool = False
    here: bool = False
    busy_with: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in the order in which it is proposed.

    ``minutes`` until it is there and ``kilometres`` by road, None where the distance is not known; ``score`` is what
    the order is made by, in minutes; reasons are codes.
    """

    id: str
    call_sign: str
    minutes: float | None
    kilometres: float | None
    score: float
    reasons: tuple[str, ...]
    can_carry: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A unit that cannot go, why as a code, and the response that it is sent to, where it is."""

    id: str
    call_sign: str
    why: str
    busy_with: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who is proposed, who cannot go and why, and what is still missing."""

    ranked: tuple[Ranked, ...]
    refused: tuple[Refused, ...]
    shortfalls: tuple[str, ...]

    @property
    def first(self) -> Ranked | None:
        return self.ranked[0] if self.ranked else None


@dataclass(frozen=True, slots=True)
class Need:
    """What a response asks of the units: a woman in the crew, a vehicle that can carry, and how soon.

    ``carry_first`` puts vehicles that can carry before all others: somebody is on the way who cannot.
    """

    priority: Priority = Priority.P1
    female_officer: bool = False
    transport: bool = False
    carry_first: bool = False


def priority_of(immediate_danger: Answer, injured_or_recent: Answer, child_involved: Answer) -> Priority:
    """P1 on danger, P2 on injury, a child, or while danger is not ruled out, else P3.

    That it is gender-based violence never lowers a priority (dispatch.md 2.4): it is no input here.
    """
    if immediate_danger is Answer.YES:
        return Priority.P1
    if Answer.YES in (injured_or_recent, child_involved) or immediate_danger is not Answer.NO:
        return Priority.P2
    return Priority.P3


def raised_priority(now: Priority, flags: Mapping[str, str]) -> Priority:
    """The priority after something was learned: it only ever rises (P1 where the suspect is there or has a weapon)."""
    if any(flags.get(flag) == Answer.YES for flag in (Flag.SUSPECT_PRESENT, Flag.WEAPONS)):
        return Priority.P1
    if any(flags.get(flag) == Answer.YES for flag in (Flag.INJURED, Flag.CHILDREN_PRESENT)):
        return min(now, Priority.P2)
    return now


def travel_minutes(distance_km: float, kind: UnitKind) -> float:
    """Minutes on the road for a straight-line distance; an estimate, and shown as one."""
    return distance_km * TERRAIN / SPEED_KMH[kind] * 60


def rank(candidates: Sequence[Candidate], need: Need) -> Ranking:
    """Order the units that can go by minutes until they are there, with what was added and why.

    Where distances are not known, units of the district come first: somebody must go even so.
    """
    ranked: list[tuple[Candidate, Ranked]] = []
    refused = []
    for each in candidates:
        if why := cannot(each):
            refused.append(Refused(each.id, each.call_sign, why, each.busy_with))
        else:
            ranked.append((each, _scored(each, need)))
    ranked.sort(key=lambda pair: _place(pair[0], pair[1], need))
    found = tuple(line for _each, line in ranked)
    return Ranking(found, tuple(refused), _shortfalls(ranked, need))


def _place(each: Candidate, line: Ranked, need: Need) -> tuple[bool, bool, bool, float, str]:
    behind = need.carry_first and not line.can_carry
    return behind, line.minutes is None, not each.here and line.minutes is None, line.score, each.call_sign


def cannot(each: Candidate) -> str:
    """Why a unit cannot be sent, as a code; empty where it can."""
    if each.excluded:
        return "excluded"
    if each.busy_with:
        return "busy"
    if not each.crewed:
        return "no_crew"
    if each.status not in FREE:
        return f"status_{each.status}"
    if each.low_fuel and each.distance_km is not None and each.distance_km * TERRAIN > LOW_FUEL_KM:
        return "fuel_low_far"
    return ""


def _scored(each: Candidate, need: Need) -> Ranked:
    turnout = TURNOUT_MINUTES[each.status]
    known = each.distance_km is not None
    minutes = turnout + travel_minutes(each.distance_km or 0.0, each.kind)
    added, reasons = _weighed(each, need)
    reasons = ["at_base" if each.status is Status.AT_BASE else "on_the_road", *reasons]
    if not known:
        reasons.append("distance_unknown")
    elif minutes > CAP_MINUTES:
        reasons.append("far")
    return Ranked(
        each.id,
        each.call_sign,
        round(minutes, 1) if known else None,
        round((each.distance_km or 0.0) * TERRAIN, 1) if known else None,
        # Not rounded: of two like units the nearer one is first, however little nearer it is.
        minutes + added,
        tuple(reasons),
        Capability.TRANSPORT_SURVIVOR in each.capabilities,
    )


def _weighed(each: Candidate, need: Need) -> tuple[float, list[str]]:
    """Minutes added in the order, and reasons.

    For P1 nothing is added for who is in the crew: what was wished is shown, and does not delay (dispatch.md 2.4).
    """
    added, reasons = 0.0, []
    if need.female_officer and not each.female_crew:
        hurry = need.priority is Priority.P1
        added += 0.0 if hurry else NO_FEMALE_OFFICER_MINUTES
        reasons.append("no_female_officer" if hurry else "no_female_officer_added")
    elif each.female_crew:
        reasons.append("female_officer")
    if each.trained_crew:
        reasons.append("trained_crew")
    elif need.priority is not Priority.P1:
        added += UNTRAINED_MINUTES
        reasons.append("untrained_crew")
    if each.position_stale:
        added += STALE_POSITION_MINUTES
        reasons.append("position_old")
    if each.low_fuel:
        added += LOW_FUEL_MINUTES
        reasons.append("fuel_low")
    carries = Capability.TRANSPORT_SURVIVOR in each.capabilities
    reasons.append("can_carry" if carries else "cannot_carry")
    return added, reasons


def _shortfalls(ranked: Sequence[tuple[Candidate, Ranked]], need: Need) -> tuple[str, ...]:
    missing = []
    if not ranked:
        missing.append("no_unit")
    if need.female_officer and not any(each.female_crew for each, _line in ranked):
        missing.append("no_female_officer")
    if need.transport and not any(line.can_carry for _each, line in ranked):
        missing.append("no_transport")
    elif ranked and need.transport and not ranked[0][1].can_carry:
        # A motorcycle is first there but cannot carry a survivor, a child or a suspect (dispatch.md 2.4).
        missing.append("send_transport_too")
    if ranked and (ranked[0][1].minutes or 0.0) > CAP_MINUTES:
        missing.append("too_far")
    return tuple(missing)


def needs_transport(flags: Mapping[str, str]) -> bool:
    """Whether a vehicle that can carry should come too: somebody injured or a child there, or not known."""
    return any(flags.get(flag, Answer.UNKNOWN) != Answer.NO for flag in (Flag.INJURED, Flag.CHILDREN_PRESENT))


def position_is_stale(position_at: datetime | None, now: datetime) -> bool:
    """True where a position was sent more than ten minutes ago; a unit at its base needs none."""
    return position_at is not None and now - position_at > STALE_AFTER


def is_low(fuel: str) -> bool:
    """True where a unit said that it has little fuel."""
    return fuel == Fuel.LOW
