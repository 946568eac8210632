"""Taking a report, by staff and by the survivor herself: nothing forced, nothing suggested, nothing lost."""

from __future__ import annotations

import re
import uuid
from html import unescape

import pytest
from django.test import Client

from genderdesk.casework.intake.models import Report
from tests.files import receive

pytestmark = pytest.mark.django_db


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def draft_of(answer) -> dict[str, str]:
    page = answer.content.decode()
    return {name: unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1]) for name in ("draft", "step")}


class TestPublicForm:
    ANSWERS = (
        {"for_whom": "survivor", "safe_to_talk": "yes", "immediate_danger": "no"},
        {"injured_or_recent": "no", "child_involved": "no"},
        {"district": "T11"},
        {"stated_kind": "physical", "narrative": "Invented words."},
        {"safe_to_contact": "no"},
    )

    def fill(self, client, changes=()):
        """All pages with these answers; the page of answers to check."""
        answer = client.get("/report/")
        for number, given in enumerate(self.ANSWERS):
            given = dict(changes).get(number, given)
            answer = client.post("/report/", {**given, **draft_of(answer)})
            assert answer.status_code == 200, words_of(answer)
        return answer

    def test_no_answer_is_suggested(self, world):
        client = Client()
        answer = client.get("/report/")
        for given in self.ANSWERS:
            assert " checked" not in answer.content.decode(), words_of(answer)[:300]
            answer = client.post("/report/", {**given, **draft_of(answer)})

    def test_every_sensitive_question_can_be_left_or_declined(self, world):
        client = Client()
        assert words_of(client.get("/report/")).count("Prefer not to say") == 2
        check = self.fill(client, {0: {}, 1: {}}.items())
        assert words_of(check).count("Not answered") >= 5
        client.post("/report/", draft_of(check))
        report = Report.objects.get()
        answers = (report.safe_to_talk, report.immediate_danger, report.injured_or_recent, report.child_involved)
        assert set(answers) == {"unknown"}
        assert report.reporter_type == "unknown"

    def test_it_is_sent_once_however_often_it_is_pressed(self, world):
        client = Client()
        check = self.fill(client)
        first, second = (client.post("/report/", draft_of(check)) for _twice in range(2))
        number = Report.objects.get().number
        assert number in words_of(first)
        assert number in words_of(second)

    def test_nothing_is_sent_before_the_answers_are_checked(self, world):
        check = self.fill(Client())
        assert "Nothing has been sent yet" in words_of(check)
        assert not Report.objects.exists()

    @pytest.mark.parametrize(
        ("page", "given", "said"),
        [
            (2, {"district": ""}, "Choose an answer"),
            (2, {"district": "T99"}, "valid choice"),
            (3, {"stated_kind": "physical", "occurred_date": "2999-01-01"}, "future"),
            (3, {"stated_kind": "physical", "occurred_date": "40/40/2020"}, "no such date"),
            (3, {"stated_kind": "physical", "narrative": "x" * 10_001}, "10000"),
            (4, {"safe_to_contact": "yes"}, "Give a number"),
            (4, {"safe_to_contact": "yes", "reporter_phone": "0788"}, "short code"),
            (4, {"safe_to_contact": "yes", "reporter_phone": "12 34 56 78"}, "No operator issues"),
        ],
    )
    def test_what_is_wrong_is_said_where_it_is_and_the_rest_is_kept(self, world, page, given, said):
        client = Client()
        answer = client.get("/report/")
        for each in self.ANSWERS[:page]:
            answer = client.post("/report/", {**each, **draft_of(answer)})
        wrong = client.post("/report/", {**given, **draft_of(answer)})
        assert wrong.status_code == 422
        assert said in words_of(wrong)
        right = client.post("/report/", {**self.ANSWERS[page], **draft_of(wrong)})
        assert right.status_code == 200

    @pytest.mark.parametrize("word", ["", "x", "AAAA", "é" * 500, "\x00", "A" * 100_000])
    def test_a_broken_draft_begins_again_and_says_so(self, world, word):
        answer = Client().post("/report/", {"draft": word, "step": "check"})
        assert answer.status_code == 200
        assert "we begin again" in words_of(answer)
        assert not Report.objects.exists()

    def test_back_keeps_what_was_answered(self, world):
        client = Client()
        check = self.fill(client)
        back = client.post("/report/", {**draft_of(check), "back": "telling"})
        assert "Invented words." in words_of(back)

    def test_each_answer_can_be_changed_from_the_page_of_answers(self, world):
        client = Client()
        check = self.fill(client)
        assert re.findall(r'name="back" value="(\w+)"', check.content.decode()).count("place") == 2
        place = client.post("/report/", {**draft_of(check), "back": "place"})
        again = client.post("/report/", {"district": "T12", **draft_of(place)})
        assert "Check your answers" in words_of(again)
        assert "Hillside" in words_of(again)

    @pytest.mark.parametrize(("answer", "words"), [("unknown", "I do not know"), ("declined", "Prefer not to say")])
    def test_who_does_not_name_the_district_reaches_the_national_desk(self, world, answer, words):
        client = Client()
        check = self.fill(client, {2: {"district": answer}}.items())
        assert words in words_of(check)
        client.post("/report/", draft_of(check))
        report = Report.objects.get()
        assert (report.district_id, report.desk_id) == (None, world.headquarters.pk)

    def test_the_page_shows_nothing_readable_of_it(self, world):
        check = self.fill(Client())
        assert "Invented words." not in draft_of(check)["draft"]

    def test_danger_shows_the_free_number(self, world):
        client = Client()
        first = client.get("/report/")
        danger = client.post("/report/", {"immediate_danger": "yes", **draft_of(first)})
        assert "If you can, call now" in words_of(danger)


class TestStaff:
    GIVEN = {
        "received_date": "2026-11-01",
        "received_time": "10:00",
        "received_precision": "exact",
        "district": "T11",
        "stated_kind": "physical",
        "safe_to_contact": "unknown",
        "channel": "walk_in",
        "reporter_type": "unknown",
    }

    @pytest.fixture
    def browser(self, world):
        return world.client(world.focal_point)

    def test_four_fields_are_enough(self, browser):
        answer = browser.post("/staff/reports/new/", {**self.GIVEN, "op_id": str(uuid.uuid4())})
        assert answer.status_code == 302

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"district": ""}, "Choose an answer"),
            ({"stated_kind": ""}, "What is it about?"),
            ({"stated_kind": "rumour"}, "valid choice"),
            ({"received_date": "2999-01-01"}, "future"),
            ({"received_date": "", "received_time": ""}, "When did it reach the desk"),
            ({"occurred_date": "2026-11-02"}, "later than the report"),
            ({"reporter_phone": "3512"}, "short code"),
            ({"reporter_phone": "+250"}, "not a phone number"),
            ({"reporter_name": "n" * 201}, "200"),
            ({"sector": "T9901"}, "valid choice"),
            ({"channel": "web"}, "valid choice"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, browser, changes, said):
        sent = {**self.GIVEN, "narrative": "Typed by the focal point.", **changes, "op_id": str(uuid.uuid4())}
        answer = browser.post("/staff/reports/new/", sent)
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert "Typed by the focal point." in words_of(answer)
        assert not Report.objects.exists()

    def test_two_presses_make_one_report(self, browser):
        sent = {**self.GIVEN, "op_id": str(uuid.uuid4())}
        for _twice in range(2):
            assert browser.post("/staff/reports/new/", sent).status_code == 302
        assert Report.objects.count() == 1

    def test_a_decision_without_its_words_says_what_is_missing(self, world, browser):
        report = receive(world)
        four = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), "no")
        browser.post(f"/staff/reports/{report.pk}/triage/", {**four, "op_id": str(uuid.uuid4())})
        for given, said in (
            ({}, "Choose an answer"),
            ({"outcome": "duplicate"}, "Write the number of the earlier report"),
            ({"outcome": "duplicate", "duplicate_of": "R-0000-0000"}, "Write the number of the earlier report"),
            ({"outcome": "referred_elsewhere"}, "Write the organisation"),
            ({"outcome": "evaporated"}, "valid choice"),
        ):
            answer = browser.post(f"/staff/reports/{report.pk}/decide/", {**given, "op_id": str(uuid.uuid4())})
            assert answer.status_code == 422, given
            assert said in words_of(answer)

    def test_a_report_that_somebody_else_decided_says_so(self, world, browser):
        report = receive(world)
        four = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), "no")
        browser.post(f"/staff/reports/{report.pk}/triage/", {**four, "op_id": str(uuid.uuid4())})
        address = f"/staff/reports/{report.pk}/decide/"
        assert browser.post(address, {"outcome": "not_gbv", "op_id": str(uuid.uuid4())}).status_code == 302
        late = browser.post(address, {"outcome": "opened", "op_id": str(uuid.uuid4())})
        assert late.status_code == 422
        assert "There is a problem" in words_of(late)
        assert "table of" not in words_of(late)

    @pytest.mark.parametrize("given", [{}, {"phone": "x"}, {"phone": "3512"}, {"district": "T99"}])
    def test_a_search_for_nothing_says_what_to_give(self, browser, given):
        answer = browser.post("/staff/reports/find/", {**given, "op_id": "x"})
        assert answer.status_code == 422
        assert "There is a problem" in words_of(answer)

    @pytest.mark.parametrize("month", ["", "2026-13", "last month", "99999-01"])
    def test_a_register_of_no_month_is_refused(self, world, month):
        answer = world.client(world.desk_head).post("/staff/reports/register/", {"month": month, "op_id": "x"})
        assert answer.status_code == 422
