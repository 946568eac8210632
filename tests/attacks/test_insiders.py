"""Attack 8, from within: looks off duty, at oneself and at relatives are seen early, and by somebody else."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.cases.queries import identity_of
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.casework.oversight import rules
from genderdesk.casework.oversight.acts import dismiss_alert, refer_alert
from genderdesk.casework.oversight.jobs import watch
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.oversight.rules import Look
from genderdesk.casework.oversight.vocabulary import MANY, AlertRule, ReferredTo
from genderdesk.groundwork.protection.acts import Refused, unguarded
from genderdesk.groundwork.protection.ledger import Line, write
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.acts import declare_relative, write_duty_hours, write_shift
from genderdesk.organisation.institution.models import Officer, Shift
from genderdesk.organisation.institution.rules.duty import Span, on_duty
from genderdesk.organisation.institution.vocabulary import Relation
from tests.files import fresh, open_file

# A Monday night. 1,700 look-ups in 19 months are three on each of 567 nights.
NIGHT = timezone.make_aware(datetime(2025, 3, 3, 23, 30))
LOOK_UPS, A_NIGHT = 1700, 3


def look_up(actor, at, case, number=1):
    write(
        *(Line("disclosure", "case.identity", actor, subject=case, at=at + timedelta(minutes=n)) for n in range(number))
    )


def raised(rule=None):
    found = Alert.objects.order_by("day")
    return list(found.filter(rule=rule) if rule else found)


@pytest.fixture
def case(world):
    return fresh(open_file(world))


@pytest.fixture
def officer(world):
    """A focal point who can sign in, so that the account's officer is known."""
    world.client(world.focal_point)
    return world.focal_point


class TestReplay:
    """1,700 look-ups off duty in 19 months, which an audit found after the 19 months (security.md 2.3)."""

    def test_the_first_night_is_seen_within_the_minute_and_the_third_as_a_habit(self, world, officer, case):
        for night in range(3):
            look_up(officer, NIGHT + timedelta(days=night), case, A_NIGHT)
            watch()
            assert len(raised(AlertRule.OFF_SHIFT)) == night + 1
            assert bool(raised(AlertRule.AGAIN)) is (night == 2)
        assert raised(AlertRule.AGAIN)[0].entries.count() == A_NIGHT
        assert {alert.looker_id for alert in raised()} == {officer.id}

    def test_the_whole_replay_raises_one_alert_a_night_and_no_entry_twice(self, world, officer, case):
        nights = -(-LOOK_UPS // A_NIGHT)
        for night in range(nights):
            look_up(officer, NIGHT + timedelta(days=night), case, min(A_NIGHT, LOOK_UPS - night * A_NIGHT))
        assert Entry.objects.filter(name="case.identity").count() == LOOK_UPS
        watch()
        alerts = raised(AlertRule.OFF_SHIFT)
        assert len(alerts) == nights
        assert sum(alert.entries.count() for alert in alerts) == LOOK_UPS
        assert len(raised(AlertRule.AGAIN)) == nights - 2
        before = (Alert.objects.count(), Entry.objects.filter(name="alert.raise").count())
        assert watch() == 0
        assert (Alert.objects.count(), Entry.objects.filter(name="alert.raise").count()) == before

    def test_the_same_number_by_day_raises_none(self, world, officer, case):
        for day in range(30):
            at = NIGHT.replace(hour=10) + timedelta(days=day)
            if at.weekday() < 5:
                look_up(officer, at, case, A_NIGHT)
        watch()
        assert raised() == []


class TestHours:
    def test_written_hours_stand_in_place_of_the_usual_ones(self, world, officer, case):
        write_duty_hours(world.desk_head, world.station, weekdays=[0], starts=22 * 60, ends=6 * 60)
        look_up(officer, NIGHT, case)
        watch()
        assert raised() == []

    def test_a_shift_written_beforehand_excuses_and_one_written_afterwards_does_not(self, world, officer, case):
        person = Officer.objects.get(pk=officer.officer_id)
        shift = write_shift(
            world.desk_head, person, starts_at=NIGHT - timedelta(hours=1), ends_at=NIGHT + timedelta(hours=7)
        )
        look_up(officer, NIGHT, case)
        watch()
        assert len(raised(AlertRule.OFF_SHIFT)) == 1
        with unguarded("test"):
            Shift.objects.filter(pk=shift.pk).update(written_at=NIGHT - timedelta(days=1))
        look_up(officer, NIGHT + timedelta(minutes=5), case)
        watch()
        assert raised(AlertRule.OFF_SHIFT)[0].entries.count() == 1

    def test_nobody_writes_the_own_hours_or_shift(self, world):
        head = world.actor("desk_head", world.station)
        own = Officer.objects.get(pk=head.officer_id)
        with pytest.raises(Refused):
            write_duty_hours(head, world.station, weekdays=[0], starts=0, ends=0)
        with pytest.raises(Refused):
            write_shift(head, own, starts_at=NIGHT, ends_at=NIGHT + timedelta(hours=1))

    def test_a_line_that_never_closes_has_no_night(self, world, case):
        look_up(world.operator, NIGHT, case)
        watch()
        assert raised() == []

    @given(
        weekday=st.integers(0, 6),
        starts=st.integers(0, 1439),
        length=st.integers(1, 1439),
        minute=st.integers(-2000, 2000),
    )
    def test_hours_hold_to_the_minute_with_half_an_hour_before_and_after(self, weekday, starts, length, minute):
        span = Span(weekday, starts, (starts + length) % 1440)
        monday = datetime(2026, 11, 23)
        begin = monday + timedelta(days=weekday, minutes=starts)
        inside = -30 <= minute < length + 30
        # What lies a whole week away is the same hour of the week.
        if length + 60 < 7 * 1440:
            assert on_duty(begin + timedelta(minutes=minute), [span]) is inside


class TestCloseness:
    def test_a_look_at_the_own_file_and_at_a_relatives_is_seen(self, world, officer):
        number = "+250788000123"
        case = fresh(open_file(world, reporter_phone=number, reporter_type="survivor"))
        declare_relative(officer, relation=Relation.SIBLING, phone=number)
        identity_of(officer, case, reason=LookReason.CONTACT)
        watch()
        assert len(raised(AlertRule.FAMILY)) == 1
        declare_relative(officer, relation=Relation.SELF, phone=number)
        identity_of(officer, case, reason=LookReason.CONTACT)
        watch()
        assert len(raised(AlertRule.OWN)) == 1

    def test_a_search_for_oneself_is_seen(self, world, officer, case):
        write(Line("search", "case.search", officer, notes={"close": "own", "found": 0}, at=NIGHT.replace(hour=10)))
        watch()
        assert [alert.rule for alert in raised()] == [AlertRule.OWN]


class TestArea:
    def test_a_look_at_another_districts_case_is_seen(self, world, officer):
        assert world.other_focal_point
        case = fresh(open_file(world, district=world.other_district, sector=None))
        look_up(officer, NIGHT.replace(hour=10), case)
        watch()
        assert [alert.rule for alert in raised()] == [AlertRule.OFF_AREA]

    def test_the_own_area_and_headquarters_raise_none(self, world, officer, case):
        for actor in (officer, world.desk_head):
            look_up(actor, NIGHT.replace(hour=10), case)
        watch()
        assert raised() == []


class TestMany:
    def test_twenty_in_an_hour_are_seen_and_nineteen_are_not(self, world, officer, case):
        look_up(officer, NIGHT.replace(hour=10), case, 19)
        watch()
        assert raised() == []
        look_up(officer, NIGHT.replace(hour=10, minute=50), case, 1)
        watch()
        assert [alert.rule for alert in raised()] == [AlertRule.MANY_IN_HOUR]
        assert raised()[0].entries.count() == 20

    def test_who_looks_at_many_every_day_is_measured_by_the_own_days(self):
        hour, day = MANY
        assert rules.limit_of(day, usual=10.0) == 50
        assert rules.limit_of(day, usual=40.0) == 120
        assert rules.limit_of(hour, usual=90.0) == 90

    @given(st.lists(st.integers(0, 100), min_size=1, max_size=60))
    def test_the_limit_holds_at_its_very_number(self, minutes):
        at = NIGHT
        looks = [Look(n, at - timedelta(minutes=each)) for n, each in enumerate(sorted(minutes, reverse=True))]
        within = sum(timedelta(0) <= at - each.at < timedelta(hours=1) for each in looks)
        found = dict(rules.many_up_to(Look(-1, at), looks, 0.0))
        assert (AlertRule.MANY_IN_HOUR in found) is (within >= 20)


class TestWhoAnswers:
    @pytest.fixture
    def alert(self, world):
        """An alert about a member of oversight."""
        world.client(world.oversight)
        write(Line("search", "case.search", world.oversight, notes={"close": "family"}, at=NIGHT.replace(hour=10)))
        watch()
        return raised()[0]

    def test_whom_it_concerns_neither_sees_nor_decides_it(self, world, alert):
        assert alert.looker_officer == world.oversight.officer_id
        browser = world.client(world.oversight)
        assert browser.get(f"/staff/oversight/alerts/{alert.pk}/").status_code == 404
        with pytest.raises(Refused):
            dismiss_alert(world.oversight, alert, why="It was in order.")

    def test_the_database_refuses_it_too(self, world, alert):
        for given_ in (
            {"decided_by": alert.looker_id},
            {"decided_by": uuid.uuid4(), "decided_officer": alert.looker_officer},
        ):
            with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
                Alert.objects.filter(pk=alert.pk).update(state="dismissed", **given_)

    def test_another_member_answers(self, world, alert):
        other = world.actor("oversight", world.headquarters)
        done = refer_alert(other, alert, to=ReferredTo.INTERNAL_AFFAIRS, why="A relative's number.")
        assert done.state == "referred"

    @pytest.mark.parametrize("name", ["desk_head", "administrator", "focal_point", "defence_desk_head"])
    def test_nobody_else_may(self, world, alert, name):
        with pytest.raises(Refused):
            dismiss_alert(getattr(world, name), alert, why="No.")
        assert world.client(getattr(world, name)).get(f"/staff/oversight/alerts/{alert.pk}/").status_code == 403

    def test_oversight_of_the_other_institution_does_not_see_it(self, world, alert):
        other = world.actor("oversight", world.defence_desk)
        assert world.client(other).get(f"/staff/oversight/alerts/{alert.pk}/").status_code == 404
