"""Whom to send: properties of the order, over invented units."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.response.rules.ranking import (
    CAP_MINUTES,
    LOW_FUEL_KM,
    TERRAIN,
    Candidate,
    Need,
    needs_transport,
    position_is_stale,
    priority_of,
    raised_priority,
    rank,
    travel_minutes,
)
from genderdesk.casework.response.vocabulary import FREE, Capability, Flag, Priority, Status, UnitKind
from genderdesk.groundwork.foundation.answers import Answer

DISTANCES = st.floats(0, 150)
NEEDS = st.builds(
    Need,
    priority=st.sampled_from(Priority),
    female_officer=st.booleans(),
    transport=st.booleans(),
    carry_first=st.booleans(),
)


@st.composite
def candidates(draw, **fixed):
    given_fields = {
        "id": str(draw(st.uuids())),
        "call_sign": draw(st.from_regex(r"[MV]-[0-9]{2}", fullmatch=True)),
        "kind": draw(st.sampled_from(UnitKind)),
        "status": draw(st.sampled_from(Status)),
        "distance_km": draw(st.none() | DISTANCES),
        "capabilities": frozenset(draw(st.sets(st.sampled_from(Capability)))),
        "female_crew": draw(st.booleans()),
        "crewed": draw(st.booleans()),
        "trained_crew": draw(st.booleans()),
        "position_stale": draw(st.booleans()),
        "excluded": draw(st.booleans()),
        "low_fuel": draw(st.booleans()),
        "here": draw(st.booleans()),
        "busy_with": draw(st.sampled_from(["", "", "R-1"])),
    }
    return Candidate(**(given_fields | fixed))


FLEETS = st.lists(candidates(), max_size=12, unique_by=lambda each: each.id)


def unit(**fields):
    plain = {
        "id": "a",
        "call_sign": "M-01",
        "kind": UnitKind.MOTORCYCLE,
        "status": Status.AT_BASE,
        "distance_km": 10.0,
        "capabilities": frozenset(),
        "female_crew": False,
        "crewed": True,
    }
    return Candidate(**(plain | fields))


@given(FLEETS, candidates(crewed=True, excluded=False, busy_with="", low_fuel=False), DISTANCES, DISTANCES, NEEDS)
def test_a_nearer_free_unit_is_never_behind_a_farther_like_one(others, like, one, other, need):
    near, far = sorted((one, other))
    status = FREE[0]
    nearer = dataclasses.replace(like, id="nearer", call_sign="M-98", distance_km=near, status=status)
    farther = dataclasses.replace(like, id="farther", call_sign="M-99", distance_km=far, status=status)
    order = [each.id for each in rank([farther, *others, nearer], need).ranked]
    assert order.index("nearer") < order.index("farther")


@given(FLEETS, NEEDS)
def test_every_unit_is_either_proposed_or_refused_with_a_reason(fleet, need):
    ranking = rank(fleet, need)
    proposed, refused = {each.id for each in ranking.ranked}, {each.id for each in ranking.refused}
    assert proposed | refused == {each.id for each in fleet}
    assert not proposed & refused
    assert all(each.why for each in ranking.refused)


@given(FLEETS, NEEDS)
def test_only_free_crewed_units_that_may_go_are_proposed(fleet, need):
    known = {each.id: each for each in fleet}
    for line in rank(fleet, need).ranked:
        each = known[line.id]
        assert each.status in FREE
        assert each.crewed
        assert not each.excluded
        assert not each.busy_with


@given(FLEETS, NEEDS)
def test_the_order_does_not_depend_on_the_order_of_the_list(fleet, need):
    distinct = list({each.call_sign: each for each in fleet}.values())
    assert rank(distinct, need).ranked == rank(list(reversed(distinct)), need).ranked


@given(FLEETS, NEEDS)
def test_units_of_unknown_distance_stand_behind_all_others_of_their_kind(fleet, need):
    ranked = rank(fleet, dataclasses.replace(need, carry_first=False)).ranked
    known = [each.minutes is not None for each in ranked]
    assert known == sorted(known, reverse=True)


@given(FLEETS, NEEDS)
def test_who_can_carry_comes_first_where_that_is_what_is_missing(fleet, need):
    ranked = rank(fleet, dataclasses.replace(need, carry_first=True)).ranked
    carries = [each.can_carry for each in ranked]
    assert carries == sorted(carries, reverse=True)


@pytest.mark.parametrize("status", [each for each in Status if each not in FREE])
def test_a_unit_in_no_free_state_is_never_offered(status):
    ranking = rank([unit(status=status)], Need())
    assert ranking.ranked == ()
    assert ranking.refused[0].why == f"status_{status}"
    assert ranking.shortfalls == ("no_unit",)


def test_the_suspects_unit_is_never_offered_even_where_it_is_the_only_one():
    ranking = rank([unit(excluded=True, distance_km=0.1)], Need())
    assert ranking.ranked == ()
    assert ranking.refused[0].why == "excluded"


def test_a_motorcycle_is_first_and_a_vehicle_is_asked_for_too():
    car = unit(id="b", call_sign="V-01", kind=UnitKind.CAR, capabilities=frozenset({Capability.TRANSPORT_SURVIVOR}))
    ranking = rank([car, unit()], Need(transport=True))
    assert [each.call_sign for each in ranking.ranked] == ["M-01", "V-01"]
    assert "cannot_carry" in ranking.ranked[0].reasons
    assert ranking.shortfalls == ("send_transport_too",)


def test_speed_comes_before_training_when_violence_goes_on():
    trained = unit(id="b", call_sign="M-02", distance_km=11.0, trained_crew=True)
    assert rank([trained, unit()], Need(Priority.P1)).ranked[0].call_sign == "M-01"
    assert rank([trained, unit()], Need(Priority.P2)).ranked[0].call_sign == "M-02"


def test_a_woman_who_is_asked_for_is_waited_for_only_where_it_does_not_burn():
    woman = unit(id="b", call_sign="M-02", distance_km=11.0, female_crew=True)
    burning = rank([woman, unit()], Need(Priority.P1, female_officer=True))
    assert burning.ranked[0].call_sign == "M-01"
    assert "no_female_officer" in burning.ranked[0].reasons
    assert rank([woman, unit()], Need(Priority.P2, female_officer=True)).ranked[0].call_sign == "M-02"
    assert "no_female_officer" in rank([unit()], Need(female_officer=True)).shortfalls


def test_little_fuel_goes_no_further_than_it_can_come_back():
    near, far = (LOW_FUEL_KM - 0.1) / TERRAIN, (LOW_FUEL_KM + 0.1) / TERRAIN
    assert rank([unit(low_fuel=True, distance_km=near)], Need()).ranked[0].reasons.count("fuel_low") == 1
    assert rank([unit(low_fuel=True, distance_km=far)], Need()).refused[0].why == "fuel_low_far"


def test_where_no_place_is_known_the_districts_own_unit_goes_first():
    away, here = unit(distance_km=None), unit(id="b", call_sign="M-02", distance_km=None, here=True)
    ranked = rank([away, here], Need()).ranked
    assert [each.call_sign for each in ranked] == ["M-02", "M-01"]
    assert ranked[0].minutes is None
    assert "distance_unknown" in ranked[0].reasons


def test_an_hour_away_is_said():
    assert "too_far" in rank([unit(distance_km=CAP_MINUTES)], Need()).shortfalls


def test_travel_is_road_kilometres_at_the_vehicles_speed():
    assert travel_minutes(20, UnitKind.MOTORCYCLE) == pytest.approx(20 * 1.35 / 40 * 60)
    assert travel_minutes(20, UnitKind.CAR) > travel_minutes(20, UnitKind.MOTORCYCLE)


ANSWERS = st.sampled_from(Answer)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_danger_is_always_first_and_what_is_not_ruled_out_is_never_last(danger, injured, child):
    priority = priority_of(danger, injured, child)
    assert (priority is Priority.P1) == (danger is Answer.YES)
    if priority is Priority.P3:
        assert danger is Answer.NO
        assert Answer.YES not in (injured, child)


@given(st.sampled_from(Priority), st.dictionaries(st.sampled_from([str(each) for each in Flag]), ANSWERS))
def test_what_is_learned_raises_a_priority_and_never_lowers_it(now, flags):
    raised = raised_priority(now, {flag: str(answer) for flag, answer in flags.items()})
    assert raised <= now
    if flags.get(Flag.WEAPONS) is Answer.YES:
        assert raised is Priority.P1


def test_a_vehicle_is_needed_unless_it_is_known_that_it_is_not():
    assert needs_transport({})
    assert needs_transport({Flag.INJURED: "no", Flag.CHILDREN_PRESENT: "unknown"})
    assert not needs_transport({Flag.INJURED: "no", Flag.CHILDREN_PRESENT: "no"})


def test_a_position_is_old_after_ten_minutes():
    now = datetime(2026, 3, 10, tzinfo=UTC)
    assert not position_is_stale(None, now)
    assert not position_is_stale(now - timedelta(minutes=10), now)
    assert position_is_stale(now - timedelta(minutes=10, seconds=1), now)
