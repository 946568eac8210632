"""Feedback: once for each code, without anything that leads back, never to the desk itself, from five answers up."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import give_feedback, offer_feedback
from genderdesk.casework.cases.models import CaseEvent, Feedback, FeedbackCode
from genderdesk.casework.cases.rules import counted, may_be_shown, quarter_of
from genderdesk.casework.cases.vocabulary import FEEDBACK_CODE, FEEDBACK_LIFE, FEWEST_ANSWERS, Item, Overall, Said
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.accounts.models import Tries
from genderdesk.organisation.accounts.vocabulary import BUDGETS
from genderdesk.organisation.institution.models import Appointment, Post
from tests.files import fresh
from tests.world import LONG_AGO

pytestmark = pytest.mark.django_db
YES = dict.fromkeys(Item, Said.YES)
CODE = re.compile(r"F(?:-[2-9A-Z]{4}){3}")


def offered(world, case):
    return offer_feedback(world.focal_point, fresh(case)).code


def give(code, **more):
    return give_feedback(SYSTEM, code=code, items=YES, overall={Overall.RECOMMEND: Said.NO}, **more)


def answers(world, desk, number, quarter=None, **given):
    """So many answers of a quarter that has ended."""
    before = quarter or quarter_of(quarter_of(timezone.localdate()) - timedelta(days=1))
    with unguarded("test"):
        for _each in range(number):
            Feedback.objects.create(
                institution=desk.unit.institution,
                desk=desk,
                quarter=before,
                answers={"helped": "yes", "private_room": "no"},
                **given,
            )
    return before


class TestTheCode:
    def test_it_is_used_once_and_leads_to_the_desk_alone(self, world, case):
        code = offered(world, case)
        assert give(code) is True
        with pytest.raises(Invalid, match="used already"):
            give(code)
        kept = Feedback.objects.get()
        assert (kept.desk_id, kept.answers["helped"], kept.answers["recommend"]) == (case.desk_id, "yes", "no")
        columns = {field.name for model in (Feedback, FeedbackCode) for field in model._meta.get_fields()}
        assert not columns & {"case", "survivor", "report", "code", "made_by", "made_at", "at"}

    def test_neither_the_code_nor_the_record_stands_in_the_ledger(self, world, case):
        code = offered(world, case)
        give_feedback.once(uuid.uuid4())(SYSTEM, code=code, items=YES, overall={}, suggestions="Invented words")
        kept = str(list(Entry.objects.values())) + str(list(FeedbackCode.objects.values()))
        assert code not in kept
        assert str(Feedback.objects.get().pk) not in kept
        assert "Invented words" not in str(Feedback.objects.values().get())

    def test_an_old_or_unknown_one_opens_nothing(self, world, case):
        code = offered(world, case)
        with unguarded("test"):
            FeedbackCode.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
        for each in (code, new_number(*FEEDBACK_CODE)):
            assert not queries.code_opens(each)
            with pytest.raises(Invalid):
                give(each)

    def test_nobody_gives_feedback_past_the_public_page(self, world, case):
        code = offered(world, case)
        for actor in (world.focal_point, world.desk_head, PUBLIC):
            with pytest.raises(Refused):
                give_feedback(actor, code=code, items=YES, overall={})

    def test_pressed_twice_it_is_one_code_shown_once(self, world, case):
        browser, sent = world.client(world.focal_point), {"op_id": uuid.uuid4()}
        first, second = (browser.post(f"/staff/cases/{case.pk}/feedback/", sent).content.decode() for _ in range(2))
        assert len(CODE.findall(first)) == 1
        assert (CODE.findall(second), "The code was shown once" in second) == ([], True)
        assert FeedbackCode.objects.count() == 1

    def test_a_case_has_one_code_until_that_has_ended(self, world, case):
        offered(world, case)
        browser = world.client(world.desk_head)
        page = browser.post(f"/staff/cases/{case.pk}/feedback/", {"op_id": uuid.uuid4()})
        assert (page.status_code, "was shown already" in page.content.decode()) == (422, True)
        with unguarded("test"):
            FeedbackCode.objects.all().delete()
        with pytest.raises(Invalid, match="was shown already"):
            offered(world, case)
        with unguarded("test"):
            CaseEvent.objects.update(at=timezone.now() - FEEDBACK_LIFE - timedelta(days=8))
        assert CODE.fullmatch(offered(world, case))

    def test_nothing_of_a_used_code_is_left_and_nothing_of_an_open_one_tells_the_day(self, world, case):
        code = offered(world, case)
        kept = FeedbackCode.objects.get()
        assert (kept.pk.version, kept.ends_on.weekday()) == (4, 6)
        assert kept.ends_on >= timezone.localdate() + FEEDBACK_LIFE
        entry = Entry.objects.get(name="feedback.offer")
        assert (entry.answer, entry.notes) == (None, {})
        give(code)
        assert not FeedbackCode.objects.exists()
        given = Feedback.objects.get()
        assert (given.pk.version, given.quarter) == (4, quarter_of(timezone.localdate()))
        entry = Entry.objects.get(name="feedback.give")
        assert (entry.subject_id, entry.desk_id, entry.notes) == ("", None, {})


class TestThePublicPage:
    def test_it_works_without_cookie_or_script_and_once(self, world, case):
        code = offered(world, case)
        browser = Client(enforce_csrf_checks=True)
        assert "Leave this page" in browser.get("/feedback/").content.decode()
        asked = browser.post("/feedback/", {"code": code.lower().replace("-", " ")})
        assert asked.status_code == 200
        text = asked.content.decode()
        assert text.count('type="radio"') == 16 * 3 + 2 * 2
        sent = {"code": code, "helped": "no", "op_id": uuid.uuid4(), "suggestions": "More chairs."}
        for _each in range(2):
            assert "Thank you" in browser.post("/feedback/", sent).content.decode()
        kept = Feedback.objects.get()
        assert (kept.answers["helped"], kept.answers["hours"]) == ("no", "declined")
        again = browser.post("/feedback/", sent | {"op_id": uuid.uuid4()})
        assert (again.status_code, "More chairs." in again.content.decode()) == (422, True)
        assert not browser.cookies

    @pytest.mark.parametrize("typed", ["", "F-2222-2223", "words", "F-7K3M-92QX"])
    def test_a_wrong_code_is_answered_with_a_sentence(self, db, typed):
        page = Client().post("/feedback/", {"code": typed})
        assert page.status_code == 422

    def test_who_tries_many_codes_must_wait_and_a_right_one_is_then_not_looked_up(self, world, case):
        code, browser, most = offered(world, case), Client(), BUDGETS["public_code"].tries
        sent = {"suggestions": "", "op_id": uuid.uuid4()}
        for each in range(most):
            wrong = {"code": new_number(*FEEDBACK_CODE), **(sent if each % 2 else {})}
            assert browser.post("/feedback/", wrong).status_code == 422
        for more in ({}, sent):
            held = browser.post("/feedback/", {"code": code, **more})
            assert (held.status_code, "too many wrong tries" in held.content.decode()) == (429, True)
        assert not Feedback.objects.exists()
        assert Client(REMOTE_ADDR="192.0.2.7").post("/feedback/", {"code": code}).status_code == 200

    def test_right_codes_are_not_counted_and_give_no_tries(self, world, case):
        code, browser = offered(world, case), Client()
        browser.post("/feedback/", {"code": new_number(*FEEDBACK_CODE)})
        for _each in range(3):
            assert browser.post("/feedback/", {"code": code}).status_code == 200
        assert Tries.objects.get().wrong == 1


class TestTheResults:
    def test_a_quarter_is_shown_from_five_answers_up_and_only_when_it_has_ended(self, world, case):
        quarter = answers(world, world.station, FEWEST_ANSWERS - 1)
        answers(world, world.station, FEWEST_ANSWERS, quarter_of(timezone.localdate()))
        assert queries.feedback_results(world.desk_head) == []
        answers(world, world.station, 1)
        whole, desk = queries.feedback_results(world.desk_head)
        assert (whole.desk, desk.desk, desk.quarter, desk.answers) == (None, world.station, quarter, FEWEST_ANSWERS)
        assert (desk.items["helped"].yes, desk.items["private_room"].no, desk.items["hours"].declined) == (5, 5, 5)

    def test_the_own_desk_is_read_by_oversight_and_not_by_its_head(self, world, case):
        answers(world, world.headquarters, 7)
        assert queries.feedback_results(world.desk_head) == []
        assert [each.answers for each in queries.feedback_results(world.oversight)] == [7, 7]

    def test_who_came_from_a_desk_does_not_read_what_was_said_of_it_then(self, world, case):
        quarter = answers(world, world.station, 8)
        head = world.desk_head
        with unguarded("test"):
            post = Post.objects.create(desk=world.station, title="Before", role="focal_point", opened_on=LONG_AGO)
            before = Appointment.objects.create(
                post=post, officer_id=head.officer_id, starts_on=LONG_AGO, ends_on=quarter + timedelta(days=40)
            )
        editions.let_go()
        assert queries.feedback_results(head) == []
        with unguarded("test"):
            before.ends_on = quarter - timedelta(days=1)
            before.save()
        editions.let_go()
        assert [each.answers for each in queries.feedback_results(head)] == [8, 8]

    @pytest.mark.parametrize("who", ["focal_point", "investigator", "counsellor", "analyst", "administrator"])
    def test_who_is_named_by_the_answers_reads_nothing(self, world, who):
        assert world.client(getattr(world, who)).get("/staff/feedback/").status_code == 403

    def test_another_institution_sees_nothing(self, world, case):
        answers(world, world.station, 9)
        assert queries.feedback_results(world.defence_desk_head) == []

    def test_what_people_wrote_opens_by_a_recorded_look_and_only_with_its_results(self, world, case):
        quarter = answers(world, world.station, FEWEST_ANSWERS, suggestions="More chairs.")
        answers(world, world.other_station, 2, suggestions="Told by two.")
        browser = world.client(world.desk_head)
        address = f"/staff/feedback/{world.station.pk}/{quarter}/"
        assert "More chairs." not in browser.get("/staff/feedback/").content.decode()
        assert "More chairs." not in browser.get(address).content.decode()
        assert "More chairs." in browser.post(address).content.decode()
        assert Entry.objects.get(name="feedback.suggestions").kind == "disclosure"
        with pytest.raises(Missing):
            queries.feedback_suggestions(world.desk_head, quarter=quarter, desk_id=world.other_station.pk)
        assert browser.post(f"/staff/feedback/{world.station.pk}/soon/").status_code == 404


class TestTheRules:
    @given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9)), st.sets(st.sampled_from("abcd")))
    def test_nobody_works_out_fewer_than_five_answers_or_the_own_desk(self, numbers, own):
        shown = may_be_shown(numbers, set(numbers) - own, kept_from=own)
        assert all(numbers[key] >= FEWEST_ANSWERS for key in shown.desks)
        assert not shown.desks & own
        if shown.whole:
            left = {key: each for key, each in numbers.items() if key not in shown.desks and each}
            others = sum(each for key, each in left.items() if key not in own)
            assert not left or others >= FEWEST_ANSWERS

    @pytest.mark.parametrize(("month", "first"), [(1, 1), (3, 1), (4, 4), (6, 4), (9, 7), (12, 10)])
    def test_quarters_begin_in_january_april_july_and_october(self, month, first):
        assert quarter_of(date(2026, month, 28)) == date(2026, first, 1)

    def test_what_was_passed_over_is_no_answer(self):
        found = counted([{"helped": "yes"}, {"helped": "na"}, {}], "helped")
        assert (found.yes, found.no, found.not_applicable, found.declined) == (1, 0, 1, 1)
