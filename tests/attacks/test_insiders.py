"""Attack 8, from within: looks off duty, at oneself and at relatives are seen early, and by somebody else."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.cases.acts import open_case
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import identity_of
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import telling_of
from genderdesk.casework.oversight import rules
from genderdesk.casework.oversight.acts import dismiss_alert, refer_alert, review_glass
from genderdesk.casework.oversight.jobs import escalate, watch
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.oversight.rules import Look
from genderdesk.casework.oversight.vocabulary import MANY, AlertRule, ReferredTo, Verdict
from genderdesk.casework.response.acts import add_note, break_glass, open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.queries import look_through
from genderdesk.casework.response.vocabulary import GlassReason
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import access
from genderdesk.groundwork.protection import glass as glass_clocks
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import Conflict, Refused, unguarded
from genderdesk.groundwork.protection.ledger import Line, write
from genderdesk.groundwork.protection.models import Entry, Glass, GlassWord
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.acts import declare_relative, write_duty_hours, write_shift
from genderdesk.organisation.institution.models import Cell, DutyHours, Officer, Shift
from genderdesk.organisation.institution.rules.duty import Span, on_duty
from genderdesk.organisation.institution.vocabulary import Relation
from tests.accounts.sign_ins import give_password
from tests.accounts.soft_passkey import SoftPasskey, add_passkey, at_desk, options_on
from tests.files import fresh, open_file, receive

# A Monday night. 1,700 look-ups in 19 months are three on each of 567 nights.
NIGHT = timezone.make_aware(datetime(2025, 3, 3, 23, 30))
LOOK_UPS, A_NIGHT = 1700, 3
NAME = "Nobody Invented"


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
        assert len(raised(AlertRule.OFF_SHIFT)) == 1, "hours written afterwards excuse nothing"
        with unguarded("test"):
            DutyHours.objects.update(starts_on=NIGHT.date() - timedelta(days=7))
        look_up(officer, NIGHT + timedelta(minutes=5), case)
        watch()
        assert raised(AlertRule.OFF_SHIFT)[0].entries.count() == 1

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


class TestBrokenGlass:
    """An officer without reach opens one response in an emergency: told first, for 60 minutes, reviewed in 72 hours."""

    WORDS = "She calls from the next house; the line is down."

    @pytest.fixture
    def there(self, world):
        """A response to violence now in another district, and two supervisors outside the unit who can sign in."""
        report = receive(world, immediate_danger=Answer.YES, place_text="Behind the mill", reporter_name=NAME)
        found = open_dispatch(SYSTEM, report=report)
        for each in (world.desk_head, world.oversight):
            world.client(each)
        with unguarded("test"):
            Dispatch.objects.filter(pk=found.pk).update(district=world.other_district, priority="p1")
        return Dispatch.objects.get(pk=found.pk)

    @pytest.fixture
    def rider(self, world):
        actor = world.rider
        world.client(actor)
        with unguarded("test"):
            user = User.objects.get(pk=actor.id)
            user.set_password("a password of the demonstration")
            user.save()
        return actor

    def break_it(self, actor, there, **changes):
        given = {"reason": GlassReason.ALONE_NEARBY, "words": self.WORDS, "proof": "a password of the demonstration"}
        return break_glass(actor, there, **(given | changes))

    def test_two_supervisors_outside_the_unit_are_told_before_anything_is_shown(self, world, rider, there):
        with pytest.raises(Refused):
            look_through(rider, there)
        glass = self.break_it(rider, there)
        told = set(glass.told.values_list("officer_id", flat=True))
        assert told == {world.desk_head.officer_id, world.oversight.officer_id}
        assert not Entry.objects.filter(kind="disclosure", name="dispatch.glass").exists()
        for each in (world.desk_head, world.oversight):
            assert "Opened in an emergency" in world.client(each).get("/staff/").content.decode()
        shown = look_through(rider, there)
        assert (shown.name, shown.place.landmark) == (NAME, "Behind the mill")

    def test_where_they_cannot_be_told_nothing_is_opened(self, world, rider, there, monkeypatch):
        def lost(*_word, **_file):
            raise OSError("the outbox is full")

        monkeypatch.setattr("genderdesk.groundwork.platform.outbox.tell", lost)
        with pytest.raises(OSError, match="outbox"):
            self.break_it(rider, there)
        assert not Glass.objects.exists()
        with unguarded("test"):
            User.objects.filter(pk=world.oversight.id).update(is_active=False)
        monkeypatch.undo()
        with pytest.raises(Refused, match="two supervisors"):
            self.break_it(rider, there)
        assert not Glass.objects.exists()

    @pytest.mark.parametrize(("minutes", "open_"), [(0, True), (59.99, True), (60, False), (61, False)])
    def test_it_stands_open_for_sixty_minutes_and_no_longer(self, rider, there, monkeypatch, minutes, open_):
        glass = self.break_it(rider, there)
        monkeypatch.setattr(timezone, "now", lambda: glass.broken_at + timedelta(minutes=minutes))
        if open_:
            assert look_through(rider, there).name == NAME
        else:
            with pytest.raises(Refused):
                look_through(rider, there)

    @given(st.integers(-10, 5 * 24 * 3600))
    def test_both_clocks_hold_to_the_second(self, seconds):
        now = NIGHT + timedelta(seconds=seconds)
        assert glass_clocks.stands_open(NIGHT, now) is (0 <= seconds < 3600)
        assert glass_clocks.review_is_late(NIGHT, now) is (seconds >= 72 * 3600)

    def test_it_opens_to_nobody_else_and_for_nothing_but_reading(self, world, rider, there):
        self.break_it(rider, there)
        for actor in (world.actor("rider", world.station), world.focal_point, world.analyst):
            with pytest.raises(Refused):
                look_through(actor, there)
        with pytest.raises(Refused):
            telling_of(rider, Report.objects.get(pk=there.report_id))
        with pytest.raises(Refused):
            add_note(rider, there, text="I go.")

    @pytest.mark.parametrize("proof", ["", "wrong"])
    def test_without_the_second_factor_nothing_is_opened(self, rider, there, proof):
        for _try in range(6):
            with pytest.raises(Refused):
                self.break_it(rider, there, proof=proof)
        assert not Glass.objects.exists()
        assert Entry.objects.filter(kind="refusal", name="dispatch.break_glass").count() == 6
        # Five wrong ones within the hour, and even the right one is not tried.
        with pytest.raises(Refused, match="Too many"):
            self.break_it(rider, there)

    def test_a_code_is_good_once_and_a_password_no_code_where_a_factor_is_set_up(self, rider, there, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        with pytest.raises(Refused):
            self.break_it(rider, there)

    @pytest.fixture
    def at_her_phone(self, rider):
        """The rider's browser and passkey."""
        client, passkey = at_desk(), SoftPasskey()
        give_password(client, User.objects.get(pk=rider.id).username, "a password of the demonstration")
        assert add_passkey(client, passkey).status_code == 302
        return client, passkey

    def press(self, client, there, proof):
        given = {"reason": "alone_nearby", "words": self.WORDS, "number": there.number, "op_id": str(uuid.uuid4())}
        return client.post("/staff/emergency/", given | {"proof": proof})

    def test_a_passkey_proves_it_as_a_code_does_and_its_answer_is_good_once(self, at_her_phone, there, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        client, passkey = at_her_phone
        client.get("/staff/second-factor/codes/")
        proof = passkey.answer(options_on(client, "/staff/emergency/"))["credential"]
        answer = self.press(client, there, proof)
        assert answer.status_code == 302
        assert "Behind the mill" in client.get(answer["Location"]).content.decode()
        with unguarded("test"):
            GlassWord.objects.all().delete()
            Glass.objects.all().delete()
        assert self.press(client, there, proof).status_code == 422
        assert not Glass.objects.exists()

    @pytest.mark.parametrize("fault", ["another passkey", "nobody verified", "another challenge", "no answer", "{}"])
    def test_any_other_answer_of_a_passkey_opens_nothing(self, at_her_phone, there, fault):
        client, passkey = at_her_phone
        options = options_on(client, "/staff/emergency/")
        if fault == "another passkey":
            passkey = SoftPasskey()
        passkey.knows_its_owner = fault != "nobody verified"
        if fault == "another challenge":
            options_on(client, "/staff/emergency/")
        given = {"no answer": "{", "{}": "{}"}.get(fault) or passkey.answer(options)["credential"]
        assert self.press(client, there, given).status_code == 422
        assert not Glass.objects.exists()
        # The challenge is used up by that: the right passkey, a moment later, needs a new one.
        passkey.knows_its_owner = True
        assert self.press(client, there, passkey.answer(options)["credential"]).status_code == 422
        assert not Glass.objects.exists()

    @pytest.mark.parametrize("change", [{"priority": "p2"}, {"state": "closed"}])
    def test_only_over_violence_now(self, rider, there, change):
        with unguarded("test"):
            Dispatch.objects.filter(pk=there.pk).update(**change)
        with pytest.raises(Refused):
            self.break_it(rider, Dispatch.objects.get(pk=there.pk))

    def test_never_over_a_sealed_case_also_once_it_is_broken(self, world, rider, there):
        self.break_it(rider, there)
        case = open_case(SYSTEM, report=Report.objects.get(pk=there.report_id))
        with unguarded("test"):
            cell = Cell.objects.create(institution=world.police, name="Invented cell", opened_on="2020-01-01")
            Case.objects.filter(pk=case.pk).update(sensitivity="sealed", cell=cell)
        with pytest.raises(Refused):
            look_through(rider, there)
        with pytest.raises(Refused):
            self.break_it(rider, there)

    def test_a_hard_refusal_stands_before_it(self, rider, there, monkeypatch):
        monkeypatch.setattr(access, "_hard_refusals", [*access._hard_refusals, lambda actor, _s: actor.id == rider.id])
        with pytest.raises(Missing):
            self.break_it(rider, there)

    def test_what_may_not_be_opened_is_answered_like_what_is_not_there(self, world, rider, there):
        browser = world.client(rider)
        given = {"reason": "alone_nearby", "words": "Now.", "proof": "x"}
        with unguarded("test"):
            Dispatch.objects.filter(pk=there.pk).update(priority="p3")
        answers = [
            browser.post("/staff/emergency/", given | {"number": number, "op_id": str(uuid.uuid4())})
            for number in (there.number, "D-2222-2222")
        ]
        assert [each.status_code for each in answers] == [422, 422]
        assert all("Nothing with this number" in each.content.decode() for each in answers)

    def test_the_page_opens_it_and_closes_after_an_hour(self, world, rider, there, monkeypatch):
        browser = world.client(rider)
        given = {"reason": "alone_nearby", "words": self.WORDS, "proof": "a password of the demonstration"}
        answer = browser.post("/staff/emergency/", given | {"number": there.number, "op_id": str(uuid.uuid4())})
        assert answer.status_code == 302
        assert "Behind the mill" in browser.get(answer["Location"]).content.decode()
        assert world.client(world.focal_point).get(answer["Location"]).status_code == 404
        with unguarded("test"):
            Glass.objects.update(ends_at=timezone.now())
        assert browser.get(answer["Location"]).status_code == 403

    def test_unreviewed_after_72_hours_it_is_escalated_once(self, world, rider, there, monkeypatch):
        glass = self.break_it(rider, there)
        monkeypatch.setattr(timezone, "now", lambda: glass.review_due_at - timedelta(seconds=1))
        assert escalate() == 0
        monkeypatch.setattr(timezone, "now", lambda: glass.review_due_at)
        assert (escalate(), escalate()) == (1, 0)
        glass.refresh_from_db()
        assert glass.escalated_at == glass.review_due_at == glass.broken_at + timedelta(hours=72)

    def test_oversight_reviews_it_and_nobody_the_own(self, world, rider, there):
        glass = self.break_it(rider, there)
        own = Actor(uuid.uuid4(), "user", "second", frozenset({"oversight"}), officer_id=rider.officer_id)
        for actor in (rider, own, world.desk_head):
            with pytest.raises(Refused):
                review_glass(actor, glass, verdict=Verdict.JUSTIFIED, why="It was.")
        with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            Glass.objects.filter(pk=glass.pk).update(reviewed_by=rider.id)
        browser = world.client(world.oversight)
        assert self.WORDS in browser.get(f"/staff/oversight/glass/{glass.pk}/").content.decode()
        given = {"verdict": "justified", "why": "The line was down.", "op_id": str(uuid.uuid4())}
        assert browser.post(f"/staff/oversight/glass/{glass.pk}/", given).status_code == 302
        with pytest.raises(Conflict):
            review_glass(world.oversight, glass, verdict=Verdict.NOT_JUSTIFIED, why="No.")
        assert escalate() == 0
