"""Self-assessments: the desk's own scores with their evidence, and staff's answers, which are nobody's."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.guidance.vocabulary.questions import OPEN


class Assessment(models.Model):
    """An institution looks at itself by one version of a question set."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    question_set = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, default=OPEN)
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("institution", "begun_at", "id", name="assessment_institution")]
        constraints = [
            models.UniqueConstraint(fields=["institution"], condition=Q(state="open"), name="assessment_one_open")
        ]

    def __str__(self) -> str:
        return self.title


class AssessmentScore(models.Model):
    """The desk's score of one question, 0 to 3, and what shows it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    question = models.CharField(max_length=30)
    score = models.PositiveSmallIntegerField()
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="assessment_scores_once"),
            models.CheckConstraint(
                condition=Q(score__range=(0, 3)) & (Q(score__lt=2) | ~Q(evidence="")), name="assessment_score_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.score}"


class AnswerCount(models.Model):
    """How many of a group gave a question a score. Every row is there from the start, at nought, so that neither its id
    nor its place tells when somebody answered, and no answer is a row of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=30)
    group = models.CharField(max_length=8)
    score = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question", "group", "score"], name="answer_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.group} {self.score}"


class AnsweredBy(models.Model):
    """That an officer has answered, so that nobody does twice; never what."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "officer"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.assessment_id}"
