"""A file's pages under bad input, double presses and two people at once: a sentence, what was typed, never a 500."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases.acts import approve_closure, describe_survivor, plan_follow_up
from genderdesk.casework.cases.models import CaseEvent, Closure, Consent, FollowUp
from genderdesk.casework.cases.vocabulary import CHECKLIST, Sex
from genderdesk.casework.intake.vocabulary import ContactWay
from tests.files import NAME, PHONE, TOLD, ask_to_close, at, fresh, make_provider, open_file

pytestmark = pytest.mark.django_db

LONG = "word " * 3000
FACTS = {
    "version": "1",
    "sex": "female",
    "language": "rw",
    "disability": "unknown",
    "interview_preference": "unknown",
}
GARBAGE = "\x00'; DROP TABLE cases_case; --<script>alert(1)</script>\u202e"


@pytest.fixture
def browser(world):
    return world.client(world.focal_point)


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


class TestWhatCannotBeKept:
    """Each form of the file: what is wrong is said beside the field, and the typed words stand there still."""

    @pytest.mark.parametrize(
        ("page", "sent", "said"),
        [
            ("note/", {"text": ""}, "Fill in"),
            ("note/", {"text": LONG}, "10000"),
            ("serve/", {"service": "teleport"}, "teleport"),
            ("assign/", {"officer": str(uuid.uuid4()), "version": "1"}, "Select a valid choice"),
            ("assign/", {"officer": GARBAGE, "version": "x"}, "Select a valid choice"),
            ("person/contact/", {"safe_to_contact": "perhaps", "version": "1"}, "perhaps"),
            ("person/facts/", {"sex": "female", "years": "200", "version": "1"}, "120"),
            ("person/facts/", {"sex": "female", "years": "twelve", "version": "1"}, "whole number"),
            ("person/facts/", {**FACTS, "birth_year": "3000"}, "year of birth"),
            ("person/identity/", {"phone": "0788", "names": NAME, "version": "1"}, "short code"),
            ("person/identity/", {"phone": "+250 000", "names": NAME, "version": "1"}, "No operator issues"),
            ("person/identity/", {"phone": "call me", "names": NAME, "version": "1"}, "digits only"),
            ("person/identity/", {"birth_date": "31/02/2001", "names": NAME, "version": "1"}, "date"),
            ("person/identity/", {"birth_date": "2999-01-01", "names": NAME, "version": "1"}, "after the report"),
            ("person/identity/", {"national_id": "none", "names": NAME, "version": "1"}, "identity card"),
            ("incident/facts/", {"occurred_date": "2999-01-01", "version": "1", "place_type": "home"}, "future"),
            ("incident/facts/", {"occurred_date": "99/99/2001", "version": "1", "place_type": "home"}, "no such date"),
            ("incident/facts/", {"occurred_time": "10:00", "version": "1", "place_type": "home"}, "date as well"),
            ("incident/facts/", {"district": "T99", "version": "1", "place_type": "home"}, "Select a valid choice"),
            ("incident/questions/", {"penetration": "yes", "attempted": "yes", "version": "1"}, "sexual assault"),
            ("consents/", {"recipient": str(uuid.uuid4()), "decision": "yes"}, "Select a valid choice"),
            ("consents/", {"recipient": "", "decision": ""}, "Choose an answer"),
            ("follow-ups/", {"due_at": "2001-01-01", "channel": "call"}, "has passed"),
            ("follow-ups/", {"due_at": "2999-01-01", "channel": "call"}, "more than a year away"),
            ("follow-ups/", {"due_at": "soon", "channel": "pigeon"}, "no such date"),
            ("closure/", {"reason": "goals_met"}, "Were the needs in the plan met?"),
        ],
    )
    def test_it_is_said_beside_the_field(self, browser, case, page, sent, said):
        answer = browser.post(f"/staff/cases/{case.pk}/{page}", {**sent, "op_id": str(uuid.uuid4())})
        assert answer.status_code == 422
        words = words_of(answer)
        assert "There is a problem" in words
        assert said in words

    @pytest.mark.parametrize("page", ["note/", "person/identity/", "incident/facts/", "consents/", "follow-ups/"])
    def test_garbage_everywhere_is_answered_and_never_kept(self, browser, case, page):
        names = (
            "text",
            "names",
            "phone",
            "due_at",
            "channel",
            "recipient",
            "scope",
            "version",
            "op_id",
            "days",
            "sector",
        )
        answer = browser.post(f"/staff/cases/{case.pk}/{page}", dict.fromkeys(names, GARBAGE))
        assert answer.status_code in (302, 422)
        assert "<script>alert" not in answer.content.decode()

    def test_what_was_typed_stays_beside_what_is_wrong(self, browser, case):
        sent = {"phone": "0788", "names": "Somebody Invented", "address": "Invented street 7", "version": "1"}
        answer = browser.post(f"/staff/cases/{case.pk}/person/identity/", sent)
        words = words_of(answer)
        # Who is asked for with a reason comes back by no draft, which would open without one.
        assert 'identity/" data-draft' not in answer.content.decode()
        for typed in ("Somebody Invented", "Invented street 7", "0788"):
            assert typed in words

    @pytest.mark.parametrize("page", ["plans/safety/", "death/keep/", "suspects/add/"])
    def test_words_that_are_read_with_a_reason_alone_lie_in_no_draft(self, world, case, page):
        """A draft opens without a reason, and such a form is filled with what was kept before."""
        shown = world.client(world.desk_head).get(f"/staff/cases/{case.pk}/{page}").content.decode()
        assert f'action="/staff/cases/{case.pk}/{page}"' in shown
        assert "data-draft=" not in shown
        assert "data-outbox" not in shown

    @pytest.mark.parametrize(
        "page",
        [
            "",
            "person/",
            "incident/",
            "consents/",
            "follow-ups/",
            "closure/",
            "note/",
            "follow-ups/00000000-0000-7000-8000-0000000000aa/",
        ],
    )
    def test_a_case_that_is_none_is_a_page_that_is_none(self, browser, page):
        assert browser.get(f"/staff/cases/{uuid.uuid4()}/{page}").status_code == 404

    def test_a_follow_up_of_another_case_is_not_found_under_this_one(self, world, browser, case):
        other = plan_follow_up(world.focal_point, open_file(world), due_at=at(), channel=ContactWay.CALL)
        assert browser.get(f"/staff/cases/{case.pk}/follow-ups/{other.pk}/").status_code == 404

    def test_an_unknown_step_is_no_page(self, browser, case):
        assert browser.post(f"/staff/cases/{case.pk}/vanish/", {"x": "1"}).status_code == 404

    def test_a_broken_place_in_a_list_shows_its_first_page(self, browser, case):
        for mark in ("older=x", "newer=%00", "older=W10", "state=nonsense", "mine=7"):
            answer = browser.get(f"/staff/cases/?{mark}")
            assert answer.status_code == 200
            assert case.number in answer.content.decode()


class TestTwicePressed:
    @pytest.mark.parametrize(
        ("page", "sent", "model"),
        [
            ("note/", {"text": "Once"}, CaseEvent),
            ("follow-ups/", {"due_at": f"{timezone.localdate() + timedelta(days=2)}", "channel": "call"}, FollowUp),
        ],
    )
    def test_it_is_kept_once(self, browser, case, page, sent, model):
        before = model.objects.count()
        op_id = str(uuid.uuid4())
        answers = [browser.post(f"/staff/cases/{case.pk}/{page}", {**sent, "op_id": op_id}) for _twice in range(2)]
        assert [each.status_code for each in answers] == [302, 302]
        once = model.objects.count()
        browser.post(f"/staff/cases/{case.pk}/{page}", {**sent, "op_id": str(uuid.uuid4())})
        assert model.objects.count() - once == once - before

    def test_one_decision_is_one_consent(self, world, browser, case):
        centre = make_provider(world)
        sent = {
            "recipient": str(centre.pk),
            "purpose": "referral",
            "scope": "medical",
            "decision": "yes",
            "given_by": "self",
            "mode": "signature",
            "language": "rw",
            "days": "90",
            "op_id": str(uuid.uuid4()),
        }
        for _twice in range(2):
            assert browser.post(f"/staff/cases/{case.pk}/consents/", sent).status_code == 302
        assert Consent.objects.count() == 1

    def test_one_request_is_one_closure(self, browser, case):
        sent = {"reason": "goals_met", "orders_live": "no", "op_id": str(uuid.uuid4())}
        sent |= {each.value: "yes" for each in CHECKLIST}
        for _twice in range(2):
            assert browser.post(f"/staff/cases/{case.pk}/closure/", sent).status_code == 302
        assert Closure.objects.count() == 1


class TestTwoPeopleAtOnce:
    def test_the_second_sees_what_the_first_saved_and_loses_nothing(self, world, browser, case):
        describe_survivor(world.investigator, fresh(case), version=1, sex=Sex.FEMALE, years=31)
        sent = {"version": "1", "sex": "female", "years": "27", "language": "rw", "disability": "unknown"}
        sent |= {"interview_preference": "unknown", "op_id": str(uuid.uuid4())}
        answer = browser.post(f"/staff/cases/{case.pk}/person/facts/", sent)
        words = words_of(answer)
        assert answer.status_code == 422
        assert "Somebody else changed this" in words
        assert 'value="27"' in words
        assert "Saved meanwhile: 31" in words
        assert fresh(case).survivor.stated_years == 31
        again = browser.post(
            f"/staff/cases/{case.pk}/person/facts/", {**sent, "version": "2", "op_id": str(uuid.uuid4())}
        )
        assert again.status_code == 302
        assert fresh(case).survivor.stated_years == 27

    def test_a_case_closed_meanwhile_says_so_in_a_sentence(self, world, browser, case):
        ask_to_close(world.focal_point, case)
        approve_closure(world.desk_head, fresh(case))
        answer = browser.post(f"/staff/cases/{case.pk}/note/", {"text": "Typed meanwhile", "op_id": str(uuid.uuid4())})
        words = words_of(answer)
        assert answer.status_code in (409, 422)
        assert "There is a problem" in words
        assert "table of" not in words
        assert "Typed meanwhile" in words

    def test_a_follow_up_that_somebody_else_did_says_so(self, world, browser, case):
        planned = plan_follow_up(world.focal_point, case, due_at=at(), channel=ContactWay.CALL)
        sent = {"outcome": "reached", "op_id": str(uuid.uuid4()), "note": "Typed meanwhile"}
        address = f"/staff/cases/{case.pk}/follow-ups/{planned.pk}/"
        assert browser.post(address, sent).status_code == 302
        late = browser.post(address, {**sent, "op_id": str(uuid.uuid4())})
        assert late.status_code == 422
        assert "There is a problem" in words_of(late)
        assert "Typed meanwhile" in words_of(late)
        assert "table of" not in words_of(late)


class TestWhoSeesWhat:
    def test_no_page_shows_a_name_number_or_story_before_it_is_asked_for(self, browser, case):
        for page in ("", "person/", "incident/", "consents/", "follow-ups/", "closure/"):
            words = browser.get(f"/staff/cases/{case.pk}/{page}").content.decode()
            for sealed in (NAME, PHONE, "788000777", TOLD):
                assert sealed not in words, page
        assert NAME in browser.post(f"/staff/cases/{case.pk}/person/", {"reason": "contact"}).content.decode()
        assert TOLD in browser.post(f"/staff/cases/{case.pk}/", {"reason": "interview"}).content.decode()

    def test_a_look_without_a_reason_opens_nothing(self, browser, case):
        answer = browser.post(f"/staff/cases/{case.pk}/person/", {"reason": ""})
        assert answer.status_code in (200, 422)
        assert NAME not in answer.content.decode()

    def test_an_investigator_sees_no_consent_referral_or_closure(self, world, case):
        browser = world.client(world.investigator)
        words = browser.get(f"/staff/cases/{case.pk}/").content.decode()
        for page in ("consents/", "closure/"):
            assert f"/staff/cases/{case.pk}/{page}" not in words
            assert browser.get(f"/staff/cases/{case.pk}/{page}").status_code == 403


class TestWhatIsNext:
    def test_a_new_case_says_what_to_do(self, browser, case):
        words = words_of(browser.get(f"/staff/cases/{case.pk}/"))
        for step in ("Safe contact", "When it happened", "Seven questions", "Consent", "Referral", "Follow-up"):
            assert step in words
        assert words.count("To do") >= 5

    def test_a_closed_case_has_nothing_due_and_no_clock(self, world, browser):
        case = open_file(world, hours_ago=3)
        assert "hours left of 72" in words_of(browser.get(f"/staff/cases/{case.pk}/"))
        ask_to_close(world.focal_point, fresh(case))
        approve_closure(world.desk_head, fresh(case))
        words = words_of(browser.get(f"/staff/cases/{case.pk}/"))
        assert "This case is closed" in words
        assert "hours left" not in words
        assert "To do" not in words

    def test_a_clock_gives_its_deadline_and_a_word_besides_the_colour(self, world, browser):
        words = words_of(browser.get(f"/staff/cases/{open_file(world, hours_ago=60).pk}/"))
        assert "Very little time" in words
        assert "Until " in words
