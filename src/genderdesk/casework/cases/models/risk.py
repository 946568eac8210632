"""Assessments of risk, what raised or lowered a level between them, and instruments that a force has filled."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.models.survivor import answer_field
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField


class RiskAssessment(models.Model):
    """One assessment as it was made; only its measures, and when it was shared, may change afterwards.

    ``was_due_at`` is by when it had to be made, None for the first of a case.
    ``level`` is the case's after it. ``answers`` holds the answers by item and the critical ones; their numbers alone
    stand open, beside the scores.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_assessments", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    was_due_at = models.DateTimeField(null=True)
    by = models.UUIDField()
    actor_code = models.CharField(max_length=60)
    instrument = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    context = models.CharField(max_length=16)
    answers = SealedJSONField()
    critical_count = models.PositiveSmallIntegerField()
    unknown_count = models.PositiveSmallIntegerField()
    fear = models.PositiveSmallIntegerField(null=True)
    score_low = models.SmallIntegerField()
    score_high = models.SmallIntegerField()
    low = models.CharField(max_length=8)
    high = models.CharField(max_length=8)
    computed = models.CharField(max_length=8)
    level = models.CharField(max_length=8)
    measures = models.JSONField(default=list)
    next_due_at = models.DateTimeField()
    # Whether the instrument is made for this survivor and whoever did it, by what was known then.
    valid_here = answer_field()
    shared_with_prosecutor_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("case", "at", "id", name="risk_assessment_case")]

    def __str__(self) -> str:
        return f"{self.computed} {self.at:%Y-%m-%d}"


class RiskChange(models.Model):
    """A level raised by an officer, or lowered by two persons, between two assessments; why is sealed.

    ``by`` is who raised it, or who asked for the lowering and carried it out; ``agreed_by`` the second person.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_changes", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_officer = models.UUIDField(null=True)
    actor_code = models.CharField(max_length=60)
    before = models.CharField(max_length=8)
    after = models.CharField(max_length=8)
    lowered = models.BooleanField()
    reason = SealedTextField()
    agreed_by = models.UUIDField(null=True)
    agreed_officer = models.UUIDField(null=True)
    agreed_code = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index("case", "at", "id", name="risk_change_case")]
        constraints = [
            *two_persons.constraints(
                "risk_lowered",
                asked="by",
                decided="agreed_by",
                asked_officer="by_officer",
                decided_officer="agreed_officer",
            ),
            models.CheckConstraint(
                condition=Q(lowered=False, agreed_by__isnull=True) | Q(lowered=True, agreed_by__isnull=False),
                name="risk_lowered_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} to {self.after} {self.at:%Y-%m-%d}"


class InstrumentPack(models.Model):
    """An instrument of another holder that a force has filled, whole and as it was read; never changed, only followed
    by another version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    document = models.JSONField()
    filled_at = models.DateTimeField(default=timezone.now)
    filled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="instrument_pack_version")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
