"""Rooms: two never meet at one door, a refusal says what is free, and a room that is not private does not pass."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution import acts, forms, queries
from genderdesk.organisation.institution.models import Booking, Room
from genderdesk.organisation.institution.rules.rooms import Taken, free_within, is_reference, next_free
from genderdesk.organisation.institution.vocabulary.rooms import CheckOutcome, RoomKind, RoomUse
from tests.world import LONG_AGO

MIDNIGHT = datetime(2026, 3, 10, tzinfo=timezone.get_default_timezone())


def at(hour: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


@given(st.lists(st.tuples(st.integers(0, 47), st.integers(1, 10)), max_size=8))
def test_what_is_free_and_what_is_taken_fill_the_day_and_never_overlap(pairs):
    taken = [Taken(at(starts / 2), at((starts + length) / 2)) for starts, length in pairs]
    day = Taken(at(0), at(24))
    free = list(free_within(taken, day))
    for step in range(48):
        half_hour = Taken(at(step / 2), at(step / 2 + 0.5))
        assert any(each.overlaps(half_hour) for each in taken) != any(each.overlaps(half_hour) for each in free)


@given(st.lists(st.tuples(st.integers(0, 47), st.integers(1, 10)), max_size=8), st.integers(0, 47))
def test_the_next_free_hour_is_free_and_none_begins_before(pairs, since):
    taken = [Taken(at(starts / 2), at((starts + length) / 2)) for starts, length in pairs]
    found = next_free(taken, at(since / 2), 60)
    assert not any(each.overlaps(Taken(found, found + timedelta(hours=1))) for each in taken)
    earlier = at(since / 2)
    while earlier < found:
        assert any(each.overlaps(Taken(earlier, earlier + timedelta(hours=1))) for each in taken)
        earlier += timedelta(minutes=30)


@pytest.mark.parametrize("text", ["RNP-2026-00012", "C/12.4", "2026-11"])
def test_a_number_of_a_file_may_be_written(text):
    assert is_reference(text)


@pytest.mark.parametrize("text", ["Marie Uwase", "Uwase", "Uwase 12", "+250788123456", "a", "12"])
def test_a_name_or_a_phone_number_may_not(text):
    assert not is_reference(text)


pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow():
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), datetime.min.time()))


@pytest.fixture
def room(world) -> Room:
    return acts.open_room(
        world.desk_head, world.station.unit, kind=RoomKind.INTERVIEW, name="Room 1", opened_on=LONG_AGO
    )


def booked(world, room, starts, hours=1.0, actor=None, **changed) -> Booking:
    given = {"starts_at": starts, "ends_at": starts + timedelta(hours=hours), "purpose": RoomUse.INTERVIEW} | changed
    return acts.book_room(actor or world.focal_point, room, **given)


def checked(world, room, **changed):
    found = {"door_closes": Answer.YES, "not_crossed": Answer.YES, "outcome": CheckOutcome.PASSED}
    return acts.check_room(world.desk_head, room, **({"checked_on": LONG_AGO} | found | changed))


class TestBooking:
    def test_a_taken_room_says_when_it_and_which_other_room_is_free(self, world, room, tomorrow):
        acts.open_room(world.desk_head, room.unit, kind=RoomKind.INTERVIEW, name="Room 2", opened_on=LONG_AGO)
        acts.open_room(world.desk_head, room.unit, kind=RoomKind.WAITING, name="Hall", opened_on=LONG_AGO)
        booked(world, room, tomorrow + timedelta(hours=9), hours=2)
        with pytest.raises(Invalid) as refused:
            booked(world, room, tomorrow + timedelta(hours=10))
        assert "00:00–09:00, 11:00–24:00" in str(refused.value)
        assert "Room 2" in str(refused.value)
        assert "Hall" not in str(refused.value)
        assert refused.value.field == "starts"

    def test_one_may_end_when_the_next_begins_and_a_cancelled_one_is_in_nobodys_way(self, world, room, tomorrow):
        first = booked(world, room, tomorrow + timedelta(hours=9))
        booked(world, room, tomorrow + timedelta(hours=10))
        acts.cancel_booking(world.focal_point, first)
        booked(world, room, tomorrow + timedelta(hours=9))
        with pytest.raises(Conflict):
            acts.cancel_booking(world.focal_point, first)

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"reference": "Marie Uwase"}, "reference"),
            ({"hours": -1}, "ends"),
            ({"hours": 13}, "ends"),
            ({"starts_at": MIDNIGHT - timedelta(days=400)}, "starts"),
            ({"purpose": RoomUse.CLOSED}, "purpose"),
        ],
    )
    def test_what_cannot_be_is_refused_beside_its_field(self, world, room, tomorrow, changed, field):
        with pytest.raises(Invalid) as refused:
            booked(world, room, tomorrow, **changed)
        assert refused.value.field == field

    def test_a_room_under_repair_is_booked_by_nobody_and_one_that_is_booked_is_not_closed(self, world, room, tomorrow):
        acts.block_room(
            world.focal_point, room, starts_at=tomorrow, ends_at=tomorrow + timedelta(days=3), reason="The door sticks"
        )
        with pytest.raises(Invalid):
            booked(world, room, tomorrow + timedelta(days=1))
        with pytest.raises(Invalid, match="Cancel these bookings"):
            acts.close_room(world.desk_head, room, closed_on=timezone.localdate(tomorrow))
        acts.close_room(world.desk_head, room, closed_on=timezone.localdate(tomorrow) + timedelta(days=3))
        with pytest.raises(Invalid, match="not open"):
            booked(world, Room.objects.get(pk=room.pk), tomorrow + timedelta(days=4))

    def test_nobody_books_elsewhere_and_nobody_cancels_what_another_booked(self, world, room, tomorrow):
        with pytest.raises(Refused):
            booked(world, room, tomorrow, actor=world.defence_desk_head)
        with pytest.raises(Refused):
            booked(world, room, tomorrow, actor=world.operator)
        booking = booked(world, room, tomorrow)
        with pytest.raises(Refused):
            acts.cancel_booking(world.investigator, booking)
        acts.cancel_booking(world.desk_head, booking)

    @pytest.mark.parametrize("late", [0, 30, -30])
    def test_the_table_itself_holds_two_apart(self, world, room, tomorrow, late):
        first = booked(world, room, tomorrow + timedelta(hours=9))
        other = booked(world, room, tomorrow + timedelta(hours=12))
        again = {"room": room, "purpose": RoomUse.MEETING, "booked_by": world.focal_point.id}
        starts = first.starts_at + timedelta(minutes=late)
        with unguarded("test"):
            with pytest.raises(IntegrityError, match="booking_never_overlaps"), transaction.atomic():
                Booking.objects.create(starts_at=starts, ends_at=starts + timedelta(hours=1), **again)
            with pytest.raises(IntegrityError, match="booking_never_overlaps"), transaction.atomic():
                Booking.objects.filter(pk=other.pk).update(starts_at=starts)

    def test_a_repeated_form_books_once(self, world, room, tomorrow):
        op_id = new_id()
        given = {"starts_at": tomorrow, "ends_at": tomorrow + timedelta(hours=1), "purpose": RoomUse.INTERVIEW}
        first = acts.book_room.once(op_id)(world.focal_point, room, **given)
        assert acts.book_room.once(op_id)(world.focal_point, room, **given).pk == first.pk
        assert room.bookings.count() == 1


class TestChecks:
    def test_a_room_that_is_crossed_by_the_public_does_not_pass(self, world, room):
        with pytest.raises(Invalid) as refused:
            checked(world, room, not_crossed=Answer.NO)
        assert refused.value.field == "outcome"
        with pytest.raises(Invalid):
            checked(world, room, door_closes=Answer.UNKNOWN)

    def test_rooms_pass_from_the_day_of_the_check_until_one_that_failed(self, world, room):
        of, first, last = [world.police.pk], date(2026, 1, 5), date(2026, 2, 5)
        checked(world, room, checked_on=first)
        checked(world, room, checked_on=last, door_closes=Answer.NO, outcome=CheckOutcome.FAILED)
        days = (first - timedelta(days=1), first, last - timedelta(days=1), last)
        assert [list(queries.rooms_passing(RoomKind.INTERVIEW, of, day)) for day in days] == [[], [room], [room], []]
        assert not queries.rooms_passing(RoomKind.RECORDING, of, first)
        assert not queries.rooms_passing(RoomKind.INTERVIEW, [world.defence.pk], first)

    def test_a_focal_point_does_not_pass_the_own_room(self, world, room):
        with pytest.raises(Refused):
            acts.check_room(
                world.focal_point,
                room,
                checked_on=LONG_AGO,
                door_closes=Answer.YES,
                not_crossed=Answer.YES,
                outcome=CheckOutcome.PASSED,
            )


class TestPages:
    def test_a_focal_point_books_in_two_screens_and_sees_the_own_reference_alone(self, world, room, tomorrow):
        browser = world.client(world.focal_point)
        shown = browser.get("/staff/rooms/").content.decode()
        assert f"/staff/rooms/{room.pk}/book/" in shown
        given = {
            "day": timezone.localdate(tomorrow).isoformat(),
            "starts": "09:00",
            "ends": "10:00",
            "purpose": "interview",
            "reference": "RNP-2026-00012",
        }
        answer = browser.post(f"/staff/rooms/{room.pk}/book/", given)
        assert answer.status_code == 302
        assert "RNP-2026-00012" in browser.get(answer["Location"]).content.decode()
        others = world.client(world.investigator).get(answer["Location"]).content.decode()
        assert "09:00–10:00" in others
        assert "RNP-2026-00012" not in others

    def test_a_refused_overlap_keeps_what_was_typed_and_says_what_is_free(self, world, room, tomorrow):
        booked(world, room, tomorrow + timedelta(hours=9))
        given = {"day": timezone.localdate(tomorrow).isoformat(), "starts": "09:30", "ends": "10:30"}
        answer = world.client(world.investigator).post(
            f"/staff/rooms/{room.pk}/book/", given | {"purpose": "statement", "reference": "C-77"}
        )
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "10:00–24:00" in text
        assert 'value="C-77"' in text

    def test_rooms_of_another_institution_are_not_there(self, world, room):
        browser = world.client(world.defence_desk_head)
        assert browser.get(f"/staff/rooms/{room.pk}/").status_code == 404
        assert room.name not in browser.get(f"/staff/rooms/?unit={room.unit_id}").content.decode()

    def test_a_head_of_desk_adds_a_room_and_writes_down_how_it_was_found(self, world):
        browser = world.client(world.desk_head)
        unit = world.station.unit
        answer = browser.post(
            f"/staff/rooms/of/{unit.pk}/add/", {"kind": "interview", "name": "Quiet room", "opened_on": "2026-01-05"}
        )
        assert answer.status_code == 302
        made = Room.objects.get(name="Quiet room")
        given = {"checked_on": "2026-01-06", "door_closes": "yes", "not_crossed": "no", "outcome": "passed"}
        assert browser.post(f"/staff/rooms/{made.pk}/check/", given).status_code == 422
        assert browser.post(f"/staff/rooms/{made.pk}/check/", given | {"not_crossed": "yes"}).status_code == 302
        assert "Passes the standard" in browser.get(f"/staff/rooms/?unit={unit.pk}").content.decode()

    def test_a_list_of_many_rooms_takes_as_many_queries_as_one_of_few(
        self, world, room, tomorrow, django_assert_max_num_queries
    ):
        for number in range(30):
            made = acts.open_room(
                world.desk_head, room.unit, kind=RoomKind.INTERVIEW, name=f"Room {number + 2}", opened_on=LONG_AGO
            )
            booked(world, made, tomorrow)
        with django_assert_max_num_queries(4):
            assert len(queries.room_lines(room.unit, timezone.localdate(tomorrow))) == 31


def test_late_in_the_evening_the_form_begins_on_the_day_on_which_the_next_quarter_is(world, monkeypatch):
    late = timezone.make_aware(datetime(2026, 3, 9, 23, 52))
    monkeypatch.setattr(timezone, "now", lambda: late)
    form = forms.BookRoom()
    assert [str(form[name].value())[:10] for name in ("day", "starts", "ends")] == [
        "2026-03-10",
        "00:00:00",
        "01:00:00",
    ]
    blocked = forms.BlockRoom()
    assert [str(blocked[name].value())[:10] for name in ("first_day", "last_day")] == ["2026-03-10"] * 2
