"""Safety plans and action plans: made together, kept in versions, sealed, and due on Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import add_plan_item, change_plan_item, keep_safety_plan, review_safety_plan
from genderdesk.casework.cases.models import CaseEvent, PlanItem, SafetyPlan
from genderdesk.casework.cases.obstacles import obstacles_of
from genderdesk.casework.cases.vocabulary import (
    CopyGiven,
    EventKind,
    LookReason,
    Need,
    PlanOwner,
    PlanPart,
    Progress,
    RiskAnswer,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from tests.files import assess, fresh

pytestmark = pytest.mark.django_db


def plan(actor, case, *, version=0, **changes):
    given = {
        "with_survivor": Answer.YES,
        "copy_given": CopyGiven.PAPER_HIDDEN,
        "parts": {PlanPart.CONCERNS: "He comes home drunk.", PlanPart.SAFE_PLACE: "Her aunt."},
        "code_word": "blue cloth",
    }
    return keep_safety_plan(actor, fresh(case), version=version, **(given | changes))


def item(actor, case, **changes):
    given = {
        "need": Need.LEGAL,
        "goal": "To keep the land.",
        "what": "Go to legal aid together.",
        "owner": PlanOwner.DESK,
        "due_on": timezone.localdate(),
    }
    return add_plan_item(actor, fresh(case), **(given | changes))


class TestTheSafetyPlan:
    def test_a_changed_plan_is_a_new_version_and_the_old_one_stays(self, world, case):
        first = plan(world.focal_point, case)
        second = plan(world.focal_point, case, version=1, parts={PlanPart.AT_HOME: "Sleep by the door."})
        assert [each.number for each in queries.safety_plans(case)] == [2, 1]
        opened = queries.opened_plans(world.focal_point, fresh(case), reason=LookReason.INTERVIEW)
        assert opened.safety[first.pk]["safe_place"] == "Her aunt."
        assert opened.safety[second.pk] == {"at_home": "Sleep by the door."}

    def test_a_case_of_high_risk_without_a_plan_is_on_today_of_who_has_it_in_hand(self, world, case):
        assess(world.focal_point, fresh(case))
        assert not queries.without_safety_plan(world.focal_point).exists()
        assess(world.focal_point, fresh(case), strangled=RiskAnswer.YES)
        assert list(queries.without_safety_plan(world.focal_point)) == [case]
        assert not queries.without_safety_plan(world.investigator).exists()
        page = world.client(world.focal_point).get("/staff/").content.decode()
        assert f"/staff/cases/{case.pk}/plans/safety/" in page
        plan(world.focal_point, case)
        assert not queries.without_safety_plan(world.focal_point).exists()

    def test_two_people_who_change_it_do_not_overwrite_each_other(self, world, case):
        plan(world.focal_point, case)
        plan(world.investigator, case, version=1)
        with pytest.raises(Conflict):
            plan(world.focal_point, case, version=1)
        assert SafetyPlan.objects.count() == 2

    def test_the_code_word_is_opened_by_itself_and_stays_through_versions(self, world, case):
        plan(world.focal_point, case)
        plan(world.focal_point, case, version=1, code_word=None)
        opened = queries.opened_plans(world.focal_point, fresh(case), reason=LookReason.INTERVIEW)
        assert "blue cloth" not in str(opened)
        assert queries.code_word_of(world.focal_point, fresh(case), reason=LookReason.CONTACT) == "blue cloth"
        looks = Entry.objects.filter(kind="disclosure").values_list("name", "notes")
        assert list(looks) == [("case.plans", {"reason": "interview"}), ("case.code_word", {"reason": "contact"})]

    def test_who_has_no_file_reads_neither(self, world, case):
        plan(world.focal_point, case)
        for look in (queries.opened_plans, queries.code_word_of):
            with pytest.raises(Refused):
                look(world.operator, fresh(case), reason=LookReason.CONTACT)

    def test_gone_through_again_is_kept_without_a_new_version(self, world, case):
        plan(world.focal_point, case)
        day = timezone.localdate() + timedelta(days=30)
        review_safety_plan(world.focal_point, fresh(case), review_on=day)
        kept = SafetyPlan.objects.get()
        assert (kept.number, kept.review_on) == (1, day)
        assert kept.reviewed_at is not None
        assert CaseEvent.objects.filter(case=case, kind=EventKind.SAFETY_PLAN_REVIEWED).count() == 1

    def test_who_wants_none_is_kept_as_an_answer(self, world, case):
        kept = plan(world.focal_point, case, needed=Answer.NO, parts={}, copy_given=CopyGiven.VERBAL)
        assert kept.needed == Answer.NO

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"parts": {PlanPart.CONCERNS: "  "}}, "concerns"),
            ({"code_word": "x" * 61}, "code_word"),
            ({"review_on": timezone.localdate() - timedelta(days=1)}, "review_on"),
            ({"review_on": timezone.localdate() + timedelta(days=400)}, "review_on"),
        ],
    )
    def test_what_cannot_be_kept_is_said(self, world, case, changes, field):
        with pytest.raises(Invalid) as refused:
            plan(world.focal_point, case, **changes)
        assert refused.value.field == field

    def test_there_is_nothing_to_go_through_before_there_is_a_plan(self, world, case):
        with pytest.raises(Invalid):
            review_safety_plan(world.focal_point, case)


class TestTheActionPlan:
    def test_what_is_due_by_tomorrow_is_shown_the_longest_overdue_first(self, world, case):
        today = timezone.localdate()
        later = item(world.focal_point, case, due_on=today + timedelta(days=2))
        now = item(world.focal_point, case)
        late = item(world.focal_point, case)
        with unguarded("test"):
            PlanItem.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=4))
        assert list(queries.due_plan_items(world.focal_point)) == [late, now]
        assert later in queries.plan_items(case)
        assert not queries.due_plan_items(world.other_focal_point).exists()

    @pytest.mark.parametrize("end", ["done", "dropped"])
    def test_what_is_done_or_dropped_is_due_no_more_and_stays_so(self, world, case, end):
        kept = item(world.focal_point, case)
        change_plan_item(world.focal_point, kept, status="doing", progress=Progress.IN_PROGRESS)
        assert queries.due_plan_items(world.focal_point).exists()
        kept = change_plan_item(world.focal_point, PlanItem.objects.get(), status=end, progress=Progress.MET)
        assert (kept.state, kept.progress) == (end, "met")
        assert not queries.due_plan_items(world.focal_point).exists()
        with pytest.raises(ImpossibleMove):
            change_plan_item(world.focal_point, PlanItem.objects.get(), status="doing", progress=Progress.MET)

    def test_goal_and_action_are_opened_with_the_plans(self, world, case):
        kept = item(world.focal_point, case)
        opened = queries.opened_plans(world.focal_point, fresh(case), reason=LookReason.INTERVIEW)
        assert (opened.goals[kept.pk], opened.actions[kept.pk]) == ("To keep the land.", "Go to legal aid together.")

    def test_an_overdue_item_keeps_its_day_unless_another_is_given(self, world, case):
        kept = item(world.focal_point, case)
        past = timezone.localdate() - timedelta(days=3)
        with unguarded("test"):
            PlanItem.objects.filter(pk=kept.pk).update(due_on=past)
        kept = change_plan_item(
            world.focal_point, PlanItem.objects.get(), status="doing", progress=Progress.IN_PROGRESS, due_on=past
        )
        assert kept.due_on == past
        with pytest.raises(Invalid):
            change_plan_item(
                world.focal_point,
                PlanItem.objects.get(),
                status="doing",
                progress=Progress.IN_PROGRESS,
                due_on=past + timedelta(days=1),
            )

    def test_what_is_open_stands_in_the_way_of_a_closure(self, world, case):
        kept = item(world.focal_point, case)
        assert "Something in the plan is neither done nor dropped." in [
            each.sentence for each in obstacles_of(fresh(case))
        ]
        change_plan_item(world.focal_point, kept, status="done", progress=Progress.MET)
        assert obstacles_of(fresh(case)) == []

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"what": " "}, "what"), ({"due_on": timezone.localdate() - timedelta(days=1)}, "due_on")],
    )
    def test_what_cannot_be_planned_is_said(self, world, case, changes, field):
        with pytest.raises(Invalid) as refused:
            item(world.focal_point, case, **changes)
        assert refused.value.field == field
        assert not PlanItem.objects.exists()

    def test_another_status_is_no_status(self, world, case):
        kept = item(world.focal_point, case)
        with pytest.raises(Invalid):
            change_plan_item(world.focal_point, kept, status="forgotten", progress=Progress.MET)
