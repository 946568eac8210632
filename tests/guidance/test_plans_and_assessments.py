"""Plans in ten steps, self-assessments that name nobody, and women's share beside its target."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.models import Post
from genderdesk.programme.guidance import acts, queries
from genderdesk.programme.guidance.models import AnswerCount, Assessment, StrengthRow
from genderdesk.programme.guidance.vocabulary.decisions import Outcome
from genderdesk.programme.guidance.vocabulary.plans import Step

pytestmark = pytest.mark.django_db


def test_a_plan_shows_how_many_of_its_ten_steps_are_done_and_is_authorised_by_an_approved_proposal_alone(
    world, guidance
):
    today = timezone.localdate()
    plan = acts.begin_plan(world.analyst, title="Plan", starts_on=today, ends_on=today + timedelta(days=365))
    assert [each.step for each in plan.steps.all()] == list(Step)
    acts.keep_step(world.analyst, plan, step=Step.SCAN, text="Two rooms are missing.", done=True)
    with pytest.raises(Invalid, match="Write what was done"):
        acts.keep_step(world.analyst, plan, step=Step.PRIORITIES, text=" ", done=True)
    proposal = guidance.submitted()
    with pytest.raises(Invalid, match="approved proposal"):
        acts.keep_step(world.analyst, plan, step=Step.AUTHORISATION, text="Asked", done=True, proposal=proposal)
    acts.decide_proposal(world.desk_head, proposal, decision=acts.Decision(Outcome.APPROVED))
    acts.keep_step(
        world.analyst, plan, step=Step.AUTHORISATION, text="Approved", done=True, proposal=guidance.fresh(proposal)
    )
    post = Post.objects.get(pk=world.focal_point.post_id)
    action = acts.act_on_plan(world.analyst, plan, what="Train", owner_post=post, due_on=today)
    acts.implement_action(world.focal_point, action, note="Trained")
    acts.verify_action(world.analyst, guidance.fresh(action))
    (line,) = queries.plan_lines(world.focal_point)
    assert (line.done, line.steps, line.verified, line.actions) == (2, 10, 1, 1)
    assert queries.plan_lines(world.defence_desk_head) == []


def test_a_high_score_without_evidence_is_not_kept_and_nothing_beside_it(world):
    assessment = acts.begin_assessment(world.analyst, title="2026")
    with pytest.raises(Invalid) as refused:
        acts.score_assessment(world.analyst, assessment, scores={"counted": 1, "hours": 2}, evidence={"counted": "x"})
    assert refused.value.field == "evidence_hours"
    assert not assessment.scores.exists()
    acts.score_assessment(world.analyst, assessment, scores={"hours": 2}, evidence={"hours": "Duty book"})
    acts.score_assessment(world.analyst, assessment, scores={"hours": 3}, evidence={"hours": "Duty book, audited"})
    page = queries.assessment_page(world.analyst, assessment)
    assert {each.dimension: each.value for each in page.means}["access"] == 3


def test_a_comparison_is_made_within_one_version_of_the_questions_and_refused_otherwise(world, guidance):
    first = acts.begin_assessment(world.analyst, title="2025")
    acts.score_assessment(world.analyst, first, scores={"counted": 1}, evidence={})
    with pytest.raises(Invalid, match="open already"):
        acts.begin_assessment(world.analyst, title="2026")
    acts.close_assessment(world.analyst, first)
    second = acts.begin_assessment(world.analyst, title="2026")
    page = queries.assessment_page(world.analyst, second)
    assert (page.before, page.earlier["data"], page.refused) == (first, 1, False)
    with unguarded("test"):
        Assessment.objects.filter(pk=first.pk).update(question_set="desk/0")
    page = queries.assessment_page(world.analyst, second)
    assert (page.earlier, page.refused) == ({}, True)


def answer(world, assessment, number):
    for _each in range(number):
        acts.answer_assessment(world.actor("rider", world.station), assessment, answers={"respect": 3, "mentors": 0})


def test_staffs_answers_name_nobody_and_are_shown_when_they_are_closed_and_enough(world):
    assessment = acts.begin_assessment(world.analyst, title="2026")
    rows = set(AnswerCount.objects.values_list("pk", flat=True))
    answer(world, assessment, 9)
    assert queries.assessment_page(world.analyst, assessment).staff == {}, "nobody watches an answer come in"
    # No row came with an answer, and the ledger has no mark of one.
    assert set(AnswerCount.objects.values_list("pk", flat=True)) == rows
    entries = Entry.objects.filter(name="assessment.answer")
    assert entries.count() == 9
    assert not entries.exclude(fingerprint="", answer__isnull=True).exists()
    acts.close_assessment(world.analyst, assessment)
    assert queries.assessment_page(world.analyst, assessment).staff["respect"] is None
    with unguarded("test"):
        Assessment.objects.update(state="open")
    answer(world, assessment, 1)
    acts.close_assessment(world.analyst, assessment)
    shown = queries.assessment_page(world.analyst, assessment).staff["respect"]
    # All of them are women: that there is no man among them is not shown as a group.
    assert (shown.answers, shown.mean, shown.groups) == (10, 3, {})


def test_nobody_answers_twice(world):
    assessment = acts.begin_assessment(world.analyst, title="2026")
    assert queries.may_answer_now(world.rider) == assessment
    acts.answer_assessment(world.rider, assessment, answers={"respect": 3})
    assert queries.may_answer_now(world.rider) is None
    with pytest.raises(Invalid, match="answered already"):
        acts.answer_assessment(world.rider, assessment, answers={"respect": 0})
    with pytest.raises(Refused):
        acts.answer_assessment(world.defence_operator, assessment, answers={"respect": 0})
    assert sum(AnswerCount.objects.values_list("number", flat=True)) == 1


def test_a_count_of_strength_is_kept_whole_and_corrected_by_counting_the_day_again(world):
    today = timezone.localdate()
    header = "rank_band,role_kind,women,men,unknown\n"
    with pytest.raises(Invalid, match="line 2, column women"):
        acts.count_strength(world.analyst, counted_on=today, source="Invented", lines=header + "senior,desk,x,1,0")
    given = {"counted_on": today, "source": "Invented list"}
    op_id = uuid.uuid4()
    for _twice in range(2):
        call = acts.count_strength.once(op_id)
        assert call(world.analyst, **given, lines=header + "senior,command,1,3,0\njunior,desk,4,2,2") == 2
    (day,) = queries.strength_days(world.focal_point)
    assert (day.women, day.men, day.unknown, day.share) == (5, 5, 2, 50)
    assert day.by_rank[0] == ("senior", 1, 3, 25)
    acts.count_strength(world.analyst, **given, lines=header + "senior,command,2,3,0")
    assert StrengthRow.objects.count() == 1
    assert queries.strength_days(world.defence_desk_head) == []
