"""The board, one response and the rider's phone: who may, what stands there, what a form answers."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from genderdesk.casework.response import queries
from genderdesk.casework.response.acts import (
    acknowledge,
    add_note,
    arrive,
    ask_help,
    clear,
    exclude_unit,
    learn,
    set_unit_status,
)
from genderdesk.casework.response.models import Assignment, Dispatch, ResponseUnit
from genderdesk.casework.response.vocabulary import Approach, Disposition, Fuel, Status
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.models import Entry
from tests.response.conftest import CANARY, make_unit, new_response, send

pytestmark = pytest.mark.django_db

BOARD, RIDE = "/staff/responses/", "/staff/ride/"
LANDMARK = "Blue gate behind the market"


def one(response: Dispatch, step: str = "") -> str:
    return f"{BOARD}{response.pk}/" + (f"{step}/" if step else "")


def text_of(answer) -> str:
    """What stands on a page, without its tags and with single spaces."""
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


@pytest.fixture
def dispatcher(world):
    return world.client(world.dispatcher)


@pytest.fixture
def rider(world, fleet):
    return world.client(fleet.rider(fleet.near))


@pytest.fixture
def sent(world, response, fleet):
    return send(world, response, fleet.near)


class TestBoard:
    def test_the_most_pressing_stands_first_and_then_the_longest_waiting(self, world, fleet, dispatcher):
        later = new_response(world, immediate_danger=Answer.UNKNOWN)
        first, second = new_response(world), new_response(world)
        page = dispatcher.get(BOARD).content.decode()
        order = [page.index(each.number) for each in (first, second, later)]
        assert order == sorted(order)

    def test_a_waiting_response_is_sent_to_with_one_click(self, world, response, fleet, dispatcher):
        page = dispatcher.get(BOARD)
        assert "Send M-01" in text_of(page)
        inputs = dict(re.findall(r'name="(op_id|unit|beside)" value="([^"]*)"', page.content.decode()))
        answer = dispatcher.post(one(response, "assign"), inputs, follow=True)
        assert answer.status_code == 200
        assert Assignment.objects.get().unit == fleet.near

    def test_no_landmark_and_no_name_stand_on_it(self, response, dispatcher):
        page = dispatcher.get(BOARD).content.decode()
        assert response.number in page
        assert LANDMARK not in page
        assert CANARY not in page

    def test_danger_back_up_and_delay_are_seen(self, world, response, fleet, sent, dispatcher):
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        ask_help(fleet.rider(fleet.near), response, assignment=sent)
        set_unit_status(world.dispatcher, fleet.far, status=Status.OUT_OF_SERVICE, fuel=Fuel.LOW)
        page = text_of(dispatcher.get(BOARD))
        assert "M-01 asks for back-up" in page
        assert "The suspect is there" in page
        assert "Out of service" in page
        assert "Little fuel" in page

    def test_a_piece_of_it_is_fetched_alone(self, response, dispatcher):
        part = dispatcher.get(BOARD, headers={"X-Desk-Part": "1"}).content.decode()
        assert response.number in part
        assert "<html" not in part

    def test_its_queries_do_not_grow_with_responses_or_units(self, world, fleet, response, dispatcher):
        def queries() -> int:
            with CaptureQueriesContext(
                connection,
            ) as caught:
                assert dispatcher.get(BOARD).status_code == 200
            return len(caught)

        # The first look after a while also renews what a process and a session keep.
        queries()
        few = queries()
        for number in range(4, 10):
            unit, _rider = make_unit(world, f"M-1{number}", world.other_station.unit)
            send(world, new_response(world), unit)
            new_response(world)
        queries()
        assert queries() == few

    @pytest.mark.parametrize("who", ["rider", "operator", "focal_point", "analyst", "counsellor"])
    def test_it_is_for_who_sends(self, world, response, who):
        client = world.client(getattr(world, who))
        assert client.get(BOARD).status_code == 403
        assert client.get(one(response)).status_code == 403

    def test_another_institution_sees_none_of_it(self, world, response):
        client = world.client(world.defence_desk_head)
        assert response.number not in client.get(BOARD).content.decode()
        there, nowhere = client.get(one(response)), client.get(f"{BOARD}{uuid.uuid4()}/")
        assert there.status_code == nowhere.status_code == 404
        assert client.get(reverse("response:unit", args=[ResponseUnit.objects.first().pk])).status_code == 404

    def test_a_unit_is_taken_out_of_service_by_radio(self, fleet, dispatcher):
        address = reverse("response:unit", args=[fleet.near.pk])
        assert "At base" in text_of(dispatcher.get(address))
        wrong = dispatcher.post(address, {"op_id": str(uuid.uuid4()), "status": "flying", "fuel": "low"})
        assert wrong.status_code == 422
        dispatcher.post(address, {"op_id": str(uuid.uuid4()), "status": "out_of_service", "fuel": "low"})
        fleet.near.refresh_from_db()
        assert (fleet.near.status, fleet.near.fuel) == ("out_of_service", "low")


class TestOneResponse:
    def test_what_is_known_stands_there_and_the_look_is_kept(self, world, response, dispatcher):
        add_note(world.dispatcher, response, text="Knock at the back door")
        page = text_of(dispatcher.get(one(response)))
        for words in (LANDMARK, "Do not call", "Not known: Weapons", "Knock at the back door", "Send M-01"):
            assert words in page
        assert CANARY not in page
        assert Entry.objects.filter(kind="disclosure", name="dispatch.place", actor_id=world.dispatcher.id).exists()

    def test_every_unit_has_its_reasons_and_who_cannot_go_stands_apart(self, world, response, fleet, dispatcher):
        exclude_unit(world.dispatcher, response, unit=fleet.far)
        page = text_of(dispatcher.get(one(response)))
        assert "about 4 min · 0 km by road" in page
        assert "at its base, moves in about 4 minutes" in page
        assert "M-02: must not be sent to this response" in page
        assert "The nearest unit cannot carry anybody. Send a vehicle too." in page

    def test_another_unit_than_the_first_asks_for_a_reason_and_keeps_the_choice(self, response, fleet, dispatcher):
        body = {"op_id": str(uuid.uuid4()), "unit": str(fleet.far.pk), "beside": "0"}
        answer = dispatcher.post(one(response, "assign"), body)
        assert answer.status_code == 422
        assert "M-01 is first in the order. Choose why M-02 goes instead." in text_of(answer)
        assert "Send M-02" in text_of(answer)
        body = {**body, "op_id": str(uuid.uuid4()), "override_reason": "knows_the_place"}
        assert dispatcher.post(one(response, "assign"), body).status_code == 302
        page = text_of(dispatcher.get(one(response)))
        assert "First in the order was M-01." in page
        assert "Its crew knows the place" in page

    def test_a_unit_that_went_elsewhere_meanwhile_is_said(self, world, response, fleet, dispatcher):
        elsewhere = new_response(world)
        send(world, elsewhere, fleet.near)
        body = {"op_id": str(uuid.uuid4()), "unit": str(fleet.near.pk), "beside": "0"}
        answer = dispatcher.post(one(response, "assign"), body)
        assert answer.status_code == 422
        assert f"M-01 is already sent to {elsewhere.number}. Choose another one" in text_of(answer)

    def test_the_slower_dispatcher_presses_once_more_and_one_more_unit_goes(self, response, fleet, sent, dispatcher):
        body = {"op_id": str(uuid.uuid4()), "unit": str(fleet.car.pk), "beside": "0"}
        answer = dispatcher.post(one(response, "assign"), body)
        assert answer.status_code == 422
        assert "M-01 was sent while this page was open" in text_of(answer)
        assert f'name="unit" value="{fleet.car.pk}"' in answer.content.decode()
        body = {**body, "op_id": str(uuid.uuid4()), "beside": "1"}
        assert 'name="beside" value="1"' in answer.content.decode()
        assert dispatcher.post(one(response, "assign"), body).status_code == 302

    def test_each_unit_has_its_own_times(self, world, response, fleet, sent, dispatcher):
        car = send(world, response, fleet.car)
        arrive(fleet.rider(fleet.car), response, assignment=car)
        page = text_of(dispatcher.get(one(response)))
        assert page.count("Acknowledged") >= 2
        assert "Call V-01 off" not in page
        assert "Call M-01 off" in page

    @pytest.mark.parametrize(
        ("step", "body", "state"),
        [
            ("hold", {"reason": "No unit is free"}, "held"),
            ("cancel", {"reason": "Reported twice"}, "cancelled"),
            ("note", {"text": "Knock at the back door"}, "waiting"),
            ("exclude", {"unit": "near", "whole_station": "on"}, "waiting"),
            (
                "learn",
                {
                    "weapons": "yes",
                    "suspect_present": "yes",
                    "children_present": "no",
                    "injured": "no",
                    "approach": "plain_clothes",
                    "female_officer": "unknown",
                },
                "waiting",
            ),
        ],
    )
    def test_what_a_dispatcher_can_do_with_it(self, response, fleet, dispatcher, step, body, state):
        body = {key: str(fleet.near.pk) if value == "near" else value for key, value in body.items()}
        answer = dispatcher.post(one(response, step), {"op_id": str(uuid.uuid4()), **body})
        assert answer.status_code == 302
        response.refresh_from_db()
        assert response.state == state
        assert dispatcher.get(one(response)).status_code == 200

    @pytest.mark.parametrize("step", ["hold", "cancel", "note", "exclude", "learn", "assign"])
    def test_an_empty_form_is_answered_with_what_is_missing(self, response, dispatcher, step):
        answer = dispatcher.post(one(response, step), {"op_id": str(uuid.uuid4())})
        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()

    def test_a_form_that_lacks_something_stands_open_with_its_fault_once(self, response, fleet, sent, dispatcher):
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        body = {"op_id": str(uuid.uuid4()), "assignment": str(sent.pk)}
        for step, more in (("clear", body), ("note", {"op_id": str(uuid.uuid4())})):
            answer = dispatcher.post(one(response, step), more)
            page = answer.content.decode()
            assert answer.status_code == 422
            assert page.count('class="error-summary"') == 1
            target = re.search(r'error-summary.*?href="#([^"]+)"', page, re.DOTALL)
            assert target is not None
            assert page.count(f'id="{target.group(1)}"') == 1
            assert re.search(r'<details class="more" open', page)

    def test_a_step_by_radio_and_the_end(self, world, response, fleet, sent, dispatcher):
        for step in ("acknowledge", "set_out", "arrive", "meet_survivor", "transport"):
            body = {"op_id": str(uuid.uuid4()), "assignment": str(sent.pk)}
            assert dispatcher.post(one(response, step), body).status_code == 302, step
        body = {"op_id": str(uuid.uuid4()), "assignment": str(sent.pk), "disposition": "taken_to_care"}
        assert dispatcher.post(one(response, "clear"), body).status_code == 302
        page = dispatcher.get(one(response))
        assert "Close this response" in text_of(page)
        body = {"op_id": str(uuid.uuid4()), "disposition": "taken_to_care"}
        assert dispatcher.post(one(response, "close"), body).status_code == 302
        assert "Closed" in text_of(dispatcher.get(one(response)))

    def test_what_is_over_is_said_as_a_sentence(self, world, response, fleet, sent, dispatcher):
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        clear(fleet.rider(fleet.near), response, assignment=sent, disposition=Disposition.SURVIVOR_SAFE)
        body = {"op_id": str(uuid.uuid4()), "assignment": str(sent.pk)}
        answer = dispatcher.post(one(response, "arrive"), body)
        assert answer.status_code == 422
        assert "This response has gone on meanwhile" in text_of(answer)

    @pytest.mark.parametrize("assignment", ["", "not-a-key", "00000000-0000-7000-8000-0000000000aa"])
    def test_a_unit_that_is_not_sent_here_is_not_found(self, response, dispatcher, assignment):
        body = {"op_id": str(uuid.uuid4()), "assignment": assignment}
        assert dispatcher.post(one(response, "arrive"), body).status_code == 404
        assert dispatcher.post(one(response, "fly"), body).status_code == 404

    def test_its_queries_do_not_grow_with_units(self, world, fleet, response, sent, dispatcher):
        def queries() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert dispatcher.get(one(response)).status_code == 200
            return len(caught)

        # The first look after a while also renews what a process and a session keep.
        queries()
        few = queries()
        for number in range(4, 10):
            unit, _rider = make_unit(world, f"M-1{number}", world.other_station.unit)
            send(world, response, unit)
            make_unit(world, f"M-2{number}", world.other_station.unit)
        queries()
        assert queries() == few


class TestRide:
    def test_a_crew_that_is_not_sent_says_where_it_stands(self, fleet, rider):
        assert "M-01 is not sent anywhere" in text_of(rider.get(RIDE))
        body = {"op_id": str(uuid.uuid4()), "status": "out_of_service", "fuel": "low"}
        assert rider.post(f"{RIDE}status/", body).status_code == 302
        fleet.near.refresh_from_db()
        assert (fleet.near.status, fleet.near.fuel) == ("out_of_service", "low")
        assert rider.post(f"{RIDE}status/", {"status": "flying"}).status_code == 422

    def test_what_to_know_before_arrival_stands_there(self, world, response, fleet, sent, rider):
        learn(
            world.dispatcher,
            response,
            suspect_present=Answer.YES,
            weapons=Answer.YES,
            children_present=Answer.UNKNOWN,
            injured=Answer.NO,
            approach=Approach.PLAIN_CLOTHES,
            female_officer=Answer.UNKNOWN,
        )
        page = rider.get(RIDE)
        for words in ("Weapons", "The suspect is there", "Come in plain clothes", LANDMARK, "Call the desk: 3512"):
            assert words in text_of(page)
        assert 'href="tel:3512"' in page.content.decode()
        assert CANARY not in page.content.decode()

    def test_one_large_button_and_the_steps_to_come_behind_it(self, response, sent, rider):
        page = rider.get(RIDE).content.decode()
        taps = re.findall(r'class="tap" data-tap="(\w+)" data-words="[^"]*"( hidden)?', page)
        chain = [each for each in taps if each[0] in ("acknowledge", "set_out", "arrive", "meet_survivor")]
        assert chain == [
            ("acknowledge", ""),
            ("set_out", " hidden"),
            ("arrive", " hidden"),
            ("meet_survivor", " hidden"),
        ]

    def test_step_by_step_to_the_end_and_then_no_place_any_more(self, response, fleet, sent, rider):
        for step in ("acknowledge", "set_out", "arrive", "meet_survivor"):
            body = {"op_id": str(uuid.uuid4()), "at": ""}
            assert rider.post(f"{RIDE}{response.pk}/{step}/", body).status_code == 302, step
        answer = rider.post(f"{RIDE}{response.pk}/clear/", {"op_id": str(uuid.uuid4())})
        assert answer.status_code == 422
        assert "How did it end?" in text_of(answer)
        body = {"op_id": str(uuid.uuid4()), "disposition": "survivor_safe"}
        for _twice in range(2):
            assert rider.post(f"{RIDE}{response.pk}/clear/", body).status_code == 302
        page = text_of(rider.get(RIDE))
        assert "M-01 is not sent anywhere" in page
        assert LANDMARK not in page
        assert Assignment.objects.get().disposition == "survivor_safe"

    def test_a_tap_made_without_a_network_keeps_its_time(self, response, fleet, sent, rider):
        at = sent.alerted_at.timestamp() * 1000 + 1
        body = {"op_id": str(uuid.uuid4()), "at": f"{at:.0f}"}
        rider.post(f"{RIDE}{response.pk}/acknowledge/", body)
        sent.refresh_from_db()
        assert 0 <= (sent.acknowledged_at - sent.alerted_at).total_seconds() < 0.002

    @pytest.mark.parametrize("at", ["now", "-1", "9" * 19, "1e3", "\x00"])
    def test_a_time_that_is_none_is_no_obstacle(self, response, sent, rider, at):
        answer = rider.post(f"{RIDE}{response.pk}/acknowledge/", {"op_id": str(uuid.uuid4()), "at": at})
        assert answer.status_code in (302, 422)
        assert rider.get(RIDE).status_code == 200

    def test_a_refused_tap_says_why_in_the_piece_that_the_phone_fetches(self, response, sent, rider):
        answer = rider.post(
            f"{RIDE}{response.pk}/meet_survivor/", {"op_id": str(uuid.uuid4())}, headers={"X-Desk-Part": "1"}
        )
        assert answer.status_code == 422
        assert "so this step does not come next" in text_of(answer)
        assert "<html" not in answer.content.decode()

    def test_cannot_find_not_safe_back_up_and_cannot_go(self, world, response, fleet, sent, rider):
        assert "I cannot go" in text_of(rider.get(RIDE))
        acknowledge(fleet.rider(fleet.near), response, assignment=sent)
        for step in ("set_out", "not_found", "not_safe", "ask_help"):
            answer = rider.post(f"{RIDE}{response.pk}/{step}/", {"op_id": str(uuid.uuid4())})
            expected = 422 if step == "not_safe" else 302
            assert answer.status_code == expected, step
        assert "You asked for back-up. The desk is told." in text_of(rider.get(RIDE))

    def test_a_rider_of_another_unit_sees_and_does_nothing(self, world, response, fleet, sent):
        other = world.client(fleet.rider(fleet.far))
        assert response.number not in other.get(RIDE).content.decode()
        answer = other.post(f"{RIDE}{response.pk}/acknowledge/", {"op_id": str(uuid.uuid4())})
        assert answer.status_code == 404

    def test_who_is_no_crew_is_told_whom_to_ask(self, world):
        assert "You are not the crew of a unit" in text_of(world.client(world.rider).get(RIDE))

    def test_a_page_that_refreshes_while_the_last_tap_is_taken_shows_what_is_true_now(
        self, world, response, fleet, sent, rider, monkeypatch
    ):
        arrive(fleet.rider(fleet.near), response, assignment=sent)
        read = queries.place_of

        def cleared_before(actor, dispatch):
            clear(actor, dispatch, assignment=sent, disposition=Disposition.OTHER_UNIT_ATTENDED)
            return read(actor, dispatch)

        monkeypatch.setattr(queries, "place_of", cleared_before)
        answer = rider.get(RIDE, headers={"X-Desk-Part": "1"})
        assert answer.status_code == 200
        assert "M-01 is not sent anywhere" in text_of(answer)

    def test_its_queries_do_not_grow(self, world, fleet, response, sent, rider):
        def queries() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert rider.get(RIDE).status_code == 200
            return len(caught)

        # The first look after a while also renews what a process and a session keep.
        queries()
        few = queries()
        for number in range(4, 8):
            unit, _rider = make_unit(world, f"M-1{number}", world.other_station.unit)
            send(world, response, unit)
        queries()
        assert queries() == few
