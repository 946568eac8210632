"""Help that was sent: the response to a report of danger with its unit, every time and every event."""

from __future__ import annotations

from datetime import datetime, timedelta

from genderdesk.casework.intake.models import Report
from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent, ResponseUnit
from genderdesk.casework.response.rules.ranking import Ranked, priority_of
from genderdesk.casework.response.vocabulary import (
    CALLED_OFF,
    CANCELLED,
    CLEAR,
    CLOSED,
    Approach,
    Disposition,
    Flag,
    OverrideReason,
    PlacePrecision,
)
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.people import Person
from genderdesk.demo.generator.records import Records
from genderdesk.demo.generator.setting import District, Hand, Side
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM

_SYSTEM = Hand(SYSTEM.id, SYSTEM.code)


def send_help(draw: Draw, records: Records, side: Side, district: District, told: Report, person: Person) -> Dispatch:
    """One response that has come to its end: closed with a disposition, called off, or held because nobody could go."""
    dispatch = _opened(draw, side, district, told, person)
    records.add(dispatch)
    _event(draw, records, dispatch, "opened", dispatch.opened_at, _SYSTEM)
    free = [each for each in district.ranking if _is_free(side, each, dispatch.opened_at)]
    if not free or draw.happens(chances.HELD_TO_THE_END):
        _hold(draw, records, side, dispatch)
    else:
        _ride(draw, records, side, dispatch, free)
    return dispatch


def _is_free(side: Side, unit: Ranked, at: datetime) -> bool:
    until = side.out_until.get(unit.call_sign)
    return until is None or until <= at


def _opened(draw: Draw, side: Side, district: District, told: Report, person: Person) -> Dispatch:
    place = told.sector or told.district
    safe = Answer.read(told.safe_to_contact)
    injured, child = Answer.read(told.injured_or_recent), Answer.read(told.child_involved)
    return Dispatch(
        id=draw.id(told.received_at),
        number=draw.number("R"),
        report_id=told.pk,
        institution=side.institution,
        district=district.division,
        priority=priority_of(Answer.YES, injured, child),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        place_precision=PlacePrecision.LANDMARK,
        landmark=person.landmark,
        flags={
            Flag.SUSPECT_PRESENT.value: Answer.YES.value,
            Flag.WEAPONS.value: (Answer.YES if draw.happens(0.1) else Answer.UNKNOWN).value,
            Flag.CHILDREN_PRESENT.value: child.value,
            Flag.INJURED.value: injured.value,
        },
        approach=Approach.CALL_OK if safe is Answer.YES else Approach.DO_NOT_CALL,
        received_at=told.received_at,
        opened_at=told.received_at + timedelta(seconds=draw.randrange(1, 4)),
    )


def _event(
    draw: Draw,
    records: Records,
    dispatch: Dispatch,
    name: str,
    at: datetime,
    hand: Hand,
    unit: ResponseUnit | None = None,
    detail: str = "",
) -> None:
    records.add_line(
        DispatchEvent,
        {
            "id": draw.id(at),
            "dispatch_id": dispatch.pk,
            "name": name,
            "at": at,
            "kept_at": at,
            "actor_id": hand.id,
            "actor_code": hand.code,
            "unit_id": unit.pk if unit else None,
            "detail": detail,
            "note": b"",
        },
    )


def _hold(draw: Draw, records: Records, side: Side, dispatch: Dispatch) -> None:
    held = dispatch.opened_at + draw.seconds(180)
    dispatch.state, dispatch.disposition = CLOSED, Disposition.OTHER_UNIT_ATTENDED
    dispatch.closed_at = held + draw.seconds(3600)
    _event(draw, records, dispatch, "dispatch.hold", held, side.dispatcher)
    _event(draw, records, dispatch, "dispatch.close", dispatch.closed_at, side.dispatcher, detail=dispatch.disposition)


def _ride(draw: Draw, records: Records, side: Side, dispatch: Dispatch, free: list[Ranked]) -> None:
    first = free[0]
    other = len(free) > 1 and draw.happens(chances.ANOTHER_UNIT)
    chosen = free[1] if other else first
    unit, crew = side.units[chosen.call_sign], side.crews[chosen.call_sign]
    alerted = dispatch.opened_at + draw.seconds(95, 0.7)
    assignment = Assignment(
        id=draw.id(alerted),
        dispatch=dispatch,
        unit=unit,
        alerted_at=alerted,
        assigned_by=side.dispatcher.id,
        proposed_first=first.call_sign,
        override_reason=OverrideReason.KNOWS_THE_PLACE if other else "",
        ranking=[[each.call_sign, each.minutes, each.score, list(each.reasons)] for each in free[:10]],
    )
    records.add(assignment)
    dispatch.first_alert_at = alerted
    _event(draw, records, dispatch, "dispatch.assign", alerted, side.dispatcher, unit, assignment.override_reason)
    acknowledged = alerted + draw.seconds(35)
    assignment.acknowledged_at = dispatch.acknowledged_at = acknowledged
    _event(draw, records, dispatch, "dispatch.acknowledge", acknowledged, crew, unit)
    if draw.happens(chances.CALLED_OFF):
        end = acknowledged + draw.seconds(120)
        dispatch.state, dispatch.closed_at, assignment.state = CANCELLED, end, CALLED_OFF
        _event(draw, records, dispatch, "dispatch.cancel", end, side.dispatcher)
    else:
        end = _on_the_road(draw, records, side, assignment, chosen, acknowledged)
    assignment.ended_at = end
    side.out_until[chosen.call_sign] = end


def _on_the_road(
    draw: Draw, records: Records, side: Side, assignment: Assignment, chosen: Ranked, acknowledged: datetime
) -> datetime:
    """Set out, arrive, meet, clear, close; when the unit was clear."""
    dispatch = assignment.dispatch
    unit, crew = side.units[chosen.call_sign], side.crews[chosen.call_sign]

    def step(name: str, at: datetime) -> datetime:
        _event(draw, records, dispatch, name, at, crew, unit)
        return at

    en_route = assignment.en_route_at = step("dispatch.set_out", acknowledged + draw.seconds(110))
    # A way of unknown length is taken as half an hour.
    travel = timedelta(seconds=round((chosen.minutes or 30.0) * 60 * draw.about(1.0, 0.3)) + 60)
    on_scene = assignment.on_scene_at = step("dispatch.arrive", en_route + travel)
    if draw.happens(chances.NOBODY_FOUND):
        left = step("dispatch.not_found", on_scene + draw.seconds(900))
        dispatch.disposition = Disposition.UNABLE_TO_LOCATE
    else:
        left = assignment.with_survivor_at = step("dispatch.meet_survivor", on_scene + draw.seconds(200))
        dispatch.disposition = draw.of(chances.DISPOSITIONS)
    cleared = dispatch.cleared_at = step("dispatch.clear", left + draw.seconds(1500, 0.4))
    dispatch.en_route_at, dispatch.on_scene_at = en_route, on_scene
    dispatch.with_survivor_at = assignment.with_survivor_at
    assignment.state, assignment.contact_at = CLEAR, left
    assignment.disposition = dispatch.disposition
    dispatch.state = CLOSED
    dispatch.closed_at = cleared + draw.seconds(600)
    _event(draw, records, dispatch, "dispatch.close", dispatch.closed_at, side.dispatcher)
    return cleared
