"""Pure rules of dispatch: priority, travel time, ranking with reasons, intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from genderdesk.casework.response.vocabulary import FREE, Capability, Flag, Priority, Status, UnitKind
from genderdesk.groundwork.foundation.answers import Answer

# A road is longer than the straight line, and slower than a map says (dispatch.md 3.3: 1.35 and 40 km/h).
DETOUR = 1.35
SPEED_KMH = {
    UnitKind.MOTORCYCLE: 40.0,
    UnitKind.CAR: 35.0,
    UnitKind.PICKUP: 35.0,
    UnitKind.AMBULANCE_PARTNER: 35.0,
    UnitKind.FOOT: 5.0,
}
# Minutes until a unit moves, by where it is (dispatch.md 7.4).
TURNOUT_MINUTES = {Status.AT_BASE: 4.0, Status.RETURNING: 0.5}
NO_FEMALE_OFFICER_MINUTES = 15.0
STALE_POSITION_MINUTES = 5.0
STALE_AFTER = timedelta(minutes=10)
# Beyond this a nearer station or partner is asked as well (dispatch.md 3.3, finding 3).
CAP_MINUTES = 60.0

ACKNOWLEDGE_AGAIN = timedelta(seconds=60)
ACKNOWLEDGE_NEXT = timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a unit when one is looked for. Distance in kilometres, None where its place is not known."""

    id: str
    call_sign: str
    kind: UnitKind
    status: Status
    distance_km: float | None
    capabilities: frozenset[str]
    female_crew: bool
    crewed: bool
    position_stale: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in the order in which it is proposed: minutes until it is there, score in minutes, reasons as codes."""

    id: str
    call_sign: str
    minutes: float
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who is proposed, who cannot go and why, and what is still missing."""

    ranked: tuple[Ranked, ...]
    refused: tuple[tuple[str, str], ...]
    shortfalls: tuple[str, ...]


def priority_of(immediate_danger: Answer, injured_or_recent: Answer, child_involved: Answer) -> Priority:
    """P1 on danger, P2 on injury, a child, or while danger is not ruled out, else P3.

    That it is gender-based violence never lowers a priority (dispatch.md 2.4): it is no input here.
    """
    if immediate_danger is Answer.YES:
        return Priority.P1
    if Answer.YES in (injured_or_recent, child_involved) or immediate_danger is not Answer.NO:
        return Priority.P2
    return Priority.P3


def travel_minutes(distance_km: float, kind: UnitKind) -> float:
    """Minutes on the road for a straight-line distance; an estimate, and shown as one."""
    return distance_km * DETOUR / SPEED_KMH[kind] * 60


def rank(candidates: Sequence[Candidate], *, female_officer: bool, transport: bool) -> Ranking:
    """Order the units that can go by minutes until they are there, with what was added and why."""
    ranked, refused = [], []
    for each in candidates:
        if why := _cannot(each):
            refused.append((each.call_sign, why))
        else:
            ranked.append(_score(each, female_officer))
    ranked.sort(key=lambda each: (each.score, each.call_sign))
    return Ranking(tuple(ranked), tuple(refused), _shortfalls(candidates, ranked, female_officer, transport))


def _cannot(each: Candidate) -> str:
    if each.excluded:
        return "excluded"
    if not each.crewed:
        return "no_crew"
    if each.status not in FREE:
        return f"status_{each.status}"
    return "no_position" if each.distance_km is None else ""


def _score(each: Candidate, female_officer: bool) -> Ranked:
    travel = travel_minutes(each.distance_km or 0.0, each.kind)
    turnout = TURNOUT_MINUTES[each.status]
    minutes = travel + turnout
    score, reasons = minutes, ["at_base" if each.status is Status.AT_BASE else "on_the_road"]
    if female_officer and not each.female_crew:
        score += NO_FEMALE_OFFICER_MINUTES
        reasons.append("no_female_officer")
    elif female_officer:
        reasons.append("female_officer")
    if each.position_stale:
        score += STALE_POSITION_MINUTES
        reasons.append("position_old")
    if Capability.TRANSPORT_SURVIVOR not in each.capabilities:
        reasons.append("cannot_carry")
    if minutes > CAP_MINUTES:
        reasons.append("far")
    return Ranked(each.id, each.call_sign, round(minutes, 1), round(score, 1), tuple(reasons))


def _shortfalls(
    candidates: Sequence[Candidate], ranked: Sequence[Ranked], female_officer: bool, transport: bool
) -> tuple[str, ...]:
    able = {each.id: each for each in candidates}
    found = [able[each.id] for each in ranked]
    missing = []
    if not found:
        missing.append("no_unit")
    if female_officer and not any(each.female_crew for each in found):
        missing.append("no_female_officer")
    if transport and not any(Capability.TRANSPORT_SURVIVOR in each.capabilities for each in found):
        missing.append("no_transport")
    elif found and transport and Capability.TRANSPORT_SURVIVOR not in found[0].capabilities:
        # A motorcycle is first there but cannot carry a survivor, a child or a suspect (dispatch.md 2.4).
        missing.append("send_transport_too")
    if ranked and ranked[0].minutes > CAP_MINUTES:
        missing.append("too_far")
    return tuple(missing)


def needs_transport(flags: dict[str, str]) -> bool:
    """Whether a vehicle that can carry should come too: somebody injured or a child there, or not known."""
    return any(flags.get(flag, Answer.UNKNOWN) != Answer.NO for flag in (Flag.INJURED, Flag.CHILDREN_PRESENT))


def seconds_between(start: datetime | None, end: datetime | None) -> float | None:
    """An interval in seconds; None where a time is missing or they are reversed, since unknown is not nought."""
    if start is None or end is None or end < start:
        return None
    return (end - start).total_seconds()


def position_is_stale(position_at: datetime | None, now: datetime) -> bool:
    """True where a position was sent more than ten minutes ago; a unit at its base needs none."""
    return position_at is not None and now - position_at > STALE_AFTER
