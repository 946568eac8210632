"""Oversight's pages: who opened a case and why, what an officer opened, alerts; in codes, of the own institution."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import identity_of
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.casework.intake.queries import telling_of
from genderdesk.casework.oversight.jobs import watch
from genderdesk.casework.oversight.labels import NAMES
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.oversight.queries import access_to_case
from genderdesk.groundwork.protection import approvals, disclosures
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.ledger import Line, write
from genderdesk.groundwork.protection.models import Approval, Entry
from genderdesk.organisation.institution.models import Cell
from tests.files import fresh, open_file

NAME = "Nobody Invented"


@pytest.fixture
def case(world):
    world.client(world.focal_point)
    case = fresh(open_file(world, reporter_name=NAME, reporter_type="survivor"))
    identity_of(world.focal_point, case, reason=LookReason.INTERVIEW)
    telling_of(world.operator, case.report)
    return case


def words(answer):
    return answer.content.decode()


class TestAccess:
    def test_who_opened_a_case_and_why_without_a_name(self, world, case):
        browser = world.client(world.oversight)
        found = browser.post("/staff/oversight/cases/", {"number": case.number, "op_id": str(uuid.uuid4())})
        page = words(browser.get(found["Location"]))
        assert world.focal_point.code in page
        assert world.operator.code in page
        assert "To prepare a meeting" in page
        assert NAME not in page
        assert Entry.objects.filter(kind="disclosure", name="oversight.case").count() == 1

    def test_who_works_on_a_case_sees_its_last_looks_on_its_page(self, world, case):
        access_to_case(world.oversight, case)
        page = words(world.client(world.focal_point).get(f"/staff/cases/{case.pk}/"))
        looks = page.partition('id="looks"')[2]
        assert "To prepare a meeting" in looks
        assert "Name, number and address" in looks
        assert world.operator.code in looks
        assert world.oversight.code not in page
        for _n in range(20):
            identity_of(world.focal_point, case, reason=LookReason.INTERVIEW)
        looks = words(world.client(world.focal_point).get(f"/staff/cases/{case.pk}/")).partition('id="looks"')[2]
        assert looks.count("To prepare a meeting") == 10
        assert world.operator.code not in looks

    def test_looks_at_another_case_stand_nowhere_on_the_page(self, world, case):
        other = fresh(open_file(world))
        assert 'id="looks"' not in words(world.client(world.focal_point).get(f"/staff/cases/{other.pk}/"))

    def test_what_an_officer_opened(self, world, case):
        browser = world.client(world.oversight)
        found = browser.post("/staff/oversight/officers/", {"officer": world.focal_point.code, "op_id": "x"})
        address = found["Location"]
        assert case.number in words(browser.get(address))
        yesterday = timezone.localdate() - timedelta(days=1)
        assert "Nothing is recorded here" in words(browser.get(f"{address}?day={yesterday}"))
        assert "case.identity" not in words(browser.get(f"{address}?day=nonsense"))
        assert Entry.objects.filter(name="oversight.officer").count() == 3

    def test_a_sealed_case_shows_in_neither(self, world, case):
        with unguarded("test"):
            cell = Cell.objects.create(institution=world.police, name="Invented cell", opened_on="2020-01-01")
            Case.objects.filter(pk=case.pk).update(sensitivity="sealed", cell=cell)
        browser = world.client(world.oversight)
        hidden = browser.post("/staff/oversight/cases/", {"number": case.number, "op_id": "x"})
        none = browser.post("/staff/oversight/cases/", {"number": "GD-2222-2222", "op_id": "x"})
        assert (hidden.status_code, none.status_code) == (422, 422)
        assert browser.get(f"/staff/oversight/cases/{case.pk}/").status_code == 404
        officer = browser.post("/staff/oversight/officers/", {"officer": world.focal_point.code, "op_id": "x"})
        assert case.number not in words(browser.get(officer["Location"]))
        assert case.report.number not in words(browser.get(officer["Location"]))

    def test_the_other_institution_is_not_overseen(self, world, case):
        browser = world.client(world.actor("oversight", world.defence_desk))
        assert browser.post("/staff/oversight/cases/", {"number": case.number, "op_id": "x"}).status_code == 422
        found = browser.post("/staff/oversight/officers/", {"officer": world.focal_point.code, "op_id": "x"})
        assert found.status_code == 422
        assert browser.get(f"/staff/oversight/cases/{case.pk}/").status_code == 404
        assert browser.get(f"/staff/oversight/officers/{world.focal_point.id}/").status_code == 404

    @pytest.mark.parametrize("name", ["desk_head", "administrator", "focal_point", "analyst"])
    def test_nobody_else_enters(self, world, case, name):
        browser = world.client(getattr(world, name))
        for address in ("", "cases/", f"cases/{case.pk}/", "officers/", f"officers/{world.focal_point.id}/"):
            assert browser.get(f"/staff/oversight/{address}").status_code == 403

    def test_a_page_of_many_entries_asks_as_little_as_one_of_few(self, world, case):
        browser = world.client(world.oversight)
        address = f"/staff/oversight/officers/{world.focal_point.id}/"

        def asked():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert browser.get(address).status_code == 200
            return len(queries)

        asked()
        few = asked()
        write(*(Line("disclosure", "case.identity", world.focal_point, subject=case) for _n in range(120)))
        assert asked() == few
        assert "Older" in words(browser.get(address))


class TestAlerts:
    @pytest.fixture
    def alert(self, world, case):
        at = timezone.localtime() - timedelta(days=7)
        write(Line("search", "case.search", world.focal_point, notes={"close": "own", "found": 1}, at=at))
        watch()
        return Alert.objects.get(rule="own")

    def test_it_stands_on_today_and_in_the_room_and_is_answered(self, world, alert):
        browser = world.client(world.oversight)
        assert "Looked for herself or himself" in words(browser.get("/staff/"))
        assert "Looked for herself or himself" in words(browser.get("/staff/oversight/"))
        assert "Looked for herself or himself" in words(browser.get("/staff/oversight/?part=1&state=waiting"))
        address = f"/staff/oversight/alerts/{alert.pk}/"
        assert world.focal_point.code in words(browser.get(address))
        assert browser.post(f"{address}see/", {"op_id": str(uuid.uuid4())}).status_code == 302
        assert browser.post(f"{address}dismiss/", {"why": "", "op_id": str(uuid.uuid4())}).status_code == 422
        given = {"why": "The case was handed over to her.", "op_id": str(uuid.uuid4())}
        assert browser.post(f"{address}dismiss/", given).status_code == 302
        page = words(browser.get(address))
        assert "In order" in page
        assert "handed over to her" in page
        assert "Looked for herself" not in words(browser.get("/staff/oversight/"))

    def test_what_comes_after_the_answer_makes_a_new_one(self, world, alert):
        browser = world.client(world.oversight)
        browser.post(f"/staff/oversight/alerts/{alert.pk}/see/", {"op_id": str(uuid.uuid4())})
        at = timezone.localtime() - timedelta(days=7)
        write(Line("search", "case.search", world.focal_point, notes={"close": "own"}, at=at))
        watch()
        assert Alert.objects.filter(rule="own").count() == 2


def test_each_kind_of_look_is_named_in_words_for_whoever_oversees():
    assert {name for name in disclosures.registry if "." in name and name not in NAMES} == set()


class TestSecondPerson:
    def test_who_asked_takes_it_back_and_a_stranger_does_not(self, world):
        asked = approvals.ask(world.desk_head, kind="report.register", scope="a month", reason="By mistake.")
        mine, other = world.client(world.desk_head), world.client(world.actor("desk_head", world.other_station))
        page, take_back = "/staff/second-person/", f"/staff/second-person/{asked.pk}/take-back/"
        assert take_back in words(mine.get(page))
        assert "You asked a second person" in words(mine.get("/staff/"))
        assert take_back not in words(other.get(page))
        nowhere = other.post(f"{page}{uuid.uuid4()}/take-back/", {"op_id": str(uuid.uuid4())})
        assert other.post(take_back, {"op_id": str(uuid.uuid4())}).status_code == nowhere.status_code == 404
        assert mine.post(take_back, {"op_id": str(uuid.uuid4())}).status_code == 302
        assert Approval.objects.get().decision == "withdrawn"
        assert take_back not in words(mine.get(page))
        assert world.client(world.oversight).get(f"{page}{asked.pk}/").status_code == 404

    def test_who_asked_does_not_find_the_own_request(self, world):
        asked = approvals.ask(world.desk_head, kind="report.register", scope="a month", reason="The audit.")
        mine, other = world.client(world.desk_head), world.client(world.oversight)
        address = f"/staff/second-person/{asked.pk}/"
        assert mine.get(address).status_code == 404
        assert "Nothing waits for you" in words(mine.get("/staff/second-person/"))
        assert world.desk_head.code in words(other.get("/staff/second-person/"))
        assert "The audit." in words(other.get(address))
        assert other.post(address, {"yes": "no", "answer": "", "op_id": str(uuid.uuid4())}).status_code == 422
        assert other.post(address, {"yes": "yes", "op_id": str(uuid.uuid4())}).status_code == 302
        assert Approval.objects.get().decision == "yes"
