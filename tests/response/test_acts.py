"""Sending, riding, passing on: each step with its times, each refusal with its sentence."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from genderdesk.casework.response import jobs, queries
from genderdesk.casework.response.acts import (
    acknowledge,
    add_note,
    answer_help,
    arrive,
    ask_help,
    assign_unit,
    call_off_unit,
    cancel_dispatch,
    check_in,
    clear,
    close_dispatch,
    exclude_unit,
    give_back,
    hold_dispatch,
    learn,
    meet_survivor,
    not_found,
    not_safe,
    open_dispatch,
    set_out,
    set_unit_status,
    transport,
)
from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent, ResponseUnit
from genderdesk.casework.response.vocabulary import (
    Approach,
    CannotGo,
    Disposition,
    Fuel,
    OverrideReason,
    PlacePrecision,
    Status,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import facts
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid, Refused
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.monitoring.statistics.queries import recount_differs
from genderdesk.monitoring.statistics.rollup import roll_up
from tests.response.conftest import CANARY, START, make_unit, names_of, new_response, report_of_danger, send

pytestmark = pytest.mark.django_db


def status_of(unit: ResponseUnit) -> str:
    unit.refresh_from_db()
    return unit.status


@pytest.fixture
def sent(clock, world, response, fleet):
    """``near`` is sent, alerted at START."""
    return send(world, response, fleet.near)


class TestOpening:
    def test_a_report_has_one_response(self, world, fleet):
        report = report_of_danger(world)
        first = open_dispatch(SYSTEM, report=report)
        assert open_dispatch(SYSTEM, report=report).pk == first.pk
        assert Dispatch.objects.count() == 1

    def test_it_holds_the_place_sealed_and_nothing_of_the_telling(self, world, response):
        place = queries.place_of(world.dispatcher, response)
        assert place.landmark == "Blue gate behind the market"
        for field in Dispatch._meta.concrete_fields:
            assert CANARY not in str(getattr(response, field.attname))
            assert "Blue gate" not in str(getattr(response, field.attname))

    def test_nobody_is_called_where_it_is_not_known_that_this_is_safe(self, world, fleet):
        assert new_response(world, safe_to_contact=Answer.UNKNOWN).approach == Approach.DO_NOT_CALL
        assert new_response(world, safe_to_contact=Answer.YES).approach == Approach.CALL_OK

    def test_only_the_system_opens_one(self, world, fleet):
        with pytest.raises(Refused):
            open_dispatch(world.dispatcher, report=report_of_danger(world))


class TestSending:
    def test_the_first_in_the_order_goes_at_once(self, clock, world, response, fleet):
        assign_unit(world.dispatcher, response, unit=fleet.near)
        sent = Assignment.objects.get()
        assert (sent.state, sent.alerted_at, sent.proposed_first) == ("alerted", START, "M-01")
        response.refresh_from_db()
        assert (response.state, response.first_alert_at) == ("dispatched", START)
        assert status_of(fleet.near) == Status.ALERTED
        assert Message.objects.filter(topic="live", payload__channel=f"unit:{fleet.near.pk}").exists()

    def test_another_one_needs_a_reason_and_both_are_kept(self, world, response, fleet):
        with pytest.raises(Invalid, match=r"M-01 is first in the order\. Choose why M-02 goes instead") as fault:
            assign_unit(world.dispatcher, response, unit=fleet.far)
        assert fault.value.field == "override_reason"
        assert not Assignment.objects.exists()
        assign_unit(world.dispatcher, response, unit=fleet.far, override_reason=OverrideReason.KNOWS_THE_PLACE)
        sent = Assignment.objects.get()
        assert (sent.unit.call_sign, sent.proposed_first, sent.override_reason) == ("M-02", "M-01", "knows_the_place")
        assert [line[0] for line in sent.ranking] == ["M-01", "M-02", "V-01"]

    def test_two_dispatchers_at_once_send_two_units_with_times_of_their_own(self, clock, world, response, fleet):
        other = world.actor("dispatcher", world.headquarters)
        first = send(world, response, fleet.near)
        clock.move(seconds=20)
        assign_unit(other, response, unit=fleet.car)
        second = Assignment.objects.get(unit=fleet.car)
        clock.move(seconds=20)
        acknowledge(fleet.rider(fleet.car), response, assignment=second)
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.state, first.acknowledged_at, first.alerted_at) == ("alerted", None, START)
        assert (second.state, second.alerted_at) == ("acknowledged", START + timedelta(seconds=20))
        assert second.acknowledged_at == START + timedelta(seconds=40)
        assert (status_of(fleet.near), status_of(fleet.car)) == (Status.ALERTED, Status.ACKNOWLEDGED)

    def test_the_slower_dispatcher_is_asked_again_before_one_more_goes(self, world, response, fleet):
        send(world, response, fleet.near, beside=0)
        with pytest.raises(Conflict, match="M-01 was sent while this page was open"):
            send(world, response, fleet.car, beside=0)
        send(world, response, fleet.car, beside=1)
        assert Assignment.objects.count() == 2

    def test_one_unit_is_not_sent_to_two_places(self, world, response, fleet):
        elsewhere = new_response(world)
        send(world, response, fleet.near)
        with pytest.raises(Invalid, match=f"M-01 is already sent to {response.number}. Choose another one"):
            send(world, elsewhere, fleet.near)

    def test_after_a_motorcycle_the_vehicle_that_can_carry_is_first(self, world, response, fleet):
        assert queries.ranking_for(response).ranked[0].call_sign == "M-01"
        send(world, response, fleet.near)
        ranking = queries.ranking_for(response)
        assert [each.call_sign for each in ranking.ranked] == ["V-01", "M-02"]
        assign_unit(world.dispatcher, response, unit=fleet.car)

    def test_a_unit_out_of_service_and_one_of_the_suspects_station_are_refused(self, world, response, fleet):
        set_unit_status(fleet.rider(fleet.near), fleet.near, status=Status.OUT_OF_SERVICE)
        response = exclude_unit(world.dispatcher, response, unit=fleet.far, whole_station=True)
        ranking = queries.ranking_for(response)
        assert ranking.ranked == ()
        assert {each.call_sign: each.why for each in ranking.refused} == {
            "M-01": "status_out_of_service",
            "M-02": "excluded",
            "V-01": "excluded",
        }
        for unit in (fleet.near, fleet.far, fleet.car):
            with pytest.raises(Invalid, match="cannot be sent now"):
                send(world, response, unit)

    def test_a_district_written_as_the_place_shows_nobody_the_way(self, world):
        """The USSD menu writes the district's name; the dispatcher still sees that no landmark is known."""
        response = new_response(world, place_text=world.district.name)
        assert queries.place_of(world.dispatcher, response).landmark == ""
        assert response.place_precision == PlacePrecision.DISTRICT

    def test_somebody_goes_also_where_the_place_is_not_known(self, world, fleet):
        response = new_response(world, district=None, place_text="")
        assert [each.minutes for each in queries.ranking_for(response).ranked] == [None, None, None]
        assign_unit(world.dispatcher, response, unit=fleet.near)

    def test_the_same_click_sends_once(self, world, response, fleet):
        op_id = uuid.uuid4()
        for _again in range(2):
            assign_unit.once(op_id)(world.dispatcher, response, unit=fleet.near)
        assert Assignment.objects.count() == 1

    @pytest.mark.parametrize("who", ["rider", "operator", "focal_point", "analyst", "defence_desk_head"])
    def test_who_does_not_dispatch_here_sends_nobody(self, world, response, fleet, who):
        with pytest.raises(Refused):
            assign_unit(getattr(world, who), response, unit=fleet.near)


STEPS = [
    (acknowledge, "acknowledged", "acknowledged_at", Status.ACKNOWLEDGED, "dispatched"),
    (set_out, "en_route", "en_route_at", Status.EN_ROUTE, "en_route"),
    (arrive, "on_scene", "on_scene_at", Status.ON_SCENE, "on_scene"),
    (meet_survivor, "with_survivor", "with_survivor_at", Status.ON_SCENE, "with_survivor"),
    (transport, "transporting", "transporting_at", Status.TRANSPORTING, "with_survivor"),
]


class TestRiding:
    def test_each_step_is_kept_with_its_time_to_the_end(self, clock, world, response, fleet, sent):
        rider = fleet.rider(fleet.near)
        for number, (act, state, time, status, whole) in enumerate(STEPS, 1):
            clock.move(minutes=1)
            done = act(rider, response, assignment=sent)
            sent.refresh_from_db()
            assert (sent.state, getattr(sent, time)) == (state, START + timedelta(minutes=number))
            assert status_of(fleet.near) == status
            assert done.state == whole
        clock.move(minutes=1)
        done = clear(rider, response, assignment=sent, disposition=Disposition.TAKEN_TO_CARE)
        sent.refresh_from_db()
        assert (sent.state, sent.ended_at, sent.disposition) == ("clear", clock.now, "taken_to_care")
        assert (done.state, done.cleared_at, done.disposition) == ("cleared", clock.now, "taken_to_care")
        assert status_of(fleet.near) == Status.RETURNING
        closed = close_dispatch(world.dispatcher, done)
        assert (closed.state, closed.closed_at) == ("closed", clock.now)

    @pytest.mark.parametrize("act", [meet_survivor, transport, not_found])
    def test_a_step_that_does_not_come_next_is_answered_with_where_the_unit_stands(self, response, fleet, sent, act):
        with pytest.raises(Conflict, match="M-01 stands at “Alerted”, so this step does not come next"):
            act(fleet.rider(fleet.near), response, assignment=sent)

    def test_who_stands_at_the_door_need_not_tap_the_steps_before(self, clock, response, fleet, sent):
        clock.move(minutes=9)
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        sent.refresh_from_db()
        assert (sent.acknowledged_at, sent.en_route_at, sent.on_scene_at) == (clock.now, None, clock.now)

    def test_a_rider_of_another_unit_is_refused_also_where_that_one_is_sent_too(self, world, response, fleet, sent):
        with pytest.raises(Refused):
            acknowledge(fleet.rider(fleet.far), response, assignment=sent)
        other = send(world, response, fleet.far)
        with pytest.raises(Refused, match="another unit’s step"):
            acknowledge(fleet.rider(fleet.far), response, assignment=sent)
        acknowledge(fleet.rider(fleet.far), response, assignment=other)

    def test_a_dispatcher_keeps_what_a_unit_says_by_radio(self, world, response, sent):
        acknowledge(world.dispatcher, response, assignment=sent)
        sent.refresh_from_db()
        assert sent.state == "acknowledged"

    def test_a_double_tap_is_one_step(self, clock, response, fleet, sent):
        op_id = uuid.uuid4()
        for _again in range(2):
            acknowledge.once(op_id)(fleet.rider(fleet.near), response, assignment=sent)
            clock.move(seconds=1)
        sent.refresh_from_db()
        assert sent.acknowledged_at == START
        assert names_of(response).count("dispatch.acknowledge") == 1

    def test_a_step_without_a_network_keeps_the_phones_time_and_when_it_came(self, clock, response, fleet, sent):
        rider = fleet.rider(fleet.near)
        acknowledge(rider, response, assignment=sent)
        clock.move(minutes=30)
        at = START + timedelta(minutes=12)
        arrive(rider, response, assignment=sent, at=at)
        sent.refresh_from_db()
        event = DispatchEvent.objects.get(name="dispatch.arrive")
        assert (sent.on_scene_at, event.at, event.kept_at) == (at, at, clock.now)

    @pytest.mark.parametrize("told", [timedelta(days=-3), timedelta(hours=2), timedelta(minutes=-1)])
    def test_a_phones_wrong_clock_is_not_taken(self, clock, response, fleet, sent, told):
        clock.move(seconds=30)
        acknowledge(fleet.rider(fleet.near), response, assignment=sent, at=START + told)
        sent.refresh_from_db()
        assert sent.acknowledged_at == clock.now

    def test_the_response_waits_for_its_last_unit(self, clock, world, response, fleet, sent):
        car = send(world, response, fleet.car)
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        arrive(fleet.rider(fleet.car), response, assignment=car)
        clock.move(minutes=5)
        done = clear(fleet.rider(fleet.near), response, assignment=sent, disposition=Disposition.OTHER_UNIT_ATTENDED)
        assert (done.state, done.cleared_at) == ("on_scene", None)
        done = clear(fleet.rider(fleet.car), response, assignment=car, disposition=Disposition.SURVIVOR_SAFE)
        assert (done.state, done.disposition) == ("cleared", "survivor_safe")

    def test_nobody_found_is_told_and_can_still_turn_out_well(self, response, fleet, sent):
        rider = fleet.rider(fleet.near)
        arrive(rider, response, assignment=sent)
        assert not_found(rider, response, assignment=sent).state == "not_located"
        assert meet_survivor(rider, response, assignment=sent).state == "with_survivor"

    def test_a_crew_that_must_keep_away_says_so_and_clears(self, response, fleet, sent):
        rider = fleet.rider(fleet.near)
        set_out(rider, response, assignment=sent)
        assert not_safe(rider, response, assignment=sent).state == "not_located"
        done = clear(rider, response, assignment=sent, disposition=Disposition.UNSAFE_TO_ATTEND)
        assert done.state == "cleared"

    @pytest.mark.parametrize(
        ("reason", "status"),
        [(CannotGo.BREAKDOWN, Status.OUT_OF_SERVICE), (CannotGo.ROAD_CLOSED, Status.RETURNING)],
    )
    def test_a_unit_that_cannot_go_gives_the_response_back(self, world, response, fleet, sent, reason, status):
        done = give_back(fleet.rider(fleet.near), response, assignment=sent, reason=reason)
        assert done.state == "waiting"
        assert status_of(fleet.near) == status
        send(world, response, fleet.far)

    def test_a_tap_that_comes_after_the_unit_was_called_off_is_answered(self, world, response, fleet, sent):
        call_off_unit(world.dispatcher, response, assignment=sent)
        send(world, response, fleet.far)
        with pytest.raises(Conflict, match="M-01 is not sent to this response any more: Called off"):
            arrive(fleet.rider(fleet.near), response, assignment=sent)


class TestCallingOff:
    def test_one_unit_turns_back_and_the_others_go_on(self, world, response, fleet, sent):
        car = send(world, response, fleet.car)
        set_out(fleet.rider(fleet.car), response, assignment=car)
        done = call_off_unit(world.dispatcher, response, assignment=sent)
        assert done.state == "en_route"
        assert status_of(fleet.near) == Status.RETURNING

    def test_a_crew_at_the_place_is_not_called_off(self, world, response, fleet, sent):
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        with pytest.raises(Conflict, match="cannot be called off"):
            call_off_unit(world.dispatcher, response, assignment=sent)
        with pytest.raises(ImpossibleMove):
            cancel_dispatch(world.dispatcher, response, reason="Reported twice")

    def test_the_whole_response_needs_a_reason_which_is_sealed(self, world, response, sent, fleet):
        with pytest.raises(Invalid, match="Write why"):
            cancel_dispatch(world.dispatcher, response, reason="  ")
        done = cancel_dispatch(world.dispatcher, response, reason="Reported twice")
        assert done.state == "cancelled"
        assert status_of(fleet.near) == Status.RETURNING
        assert "Reported twice" in queries.place_of(world.dispatcher, response).by_event.values()

    def test_a_held_response_stays_and_can_be_sent_to(self, world, response, fleet):
        assert hold_dispatch(world.dispatcher, response, reason="No unit is free").state == "held"
        assert list(queries.board(world.dispatcher)) == [response]
        send(world, response, fleet.near)

    def test_closing_needs_an_outcome(self, world, response):
        hold_dispatch(world.dispatcher, response, reason="The station went on foot")
        with pytest.raises(Invalid, match="Choose how this response ended"):
            close_dispatch(world.dispatcher, response)
        close_dispatch(world.dispatcher, response, disposition=Disposition.OTHER_UNIT_ATTENDED)
        assert not queries.board(world.dispatcher).exists()


class TestEscalation:
    def tick(self, clock, **later):
        clock.move(**later)
        jobs.escalate()

    def test_an_alert_is_repeated_at_sixty_seconds(self, clock, response, sent):
        self.tick(clock, seconds=59)
        sent.refresh_from_db()
        assert sent.alerted_again_at is None
        self.tick(clock, seconds=1)
        sent.refresh_from_db()
        assert sent.alerted_again_at == START + timedelta(seconds=60)
        self.tick(clock, seconds=30)
        assert names_of(response).count("dispatch.alert_again") == 1

    def test_it_is_passed_on_to_the_next_at_a_hundred_and_twenty(self, clock, response, fleet, sent):
        self.tick(clock, seconds=119)
        assert Assignment.objects.count() == 1
        self.tick(clock, seconds=1)
        second = Assignment.objects.get(instead_of=sent)
        assert second.alerted_at == START + timedelta(seconds=120)
        assert second.unit == fleet.car
        self.tick(clock, seconds=60)
        assert Assignment.objects.count() == 2

    def test_a_late_answer_still_counts(self, clock, response, fleet, sent):
        self.tick(clock, seconds=120)
        acknowledge(fleet.rider(fleet.near), response, assignment=sent)
        self.tick(clock, seconds=300)
        assert Assignment.objects.count() == 2

    def test_an_answered_alert_is_left_alone(self, clock, response, fleet, sent):
        acknowledge(fleet.rider(fleet.near), response, assignment=sent)
        self.tick(clock, seconds=130)
        assert Assignment.objects.count() == 1
        assert names_of(response) == ["opened", "dispatch.assign", "dispatch.acknowledge"]

    def test_it_is_not_passed_on_where_another_unit_has_answered(self, clock, world, response, fleet, sent):
        car = send(world, response, fleet.car)
        acknowledge(fleet.rider(fleet.car), response, assignment=car)
        self.tick(clock, seconds=130)
        assert Assignment.objects.count() == 2

    def test_the_dispatcher_is_told_once_when_there_is_no_next(self, clock, response, fleet, sent):
        for unit in (fleet.far, fleet.car):
            set_unit_status(fleet.rider(unit), unit, status=Status.OFF_DUTY)
        for _round in range(3):
            self.tick(clock, seconds=60)
        response.refresh_from_db()
        assert response.nobody_free_at == START + timedelta(seconds=120)
        assert names_of(response).count("nobody_free") == 1
        set_unit_status(fleet.rider(fleet.far), fleet.far, status=Status.AT_BASE)
        self.tick(clock, seconds=5)
        response.refresh_from_db()
        assert Assignment.objects.get(instead_of=sent).unit == fleet.far
        assert response.nobody_free_at is None

    def test_after_three_units_only_a_person_decides(self, clock, world, response, fleet, sent):
        for number in range(3, 7):
            make_unit(world, f"M-0{number}", world.other_station.unit)
        for _round in range(8):
            self.tick(clock, seconds=120)
        assert Assignment.objects.filter(instead_of__isnull=False).count() == 3
        response.refresh_from_db()
        assert response.nobody_free_at is not None

    def test_crews_that_never_answered_are_asked_before_they_are_sent_again(self, clock, response, fleet, sent):
        self.tick(clock, seconds=60)
        self.tick(clock, seconds=60)
        second = Assignment.objects.get(instead_of=sent)
        rider = fleet.rider(second.unit)
        arrive(rider, response, assignment=second)
        done = clear(rider, response, assignment=second, disposition=Disposition.SURVIVOR_SAFE)
        assert done.state == "cleared"
        assert status_of(fleet.near) == Status.NO_ANSWER
        sent.refresh_from_db()
        assert sent.state == "called_off"

    def test_late_sending_turnout_arrival_and_silence_are_told_once_each(self, clock, world, response, fleet):
        self.tick(clock, seconds=59)
        assert "late" not in names_of(response)
        self.tick(clock, seconds=1)
        sent = send(world, response, fleet.near)
        acknowledge(fleet.rider(fleet.near), response, assignment=sent)
        self.tick(clock, minutes=8)
        self.tick(clock, minutes=11)
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        self.tick(clock, minutes=9, seconds=59)
        told = DispatchEvent.objects.filter(name="late").order_by("kept_at")
        assert [each.detail for each in told] == ["send", "set_out", "arrive"]
        self.tick(clock, seconds=1)
        self.tick(clock, seconds=5)
        assert [each.detail for each in told.all()] == ["send", "set_out", "arrive", "check_in"]

    def test_any_word_of_the_crew_starts_its_clock_anew(self, clock, response, fleet, sent):
        rider = fleet.rider(fleet.near)
        arrive(rider, response, assignment=sent)
        self.tick(clock, minutes=10)
        check_in(rider, response, assignment=sent)
        self.tick(clock, minutes=9, seconds=59)
        assert names_of(response).count("late") == 1
        self.tick(clock, seconds=1)
        assert names_of(response).count("late") == 2

    def test_a_quiet_board_costs_the_worker_two_reads(
        self, clock, world, response, fleet, sent, django_assert_num_queries
    ):
        acknowledge(fleet.rider(fleet.near), response, assignment=sent)
        with django_assert_num_queries(4):
            jobs.escalate()


class TestHelp:
    def test_a_call_for_back_up_stands_until_it_is_answered(self, clock, world, response, fleet, sent):
        rider = fleet.rider(fleet.near)
        arrive(rider, response, assignment=sent)
        ask_help(rider, response, assignment=sent)
        sent.refresh_from_db()
        assert (sent.help_asked_at, sent.help_answered_at) == (clock.now, None)
        with pytest.raises(Refused):
            answer_help(rider, response, assignment=sent)
        answer_help(world.dispatcher, response, assignment=sent)
        sent.refresh_from_db()
        assert sent.help_answered_at == clock.now
        ask_help(rider, response, assignment=sent)
        sent.refresh_from_db()
        assert sent.help_answered_at is None


class TestLearning:
    def learned(self, **told):
        plain = {
            "suspect_present": Answer.UNKNOWN,
            "weapons": Answer.UNKNOWN,
            "children_present": Answer.NO,
            "injured": Answer.NO,
            "approach": Approach.PLAIN_CLOTHES,
            "female_officer": Answer.YES,
        }
        return plain | told

    def test_a_weapon_makes_it_the_most_pressing_and_the_crew_is_told(self, world, fleet):
        response = new_response(world, immediate_danger=Answer.UNKNOWN)
        assert response.priority == "p2"
        send(world, response, fleet.near)
        before = Message.objects.filter(payload__channel=f"unit:{fleet.near.pk}").count()
        done = learn(world.dispatcher, response, **self.learned(weapons=Answer.YES))
        assert (done.priority, done.flags["weapons"], done.approach) == ("p1", "yes", "plain_clothes")
        assert Message.objects.filter(payload__channel=f"unit:{fleet.near.pk}").count() == before + 1

    def test_a_landmark_is_replaced_only_where_one_is_written(self, world, response):
        learn(world.dispatcher, response, **self.learned())
        response.refresh_from_db()
        assert queries.place_of(world.dispatcher, response).landmark == "Blue gate behind the market"
        learn(world.dispatcher, response, **self.learned(landmark="Second house after the bridge"))
        response.refresh_from_db()
        assert queries.place_of(world.dispatcher, response).landmark == "Second house after the bridge"

    def test_a_code_word_that_is_not_known_is_no_way_to_approach(self, world, response):
        with pytest.raises(Invalid, match="No code word is known"):
            learn(world.dispatcher, response, **self.learned(approach=Approach.CODE_WORD))

    def test_a_note_is_sealed_and_read_by_the_crew_that_is_sent(self, world, response, fleet):
        add_note(world.dispatcher, response, text="The dog is chained")
        kept = DispatchEvent.objects.get(name="dispatch.note")
        assert "dog" not in str(kept.note)
        with pytest.raises(Refused):
            queries.place_of(fleet.rider(fleet.near), response)
        send(world, response, fleet.near)
        place = queries.place_of(fleet.rider(fleet.near), response)
        assert [each.text for each in place.for_the_crew] == ["The dog is chained"]

    def test_the_crew_sees_no_place_any_more_once_it_is_clear(self, response, fleet, sent):
        rider = fleet.rider(fleet.near)
        arrive(rider, response, assignment=sent)
        clear(rider, response, assignment=sent, disposition=Disposition.SURVIVOR_SAFE)
        with pytest.raises(Refused):
            queries.place_of(rider, response)

    def test_a_unit_that_is_sent_is_called_off_before_it_is_excluded(self, world, response, fleet, sent):
        with pytest.raises(Conflict, match=r"M-01 is sent to this response\. Call it off first"):
            exclude_unit(world.dispatcher, response, unit=fleet.near)


class TestFleet:
    def test_a_rider_says_that_the_vehicle_is_out_of_service_and_a_dispatcher_takes_it_back(self, world, fleet):
        set_unit_status(fleet.rider(fleet.near), fleet.near, status=Status.OUT_OF_SERVICE, fuel=Fuel.LOW)
        fleet.near.refresh_from_db()
        assert (fleet.near.status, fleet.near.fuel) == (Status.OUT_OF_SERVICE, Fuel.LOW)
        set_unit_status(world.dispatcher, fleet.near, status=Status.AT_BASE)
        assert status_of(fleet.near) == Status.AT_BASE
        assert fleet.near.fuel == Fuel.LOW

    def test_a_unit_that_is_sent_finishes_first_but_may_say_that_it_has_little_fuel(self, fleet, sent):
        rider = fleet.rider(fleet.near)
        with pytest.raises(Invalid, match="Finish the response first"):
            set_unit_status(rider, fleet.near, status=Status.OFF_DUTY)
        assert set_unit_status(rider, fleet.near, fuel=Fuel.LOW).fuel == Fuel.LOW

    def test_a_state_that_only_a_response_gives_is_not_chosen(self, fleet):
        with pytest.raises(Invalid, match="Choose one of the words"):
            set_unit_status(fleet.rider(fleet.near), fleet.near, status=Status.ON_SCENE)

    @pytest.mark.parametrize("who", ["rider", "operator", "defence_desk_head"])
    def test_nobody_else_says_it(self, world, fleet, who):
        with pytest.raises(Refused):
            set_unit_status(getattr(world, who), fleet.near, status=Status.OFF_DUTY)


class TestFigures:
    def test_the_times_counted_are_the_first_of_all_units_and_equal_a_recount(
        self, clock, world, response, fleet, sent
    ):
        clock.move(seconds=30)
        car = send(world, response, fleet.car)
        clock.move(seconds=30)
        set_out(fleet.rider(fleet.car), response, assignment=car)
        clock.move(minutes=6)
        arrive(fleet.rider(fleet.car), response, assignment=car)
        clock.move(minutes=9)
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        for unit, one in ((fleet.near, sent), (fleet.car, car)):
            clear(fleet.rider(unit), response, assignment=one, disposition=Disposition.SURVIVOR_SAFE)
        response.refresh_from_db()
        close_dispatch(world.dispatcher, response)
        response.refresh_from_db()
        fact = facts.functions[Dispatch](response)
        assert fact is not None
        assert fact.measures == {
            "handling_seconds": 0,
            "turnout_seconds": 60,
            "travel_seconds": 360,
            "total_seconds": 420,
        }
        assert fact.dimensions["state"] == "closed"
        with unguarded("test"):
            roll_up()
        assert recount_differs() == []
