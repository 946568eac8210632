"""The pages of risk and plans as an officer meets them: what was typed stays, what is sealed is not shown unasked."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.access import RISK_LOWER
from genderdesk.casework.cases.acts import assess_risk, describe_survivor, fill_instrument, raise_risk
from genderdesk.casework.cases.models import Case, PlanItem, RiskAssessment, SafetyPlan
from genderdesk.casework.cases.vocabulary import RiskAnswer, RiskContext, RiskLevel, Sex
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from tests.cases.test_risk_rules import filled
from tests.files import assess, fresh, plan_safety, plan_something

pytestmark = pytest.mark.django_db

YES, NO = "yes", "no"
WORDS = "words-that-she-said"
GARBAGE = "\x00'; DROP TABLE cases_case; --<script>alert(1)</script>\u202e"


@pytest.fixture
def browser(world):
    return world.client(world.focal_point)


def words_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed(**changes):
    """The whole checklist answered no, as a browser sends it."""
    every = {f"item-{each.id}": NO for each in queries.desk_checklist().items}
    return {**every, "fear": "3", "context": "first_contact", "op_id": str(uuid.uuid4()), **changes}


class TestTheQuestions:
    def test_a_required_question_left_open_is_said_and_nothing_is_lost(self, browser, case):
        sent = typed(**{"item-drink": YES, "fear": "7"})
        del sent["item-strangled"]
        answer = browser.post(f"/staff/cases/{case.pk}/risk/assess/", sent)
        assert answer.status_code == 422
        assert "Answer this question, or say that it is not known." in words_of(answer)
        page = answer.content.decode()
        assert re.search(r'name="item-drink" value="yes"[^>]* checked', page)
        assert re.search(r'value="7" selected', page)
        assert not RiskAssessment.objects.exists()

    def test_a_question_that_is_not_required_may_stay_open_and_is_then_not_known(self, browser, case):
        sent = typed()
        del sent["item-drink"]
        browser.post(f"/staff/cases/{case.pk}/risk/assess/", sent)
        kept = RiskAssessment.objects.get()
        assert (kept.unknown_count, kept.fear, kept.instrument) == (1, 3, "desk")

    def test_sent_twice_it_is_kept_once(self, browser, case):
        sent = typed()
        for _time in range(2):
            assert browser.post(f"/staff/cases/{case.pk}/risk/assess/", sent).status_code == 302
        assert RiskAssessment.objects.count() == 1

    def test_who_was_signed_out_meanwhile_gets_all_answers_back(self, case):
        sent = typed(**{"item-weapon": YES, "fear": "9"})
        address = f"/staff/cases/{case.pk}/risk/assess/"
        page = Client().post(address, sent, headers={"Origin": "http://testserver"}, follow=True).content.decode()
        for name in ("item-weapon", "item-drink", "fear", "context"):
            assert re.search(rf'name="{name}" value="{sent[name]}"', page), name

    @pytest.mark.parametrize(
        "sent",
        [{}, {"fear": "11"}, {"fear": GARBAGE}, {"context": "boredom"}, {"item-weapon": "perhaps"}],
    )
    def test_nonsense_is_answered_with_a_sentence(self, browser, case, sent):
        answer = browser.post(f"/staff/cases/{case.pk}/risk/assess/", {**typed(), **sent} if sent else {"op_id": "x"})
        assert answer.status_code == 422
        assert "There is a problem" in words_of(answer)

    def test_an_instrument_that_is_not_there_is_no_page(self, browser, case):
        assert browser.get(f"/staff/cases/{case.pk}/risk/assess/?with=dash").status_code == 404

    def test_questions_that_are_not_made_for_this_survivor_say_so_and_the_answers_keep_it(self, browser, world, case):
        fill_instrument(SYSTEM, document=filled("da"))
        page = f"/staff/cases/{case.pk}/risk/assess/?with=da"
        assert "not known whether these questions are valid" in words_of(browser.get(page))
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.MALE)
        shown = words_of(browser.get(page))
        assert "not valid for this case" in shown
        assert "survivors of this sex: Female" in shown
        kept = assess_risk(
            world.focal_point, fresh(case), context=RiskContext.SCHEDULED, answers={}, instrument="da", version="2026"
        )
        assert kept.valid_here == "no"
        assert "outside what these questions are valid for" in words_of(browser.get(f"/staff/cases/{case.pk}/risk/"))

    def test_the_questions_come_in_the_readers_language(self, browser, case):
        browser.cookies["django_language"] = "fr"
        page = browser.get(f"/staff/cases/{case.pk}/risk/assess/", headers={"Accept-Language": "fr"})
        assert "serré le cou" in words_of(page)

    def test_it_stands_first_on_today_and_leads_to_the_questions(self, browser, case):
        assert f"/staff/cases/{case.pk}/risk/assess/" in browser.get("/staff/").content.decode()
        browser.post(f"/staff/cases/{case.pk}/risk/assess/", typed())
        assert f"/staff/cases/{case.pk}/risk/assess/" not in browser.get("/staff/").content.decode()

    def test_a_closed_case_keeps_what_was_typed_in_sight(self, browser, world, case):
        with unguarded("test"):
            Case.objects.filter(pk=case.pk).update(state="closed")
        page = browser.get(f"/staff/cases/{case.pk}/risk/assess/")
        assert "Open it again first" in words_of(page)
        assert browser.post(f"/staff/cases/{case.pk}/risk/assess/", typed()).status_code == 422


class TestTheLevel:
    def test_the_range_is_shown_and_that_it_is_no_prediction(self, browser, world, case):
        assess(world.focal_point, fresh(case), weapon=RiskAnswer.UNKNOWN)
        words = words_of(browser.get(f"/staff/cases/{case.pk}/risk/"))
        assert "Low to High" in words
        assert "1 answer not known" in words
        assert "It is no prediction" in words

    def test_answers_and_reasons_show_only_after_a_look(self, browser, world, case):
        assess(world.focal_point, fresh(case))
        raise_risk(world.focal_point, fresh(case), to=RiskLevel.HIGH, reason=WORDS)
        address = f"/staff/cases/{case.pk}/risk/"
        first = queries.desk_checklist().items[0].words["en"]
        before = words_of(browser.get(address))
        assert WORDS not in before
        assert first not in before
        after = words_of(browser.post(address, {"reason": "supervision"}))
        assert WORDS in after
        assert first in after
        assert Entry.objects.filter(name="case.risk").count() == 1

    def test_raised_asked_agreed_and_lowered_through_the_pages(self, browser, world, case):
        assess(world.focal_point, fresh(case))
        address = f"/staff/cases/{case.pk}/risk/"
        sent = {"to": "high", "why": "He is back.", "op_id": str(uuid.uuid4())}
        assert browser.post(f"{address}raise/", sent).status_code == 302
        sent = {"to": "low", "why": "He has left the country.", "op_id": str(uuid.uuid4())}
        assert browser.post(f"{address}ask/", sent).status_code == 302
        asked = queries.lowering_asked(fresh(case))[0]
        assert "Waits" in words_of(browser.get(address))
        assert browser.post(f"{address}lower/{asked.pk}/", {"op_id": str(uuid.uuid4())}).status_code == 403
        assert fresh(case).risk_level == "high"
        head = world.client(world.desk_head)
        assert f"/{asked.pk}/" in head.get("/staff/").content.decode()
        approvals.decide(world.desk_head, asked, yes=True)
        assert "Approved: do it now" in words_of(browser.get(address))
        assert browser.post(f"{address}lower/{asked.pk}/", {"op_id": str(uuid.uuid4())}).status_code == 302
        assert fresh(case).risk_level == "low"
        assert browser.post(f"{address}lower/{asked.pk}/", {"op_id": str(uuid.uuid4())}).status_code == 404

    def test_a_level_that_is_not_offered_is_refused_beside_the_field(self, browser, world, case):
        assess(world.focal_point, fresh(case), weapon=RiskAnswer.YES)
        answer = browser.post(f"/staff/cases/{case.pk}/risk/raise/", {"to": "low", "why": WORDS})
        assert answer.status_code == 422
        assert WORDS in words_of(answer)

    def test_there_is_nothing_to_raise_or_lower_before_the_first_time(self, browser, case):
        for name in ("raise", "ask", "measures", "nonsense"):
            assert browser.post(f"/staff/cases/{case.pk}/risk/{name}/", {"to": "low"}).status_code == 404, name

    def test_measures_and_events_are_kept(self, browser, world, case):
        assess(world.focal_point, fresh(case))
        browser.post(f"/staff/cases/{case.pk}/risk/measures/", {"measures": ["safety_plan"], "op_id": uuid.uuid4()})
        assert RiskAssessment.objects.get().measures == ["safety_plan"]
        browser.post(f"/staff/cases/{case.pk}/risk/event/", {"event": "order_breached", "op_id": uuid.uuid4()})
        assert fresh(case).risk_due_at <= timezone.now()
        assert "Assess the risk now" in words_of(browser.get(f"/staff/cases/{case.pk}/risk/"))

    def test_a_request_of_another_case_is_none_of_this_one(self, browser, world, case):
        from tests.files import open_file

        other = open_file(world)
        for each in (case, other):
            assess(world.focal_point, fresh(each))
        raise_risk(world.focal_point, fresh(other), to=RiskLevel.HIGH, reason="x")
        asked = approvals.ask(world.focal_point, kind=RISK_LOWER, about=other, scope="low", reason="x")
        approvals.decide(world.desk_head, asked, yes=True)
        assert browser.post(f"/staff/cases/{case.pk}/risk/lower/{asked.pk}/", {}).status_code == 404


class TestThePlans:
    def test_words_show_after_a_look_and_the_code_word_by_its_own(self, browser, world, case):
        plan_safety(world.focal_point, fresh(case), WORDS, code_word="the-secret-basket")
        plan_something(world.focal_point, fresh(case), "goal-of-hers")
        address = f"/staff/cases/{case.pk}/plans/"
        for secret in (WORDS, "goal-of-hers", "the-secret-basket"):
            assert secret not in browser.get(address).content.decode()
        opened = browser.post(address, {"reason": "interview"}).content.decode()
        assert WORDS in opened
        assert "goal-of-hers" in opened
        assert "the-secret-basket" not in opened
        word = browser.post(address, {"reason": "contact", "code_word": "yes"}).content.decode()
        assert "the-secret-basket" in word
        assert WORDS not in word

    def test_a_plan_that_exists_is_opened_by_a_press_and_the_look_is_recorded(self, browser, world, case):
        plan_safety(world.focal_point, fresh(case), WORDS)
        address = f"/staff/cases/{case.pk}/plans/safety/"
        assert browser.get(address).status_code == 302
        assert not Entry.objects.filter(name="case.plans").exists()
        page = browser.post(address).content.decode()
        assert WORDS in page
        assert Entry.objects.filter(name="case.plans").count() == 1

    def test_two_who_change_it_see_both_versions(self, browser, world, case):
        address = f"/staff/cases/{case.pk}/plans/safety/"
        plan_safety(world.investigator, fresh(case), "their words")
        sent = {"version": "0", "concerns": "my words", "with_survivor": YES, "copy_given": "verbal"}
        answer = browser.post(address, {**sent, "op_id": str(uuid.uuid4())})
        words = answer.content.decode()
        assert answer.status_code == 422
        assert "my words" in words
        assert "Saved meanwhile: their words" in words_of(answer)
        again = {**sent, "version": "1", "op_id": str(uuid.uuid4())}
        assert browser.post(address, again).status_code == 302
        assert SafetyPlan.objects.count() == 2

    def test_an_item_goes_through_its_page(self, browser, world, case):
        day = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
        sent = {"need": "legal", "what": "Legal aid", "owner": "desk", "due_on": day, "op_id": str(uuid.uuid4())}
        assert browser.post(f"/staff/cases/{case.pk}/plans/items/", sent).status_code == 302
        item = PlanItem.objects.get()
        address = f"/staff/cases/{case.pk}/plans/items/{item.pk}/"
        assert address in browser.get("/staff/").content.decode()
        answer = browser.post(address, {"status": "done", "progress": "met", "op_id": str(uuid.uuid4())})
        assert answer.status_code == 302
        assert address not in browser.get("/staff/").content.decode()
        late = browser.post(address, {"status": "doing", "progress": "met", "op_id": str(uuid.uuid4())})
        assert late.status_code == 422

    @pytest.mark.parametrize(
        ("page", "sent", "said"),
        [
            ("items/", {"need": "", "what": "", "due_on": ""}, "Choose an answer"),
            ("items/", {"need": "legal", "what": "x", "owner": "desk", "due_on": "2001-01-01"}, "has passed"),
            ("items/", {"need": GARBAGE, "what": GARBAGE, "owner": "x", "due_on": "soon"}, "no such date"),
            ("safety/", {"version": "0", "with_survivor": "yes", "copy_given": "verbal"}, "at least one part"),
            ("safety/", {"version": "0", "concerns": "x", "copy_given": "pigeon"}, "pigeon"),
            ("safety/", {"version": "0", "concerns": "x" * 10001, "copy_given": "verbal"}, "10000"),
            ("safety/review/", {"review_on": "2001-01-01"}, "no safety plan yet"),
        ],
    )
    def test_what_cannot_be_kept_is_said(self, browser, case, page, sent, said):
        answer = browser.post(f"/staff/cases/{case.pk}/plans/{page}", {**sent, "op_id": str(uuid.uuid4())})
        assert answer.status_code == 422
        assert said in words_of(answer)

    def test_an_item_of_another_case_is_none_of_this_one(self, browser, world, case):
        from tests.files import open_file

        item = plan_something(world.focal_point, open_file(world))
        assert browser.get(f"/staff/cases/{case.pk}/plans/items/{item.pk}/").status_code == 404
