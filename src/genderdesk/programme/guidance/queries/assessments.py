"""Self-assessments: means, what may be compared, and staff's answers as far as they may be shown."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.guidance.models import AnswerCount, AnsweredBy, Assessment, AssessmentScore
from genderdesk.programme.guidance.rules.assessment import Mean, Shown, may_compare, means_of, shown_answers
from genderdesk.programme.guidance.vocabulary.questions import CLOSED, OPEN, QUESTION_SETS


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """A self-assessment: its scores by question, means by dimension, the earlier one that it may be compared with
    (``earlier`` by dimension), whether there is one that it may not, and staff's answers by question."""

    assessment: Assessment
    scores: dict[str, AssessmentScore]
    means: list[Mean]
    before: Assessment | None = None
    earlier: dict[str, float | None] = field(default_factory=dict)
    refused: bool = False
    staff: dict[str, Shown | None] = field(default_factory=dict)


def assessments(actor: Actor) -> QuerySet[Assessment]:
    """The institution's self-assessments, the newest first."""
    return Assessment.objects.filter(institution_id=actor.own_institution).order_by("-begun_at", "-id")


def assessment_for(actor: Actor, assessment_id: uuid.UUID) -> Assessment:
    """A self-assessment of the actor's institution; Missing otherwise."""
    found = one_of(assessments(actor).filter(pk=assessment_id))
    if found is None:
        raise Missing(_("There is no such self-assessment for you."))
    return found


def may_answer_now(actor: Actor) -> Assessment | None:
    """The open self-assessment that the actor has not answered yet; None where there is none."""
    if actor.officer_id is None:
        return None
    found = assessments(actor).filter(state=OPEN).first()
    if found is None or AnsweredBy.objects.filter(assessment=found, officer_id=actor.officer_id).exists():
        return None
    return found


def assessment_page(actor: Actor, assessment: Assessment) -> AssessmentPage:
    """What a self-assessment found. It is compared with the one before only where that asked the same questions, and
    staff's answers are shown only once nobody can answer any more."""
    asked = QUESTION_SETS[assessment.question_set]
    scores = {each.question: each for each in AssessmentScore.objects.filter(assessment=assessment)}
    means = means_of(asked, {code: each.score for code, each in scores.items()})
    before = assessments(actor).filter(begun_at__lt=assessment.begun_at, state=CLOSED).first()
    same = before is not None and may_compare(before.question_set, assessment.question_set)
    earlier: dict[str, float | None] = {}
    if before is not None and same:
        given = dict(AssessmentScore.objects.filter(assessment=before).values_list("question", "score"))
        earlier = {each.dimension: each.value for each in means_of(asked, given)}
    staff = _staff(assessment) if assessment.state == CLOSED else {}
    return AssessmentPage(assessment, scores, means, before, earlier, before is not None and not same, staff)


def _staff(assessment: Assessment) -> dict[str, Shown | None]:
    counts: dict[str, dict[tuple[str, int], int]] = {}
    rows = AnswerCount.objects.filter(assessment=assessment).values_list("question", "group", "score", "number")
    for question, group, score, number in rows:
        counts.setdefault(question, {})[group, score] = number
    order = QUESTION_SETS[assessment.question_set].staff
    return {question: shown_answers(counts.get(question, {})) for question in order}
