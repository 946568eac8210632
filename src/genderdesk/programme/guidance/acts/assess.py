"""The gender self-assessment: the desk's scores with evidence, and staff's answers without a name."""

from __future__ import annotations

import uuid
from typing import cast

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.guidance.access import MAY_ANSWER, MAY_ASSESS
from genderdesk.programme.guidance.models import AnswerCount, AnsweredBy, Assessment, AssessmentScore
from genderdesk.programme.guidance.rules.assessment import lacks_evidence
from genderdesk.programme.guidance.vocabulary.questions import (
    CLOSED,
    CURRENT_SET,
    GROUPS,
    OPEN,
    QUESTION_SETS,
    SCORES,
)


@act("assessment.begin", needs=MAY_ASSESS)
def begin_assessment(actor: Actor, *, title: str) -> Assessment:
    """Begin a self-assessment by the question set of today. Invalid while another one is open."""
    if Assessment.objects.filter(institution_id=actor.own_institution, state=OPEN).exists():
        raise Invalid(_("A self-assessment is open already. Close it first."))
    assessment = Assessment(
        institution_id=actor.own_institution, question_set=CURRENT_SET, title=title.strip(), begun_by=actor.id
    )
    keep(assessment)
    for question in QUESTION_SETS[CURRENT_SET].staff:
        for group in GROUPS:
            for score in SCORES:
                keep(AnswerCount(assessment=assessment, question=question, group=group, score=score))
    return assessment


@act("assessment.score", needs=MAY_ASSESS, subject=Assessment)
def score_assessment(
    actor: Actor, assessment: Assessment, *, scores: dict[str, int], evidence: dict[str, str]
) -> Assessment:
    """Score questions from 0 to 3, those from 2 on with what shows it; what is not named stays as it is."""
    _open(assessment)
    asked = QUESTION_SETS[assessment.question_set].questions
    if set(scores) - set(asked) or set(scores.values()) - set(SCORES):
        raise Invalid(_("Choose an answer of this list."))
    before = {each.question: each for each in AssessmentScore.objects.filter(assessment=assessment)}
    for question, score in sorted(scores.items()):
        words = evidence.get(question, "").strip()
        if lacks_evidence(score, words):
            raise Invalid(_("A score of 2 or 3 needs evidence: where can somebody see it?"), f"evidence_{question}")
        kept = before.get(question) or AssessmentScore(assessment=assessment, question=question)
        kept.score, kept.evidence = score, words
        kept.save()
    return assessment


@act("assessment.answer", needs=MAY_ANSWER, subject=Assessment)
def answer_assessment(actor: Actor, assessment: Assessment, *, answers: dict[str, int]) -> None:
    """Answer the questions that everybody is asked, once. Only counts grow; nothing says who answered what.

    It gives nothing back and is kept under no operation's number, so that the ledger says only that somebody answered.
    """
    _open(assessment)
    asked = QUESTION_SETS[assessment.question_set].staff
    if set(answers) - set(asked) or not answers or set(answers.values()) - set(SCORES):
        raise Invalid(_("Choose an answer of this list."))
    officer = Officer.objects.get(pk=cast(uuid.UUID, actor.officer_id))
    _once, new = AnsweredBy.objects.get_or_create(assessment=assessment, officer=officer)
    if not new:
        raise Invalid(_("You have answered already. Thank you; nothing more is needed."))
    for question, score in sorted(answers.items()):
        AnswerCount.objects.filter(assessment=assessment, question=question, group=officer.sex, score=score).update(
            number=F("number") + 1
        )


@act("assessment.close", needs=MAY_ASSESS, subject=Assessment)
def close_assessment(actor: Actor, assessment: Assessment) -> Assessment:
    """Close a self-assessment: nothing is answered or scored any more, and staff's answers are shown if they are
    enough."""
    _open(assessment)
    assessment.state, assessment.closed_at = CLOSED, timezone.now()
    assessment.save()
    return assessment


def _open(assessment: Assessment) -> None:
    if Assessment.objects.select_for_update().get(pk=assessment.pk).state != OPEN:
        raise Invalid(_("This self-assessment is closed."))
