"""Those who watch over others are told of nothing from which a conflict bars them: no glass, no alert, no entry."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.intake.acts import declare_conflict, seal_file
from genderdesk.casework.intake.models import Conflict, Report
from genderdesk.casework.intake.vocabulary import ConflictKind, NarrowedFor
from genderdesk.casework.oversight import queries
from genderdesk.casework.oversight.acts import see_alert
from genderdesk.casework.oversight.jobs import escalate, watch
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.response.acts import break_glass, open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.vocabulary import GlassReason
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import Refused, unguarded
from genderdesk.groundwork.protection.circle import circle_of
from genderdesk.groundwork.protection.ledger import Line, write
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.acts import admit_to_cell, open_cell
from genderdesk.organisation.institution.models import Officer
from tests.files import fresh, open_file

pytestmark = pytest.mark.django_db

PASSWORD = "a password of the demonstration"
NIGHT = timezone.make_aware(datetime(2025, 3, 3, 23, 30))


def bar(world, report_id, *, officer=None, account=None):
    """Enter somebody in a file's conflict register."""
    person = {"officer": Officer.objects.get(pk=officer)} if officer else {"account_id": account}
    declare_conflict(world.focal_point, Report.objects.get(pk=report_id), kind=ConflictKind.PERSON, **person)


@pytest.fixture
def case(world):
    world.client(world.focal_point)
    return fresh(open_file(world, immediate_danger=Answer.YES))


def words_of(*kinds):
    return [each.payload for each in Message.objects.filter(topic="live") if each.payload["kind"] in kinds]


def may_hear(actor, word):
    """As the live process decides (``config/live.py``)."""
    return word.get("file", "") not in {str(each) for each in circle_of(actor).barred}


class TestGlass:
    @pytest.fixture
    def people(self, world):
        """The officer who breaks it, and three who could be told, all of whom can sign in."""
        second = world.actor("oversight", world.headquarters)
        for each in (world.rider, world.desk_head, world.oversight, second):
            world.client(each)
        with unguarded("test"):
            user = User.objects.get(pk=world.rider.id)
            user.set_password(PASSWORD)
            user.save()
        return {"rider": world.rider, "head": world.desk_head, "oversight": world.oversight, "second": second}

    @pytest.fixture
    def there(self, world, case):
        found = open_dispatch(SYSTEM, report=Report.objects.get(pk=case.report_id))
        with unguarded("test"):
            Dispatch.objects.filter(pk=found.pk).update(district=world.other_district, priority="p1")
        return Dispatch.objects.get(pk=found.pk)

    def break_it(self, people, there):
        return break_glass(
            people["rider"], there, reason=GlassReason.ALONE_NEARBY, words="The line is down.", proof=PASSWORD
        )

    @pytest.mark.parametrize("by", ["officer", "account"])
    def test_nobody_whom_a_conflict_bars_is_told(self, world, people, there, by):
        barred = people["oversight"]
        bar(world, there.report_id, **{by: barred.officer_id if by == "officer" else barred.id})
        glass = self.break_it(people, there)
        told = set(glass.told.values_list("officer_id", flat=True))
        assert told == {people["head"].officer_id, people["second"].officer_id}
        heard = words_of("glass", "alert")
        assert len(heard) == 3
        assert not [each for each in heard if may_hear(barred, each)]
        assert all(may_hear(people["second"], each) for each in heard)

    def test_where_two_are_left_out_nothing_opens(self, world, people, there):
        for who in ("oversight", "second"):
            bar(world, there.report_id, officer=people[who].officer_id)
        with pytest.raises(Refused, match="two supervisors"):
            self.break_it(people, there)

    def test_who_is_barred_later_finds_it_nowhere(self, world, people, there, monkeypatch):
        glass = self.break_it(people, there)
        barred = people["oversight"]
        page = f"/staff/oversight/glass/{glass.pk}/"
        assert world.client(barred).get(page).status_code == 200
        for who in ("oversight", "head"):
            bar(world, there.report_id, officer=people[who].officer_id)
        assert queries.to_review(barred) == []
        assert queries.told_to(people["head"]) == []
        nowhere = world.client(barred).get(f"/staff/oversight/glass/{uuid.uuid4()}/").status_code
        assert world.client(barred).get(page).status_code == nowhere
        assert glass.subject_code not in world.client(barred).get("/staff/oversight/").content.decode()
        assert glass.subject_code not in world.client(people["head"]).get("/staff/").content.decode()
        monkeypatch.setattr(timezone, "now", lambda: glass.broken_at + timedelta(hours=73))
        before = len(words_of("glass", "alert"))
        assert escalate() == 1
        assert not [each for each in words_of("glass", "alert")[before:] if may_hear(barred, each)]
        assert queries.told_to(people["head"]) == []
        assert [each.pk for each in queries.to_review(people["second"])] == [glass.pk]


class TestAlerts:
    def test_an_alert_about_looks_at_a_file_is_none_for_whom_it_bars(self, world, case):
        barred, free = world.oversight, world.actor("oversight", world.headquarters)
        write(Line("disclosure", "case.identity", world.focal_point, subject=case, at=NIGHT))
        bar(world, case.report_id, officer=barred.officer_id)
        watch()
        alert = Alert.objects.get()
        assert queries.waiting(barred) == []
        assert queries.waiting(free) == [alert]
        told = words_of("alert")
        assert told
        assert not [each for each in told if may_hear(barred, each)]
        page = f"/staff/oversight/alerts/{alert.pk}/"
        assert world.client(free).get(page).status_code == 200
        assert world.client(barred).get(page).status_code == 404
        with pytest.raises(Refused):
            see_alert(barred, alert)

    def test_of_an_alert_about_several_files_it_leaves_out_what_bars_her(self, world, case):
        barred, other = world.oversight, fresh(open_file(world))
        for each in (case, other):
            write(Line("disclosure", "case.identity", world.focal_point, subject=each, at=NIGHT))
        bar(world, case.report_id, officer=barred.officer_id)
        watch()
        alert = Alert.objects.get()
        assert [line.number for line in queries.alert_page(barred, alert).lines] == [other.number]
        assert see_alert(barred, alert).state == "seen"


class TestLedger:
    """Who opened what: of every record of the file, whatever its kind, and also before there is a case."""

    @pytest.mark.parametrize("why", ["conflict", "sealed"])
    def test_what_an_officer_opened_leaves_out_every_record_of_a_hidden_file(self, world, case, why):
        watcher = world.oversight
        report = Report.objects.get(pk=case.report_id)
        dispatch = open_dispatch(SYSTEM, report=report)
        records = [case, report, dispatch, case.survivor]
        write(*(Line("disclosure", "case.identity", world.focal_point, subject=each) for each in records))
        mine = Entry.objects.filter(actor_id=world.focal_point.id, name="case.identity")
        assert len(queries.lines_of(watcher, mine)) == 4
        if why == "conflict":
            bar(world, report.pk, officer=watcher.officer_id)
        else:
            seal_file(world.focal_point, report, reason=NarrowedFor.STAFF_SUSPECTED)
        assert queries.lines_of(watcher, mine) == []


class TestByNumber:
    """A typed number finds the case by whichever number it goes, or answers as for one that never was."""

    def numbers(self, case):
        report = Report.objects.get(pk=case.report_id)
        dispatch = Dispatch.objects.get(report_id=report.pk)
        return [fresh(case).number, report.number, dispatch.number]

    def asked(self, world, who, number):
        answer = world.client(who).post("/staff/oversight/cases/", {"number": number, "op_id": str(uuid.uuid4())})
        return answer.status_code, answer.headers.get("Location", ""), answer.content.decode().count(number)

    def test_every_kind_that_oversight_may_see(self, world, case):
        open_dispatch(SYSTEM, report=Report.objects.get(pk=case.report_id))
        for number in self.numbers(case):
            assert queries.case_by_number(world.oversight, number.lower()) == case
        cell = open_cell(SYSTEM, world.police, name="Cell")
        officer = Officer.objects.get(pk=world.oversight.officer_id)
        if not cell.members.filter(officer=officer).exists():
            admit_to_cell(SYSTEM, cell, officer=officer)
        seal_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED)
        numbers = self.numbers(case)
        assert {each[:2] for each in numbers} == {"K-"}
        for number in numbers:
            assert queries.case_by_number(world.oversight, number) == case

    @pytest.mark.parametrize("why", ["conflict", "sealed", "institution"])
    def test_what_may_not_be_known_is_answered_like_what_is_not_there(self, world, case, why):
        open_dispatch(SYSTEM, report=Report.objects.get(pk=case.report_id))
        who = world.actor("oversight", world.defence_desk) if why == "institution" else world.oversight
        if why == "conflict":
            bar(world, case.report_id, officer=who.officer_id)
        elif why == "sealed":
            seal_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED)
        for number in self.numbers(case):
            never = number[:2] + "".join("2" if each != "2" else "3" for each in number[2:])
            with pytest.raises(Missing) as hidden:
                queries.case_by_number(who, number)
            with pytest.raises(Missing) as absent:
                queries.case_by_number(who, never)
            assert str(hidden.value) == str(absent.value)
            assert self.asked(world, who, number)[:2] == self.asked(world, who, never)[:2]
        assert bool(Conflict.objects.exists()) is (why == "conflict")
