"""What follows from the units: the response's state, its first times, and when a step counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.response.rules.clocks import ALLOWED, Steps, late, of_response, of_unit, to_pass_on, to_repeat
from genderdesk.casework.response.rules.progress import (
    AHEAD,
    OLDEST,
    Sent,
    earliest,
    event_time,
    seconds_between,
    state_of,
)
from genderdesk.casework.response.vocabulary import (
    ALERTED,
    ASSIGNMENT,
    AT_THE_PLACE,
    CALLED_OFF,
    CLEAR,
    CLEARED,
    DISPATCH,
    DISPATCHED,
    EN_ROUTE,
    GAVE_BACK,
    NOT_FOUND,
    NOT_LOCATED,
    ON_SCENE,
    WAITING,
    WITH_SURVIVOR,
    Clock,
    Priority,
)

NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
ENDS = (CLEAR, CALLED_OFF, GAVE_BACK)
SENT = st.one_of(
    st.builds(Sent, st.sampled_from([each for each in ASSIGNMENT.states if each not in ENDS]), st.just(False)),
    st.builds(Sent, st.sampled_from(ENDS), st.just(True)),
    st.just(Sent(ALERTED, False, True)),
)


class TestState:
    @pytest.mark.parametrize(
        ("units", "state"),
        [
            ([], WAITING),
            ([Sent(ALERTED, False)], DISPATCHED),
            ([Sent(EN_ROUTE, False), Sent(ALERTED, False)], EN_ROUTE),
            ([Sent(ON_SCENE, False), Sent(EN_ROUTE, False)], ON_SCENE),
            ([Sent(NOT_FOUND, False)], NOT_LOCATED),
            ([Sent(NOT_FOUND, False), Sent(EN_ROUTE, False)], EN_ROUTE),
            ([Sent(WITH_SURVIVOR, False), Sent(NOT_FOUND, False)], WITH_SURVIVOR),
            ([Sent(CLEAR, True), Sent(EN_ROUTE, False)], EN_ROUTE),
            ([Sent(CLEAR, True)], CLEARED),
            ([Sent(CALLED_OFF, True)], WAITING),
            ([Sent(GAVE_BACK, True), Sent(CALLED_OFF, True)], WAITING),
            ([Sent(CLEAR, True), Sent(ALERTED, False, True)], CLEARED),
            ([Sent(ALERTED, False, True)], DISPATCHED),
        ],
    )
    def test_a_response_stands_where_its_furthest_unit_stands(self, units, state):
        assert state_of(units) == state

    @given(st.lists(SENT, max_size=5))
    def test_it_is_always_a_state_of_the_table_and_does_not_depend_on_the_order(self, units):
        assert state_of(units) in DISPATCH.states
        assert state_of(units) == state_of(list(reversed(units)))

    @given(st.lists(SENT, max_size=5), SENT)
    def test_one_more_running_unit_never_takes_a_response_back(self, units, more):
        if more.ended or more.passed_on or all(each.ended for each in units):
            return
        order = [DISPATCHED, NOT_LOCATED, EN_ROUTE, ON_SCENE, WITH_SURVIVOR]
        before, after = state_of(units), state_of([*units, more])
        if before in order:
            assert order.index(after) >= order.index(before)

    @pytest.mark.parametrize("table", [ASSIGNMENT, DISPATCH])
    def test_every_state_can_be_reached(self, table):
        assert table.reachable() == frozenset(table.states)


class TestTimes:
    @given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.booleans())
    def test_a_step_never_lies_in_the_future_nor_before_the_one_it_follows(self, told, followed):
        after = NOW - timedelta(minutes=5) if followed else None
        when = event_time(told, NOW, after)
        assert when <= NOW
        if after is not None:
            assert when >= after

    def test_what_a_phone_without_a_network_says_is_taken(self):
        told = NOW - timedelta(minutes=40)
        assert event_time(told, NOW, NOW - timedelta(hours=1)) == told
        assert event_time(NOW - OLDEST, NOW, None) == NOW - OLDEST

    def test_a_wrong_clock_is_not_taken(self):
        assert event_time(None, NOW, None) == NOW
        assert event_time(NOW + AHEAD + timedelta(seconds=1), NOW, None) == NOW
        assert event_time(NOW - OLDEST - timedelta(seconds=1), NOW, None) == NOW
        assert event_time(NOW - timedelta(hours=2), NOW, NOW - timedelta(hours=1)) == NOW

    def test_a_missing_time_is_unknown_and_never_nought(self):
        assert seconds_between(None, NOW) is None
        assert seconds_between(NOW, NOW - timedelta(seconds=1)) is None
        assert seconds_between(NOW, NOW) == 0
        assert earliest([None, NOW, NOW - timedelta(hours=1)]) == NOW - timedelta(hours=1)
        assert earliest([None]) is None


class TestClocks:
    def test_an_alert_is_repeated_at_sixty_seconds_and_passed_on_at_a_hundred_and_twenty(self):
        def at(seconds):
            return NOW + timedelta(seconds=seconds)

        assert [to_repeat(NOW, None, at(each)) for each in (59, 60)] == [False, True]
        assert not to_repeat(NOW, at(60), at(90))
        assert [to_pass_on(NOW, None, at(each)) for each in (119, 120)] == [False, True]
        assert not to_pass_on(NOW, at(120), at(300))

    @pytest.mark.parametrize("priority", list(Priority))
    def test_a_waiting_response_is_late_to_the_second(self, priority):
        running = of_response(WAITING, priority, NOW)
        allowed = ALLOWED[Clock.SEND][priority]
        assert Clock.SEND not in late(running, NOW + allowed - timedelta(seconds=1))
        assert Clock.SEND in late(running, NOW + allowed)

    def test_nobody_is_late_once_somebody_is_there(self):
        for state in (ON_SCENE, WITH_SURVIVOR, CLEARED):
            assert of_response(state, Priority.P1, NOW) == ()

    def test_the_more_pressing_the_shorter(self):
        for allowed in ALLOWED.values():
            assert allowed[Priority.P1] <= allowed[Priority.P2] <= allowed[Priority.P3]

    @pytest.mark.parametrize("state", AT_THE_PLACE)
    def test_a_crew_at_the_place_is_asked_after(self, state):
        running = of_unit(Steps(state, NOW, NOW, NOW), Priority.P1)
        assert running is not None
        assert (running.clock, running.due_at) == (Clock.CHECK_IN, NOW + ALLOWED[Clock.CHECK_IN][Priority.P1])

    def test_a_crew_on_its_way_has_no_clock_of_its_own(self):
        assert of_unit(Steps(EN_ROUTE, NOW, NOW, NOW), Priority.P1) is None
