"""Duty hours with dates, single shifts, and the week in which a head of desk sees both."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.protection.access import Refused
from genderdesk.groundwork.protection.acts import Conflict, Invalid, unguarded
from genderdesk.organisation.institution.acts import withdraw_shift, write_duty_hours, write_shift
from genderdesk.organisation.institution.models import DutyHours, Officer, Post, Shift
from genderdesk.organisation.institution.queries import DutyBook, monday_of
from genderdesk.organisation.institution.rules.duty import Span, Written, spans_on
from genderdesk.organisation.institution.rules.periods import Period

MONDAY = date(2026, 3, 9)
USUAL = [Span(day, 7 * 60, 17 * 60) for day in range(5)]


def written(weekday, starts, ends, since, until=None):
    return Written(Span(weekday, starts, ends), Period(since, until))


class TestRule:
    def test_own_hours_stand_before_the_desks_and_those_before_the_usual(self):
        desks = [written(0, 480, 960, date(2026, 1, 1))]
        own = [written(0, 1320, 360, MONDAY)]
        assert spans_on(MONDAY, own, desks, USUAL) == [Span(0, 1320, 360)]
        before = MONDAY - timedelta(days=7)
        assert spans_on(before, own, desks, USUAL) == [Span(0, 480, 960)]
        assert spans_on(date(2025, 12, 29), own, desks, USUAL) == [Span(0, 420, 1020)]

    def test_a_day_for_which_nothing_is_written_beside_others_is_free(self):
        assert spans_on(MONDAY + timedelta(days=1), [written(0, 480, 960, MONDAY)], [], USUAL) == []

    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    def test_a_change_holds_from_its_first_day_and_no_day_before(self, day, change):
        before = [written(each, 420, 1020, date(2019, 1, 1), change) for each in range(7)]
        after = [written(each, 600, 1200, change) for each in range(7)]
        [span] = spans_on(day, [], before + after, [])
        assert span.starts == (600 if day >= change else 420)


def officer_of(actor) -> Officer:
    return Officer.objects.get(pk=actor.officer_id)


def local(day, hour):
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=hour)


@pytest.mark.django_db
class TestHours:
    def on_duty(self, actor, at):
        book = DutyBook({actor.post_id}, {actor.officer_id}, at - timedelta(days=2))
        return book.on_duty(actor.post_id, actor.officer_id, at)

    def test_a_change_to_come_leaves_the_days_until_then_as_they_were(self, world):
        person, today = world.investigator, timezone.localdate()
        change = today + timedelta(days=(7 - today.weekday()) + 7)  # a Monday after next
        write_duty_hours(world.desk_head, world.station, weekdays=[0], starts=480, ends=960)
        write_duty_hours(world.desk_head, world.station, weekdays=[0], starts=1320, ends=360, starts_on=change)
        assert not self.on_duty(person, local(change, 12))
        assert self.on_duty(person, local(change, 23))
        assert self.on_duty(person, local(change + timedelta(days=1), 3)), "over midnight"
        assert not self.on_duty(person, local(change, 3)), "the night before was of the old hours"
        week_before = change - timedelta(days=7)
        assert self.on_duty(person, local(week_before, 12))
        assert not self.on_duty(person, local(week_before, 23))
        assert [each.ends_on for each in DutyHours.objects.order_by("starts_on")] == [change, None]

    def test_a_later_word_replaces_what_was_planned(self, world):
        later = timezone.localdate() + timedelta(days=20)
        write_duty_hours(world.desk_head, world.station, weekdays=[0, 1], starts=480, ends=960, starts_on=later)
        write_duty_hours(world.desk_head, world.station, weekdays=[0], starts=600, ends=900)
        assert sorted(DutyHours.objects.values_list("weekday", "starts", "ends_on")) == [(0, 600, None), (1, 480, None)]

    def test_without_hours_the_days_are_free(self, world):
        write_duty_hours(world.desk_head, world.station, weekdays=[0, 1], starts=480, ends=960)
        write_duty_hours(world.desk_head, world.station, weekdays=[0], starts=None, ends=None)
        assert list(DutyHours.objects.values_list("weekday", flat=True)) == [1]
        with pytest.raises(Invalid, match="both hours"):
            write_duty_hours(world.desk_head, world.station, weekdays=[0], starts=480, ends=None)

    def test_past_days_are_not_written(self, world):
        yesterday = timezone.localdate() - timedelta(days=1)
        with pytest.raises(Invalid, match="past days"):
            write_duty_hours(world.desk_head, world.station, weekdays=[0], starts=0, ends=0, starts_on=yesterday)

    def test_a_shift_to_come_is_withdrawn_and_counts_no_more(self, world):
        person = officer_of(world.investigator)
        at = timezone.now() + timedelta(days=3)
        shift = write_shift(world.desk_head, person, starts_at=at, ends_at=at + timedelta(hours=6))
        book = DutyBook({world.investigator.post_id}, {person.pk}, at)
        assert book.shifts_of(person.pk)
        withdraw_shift(world.desk_head, shift)
        assert not DutyBook({world.investigator.post_id}, {person.pk}, at).shifts_of(person.pk)
        with pytest.raises(Conflict):
            withdraw_shift(world.desk_head, shift)

    def test_a_shift_that_has_begun_stays_and_nobody_withdraws_the_own_one(self, world):
        now = timezone.now()
        begun = write_shift(
            world.desk_head, officer_of(world.investigator), starts_at=now, ends_at=now + timedelta(hours=6)
        )
        with pytest.raises(Conflict):
            withdraw_shift(world.desk_head, begun)
        own = write_shift(
            world.administrator,
            officer_of(world.desk_head),
            starts_at=now + timedelta(days=1),
            ends_at=now + timedelta(days=1, hours=6),
        )
        with pytest.raises(Refused):
            withdraw_shift(world.desk_head, own)
        with pytest.raises(Refused):
            withdraw_shift(world.defence_desk_head, own)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def page(self, world):
        assert world.investigator
        return f"/staff/organisation/desks/{world.station.pk}/"

    def test_the_week_shows_hours_shifts_and_what_is_to_come(self, world, page):
        client = world.client(world.desk_head)
        monday = monday_of("") + timedelta(days=14)
        given = {"op_id": str(uuid.uuid4()), "weekdays": ["0"], "starts": "22:00", "ends": "06:00", "post": ""}
        assert client.post(f"{page}hours/", given | {"starts_on": monday}).status_code == 302
        assert "22:00–06:00" in words(client.get(f"{page}week/?week={monday}"))
        assert "07:00–17:00" in words(client.get(f"{page}week/?week={monday - timedelta(days=7)}"))
        assert "from" in words(client.get(f"{page}hours/"))
        shift = {"officer": world.investigator.officer_id, "day": monday, "starts": "20:00", "ends": "02:00"}
        answer = client.post(f"{page}week/", shift | {"op_id": str(uuid.uuid4())})
        assert answer.url.endswith(f"week/?week={monday}")
        kept = Shift.objects.get()
        assert kept.ends_at - kept.starts_at == timedelta(hours=6)
        assert "20:00–02:00" in words(client.get(answer.url))
        assert client.post(f"{page}shifts/{kept.pk}/withdraw/").status_code == 302
        assert "20:00–02:00" not in words(client.get(answer.url))

    def test_a_head_is_not_offered_her_own_name(self, world, page):
        head = world.actor("desk_head", world.station)
        form = world.client(head).get(f"{page}week/").content.decode().split("<select", 1)[1]
        assert str(head.officer_id) not in form
        assert str(world.investigator.officer_id) in form

    @pytest.mark.parametrize("typed", ["", "never", "0001-01-01", "9999-12-31", "2026-03-11"])
    def test_any_week_can_be_asked_for(self, world, page, typed):
        assert world.client(world.desk_head).get(f"{page}week/?week={typed}").status_code == 200

    def test_an_end_alone_is_told_beside_the_field(self, world, page):
        given = {"op_id": str(uuid.uuid4()), "weekdays": ["0"], "starts": "", "ends": "06:00", "post": ""}
        answer = world.client(world.desk_head).post(f"{page}hours/", given | {"starts_on": timezone.localdate()})
        assert answer.status_code == 422
        assert "both hours" in words(answer)

    def test_another_institutions_desk_and_shift_are_not_there(self, world, page):
        foreign = world.client(world.defence_desk_head)
        assert foreign.get(f"{page}week/").status_code == 404
        with unguarded("test"):
            shift = Shift.objects.create(
                officer=officer_of(world.investigator),
                starts_at=datetime(2030, 1, 1, 8, tzinfo=UTC),
                ends_at=datetime(2030, 1, 1, 9, tzinfo=UTC),
                written_by=world.desk_head.id,
            )
        assert foreign.post(f"{page}shifts/{shift.pk}/withdraw/").status_code == 404
        assert world.client(world.focal_point).get(f"{page}week/").status_code == 403

    def test_the_week_asks_as_much_for_many_as_for_few(self, world, page, django_assert_max_num_queries):
        client = world.client(world.desk_head)
        client.get(f"{page}week/")
        for _each in range(8):
            assert Post.objects.filter(pk=world.actor("investigator", world.station).post_id).exists()
        with django_assert_max_num_queries(13):
            client.get(f"{page}week/")
