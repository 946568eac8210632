"""The records of what somebody else must look at: requests that a second person decides, and broken glass."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.vault.fields import SealedTextField


class Approval(models.Model):
    """One person asks for something that nobody may do alone; a second person decides.

    ``kind`` names what is asked (``approvals.kinds``), the subject what it is asked about, ``scope`` the exact filter
    or value that it holds for. A yes lasts until ``valid_until`` and is spent when it is used.
    """

    class Decision(models.TextChoices):
        OPEN = ""
        YES = "yes"
        NO = "no"
        # By who asked, before anybody decided.
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    scope = models.CharField(max_length=200, blank=True)
    institution_id = models.UUIDField(null=True)
    reason = SealedTextField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField()
    asked_officer = models.UUIDField(null=True)
    asked_code = models.CharField(max_length=60)
    decision = models.CharField(max_length=9, choices=Decision.choices, default=Decision.OPEN, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_officer = models.UUIDField(null=True)
    decided_code = models.CharField(max_length=60, blank=True)
    answer = SealedTextField()
    valid_until = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *two_persons.constraints(
                "approval_decided",
                asked="asked_by",
                decided="decided_by",
                asked_officer="asked_officer",
                decided_officer="decided_officer",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=("", "withdrawn"), decided_by__isnull=True, decided_at__isnull=True)
                | (Q(decision__in=("yes", "no")) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="approval_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(decision="yes"), name="approval_used_after_a_yes"
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "scope", "asked_by"],
                condition=Q(decision=""),
                name="approval_asked_once",
            ),
        ]
        indexes = [
            models.Index("institution_id", "decision", "asked_at", "id", name="approval_waiting"),
            models.Index("subject_type", "subject_id", "kind", name="approval_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Glass(models.Model):
    """An officer without reach opened one record in an emergency: for how long, why, and who looked at that since.

    It opens declared fields for reading and nothing for writing. Supervisors outside the officer's unit are told in the
    transaction that makes it (``GlassWord``).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_code = models.CharField(max_length=20)
    institution_id = models.UUIDField()
    actor_id = models.UUIDField()
    officer_id = models.UUIDField()
    actor_code = models.CharField(max_length=60)
    post_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=20)
    words = SealedTextField()
    broken_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    reviewed_officer = models.UUIDField(null=True)
    verdict = models.CharField(max_length=14, blank=True)
    review = SealedTextField()
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *two_persons.constraints(
                "glass_reviewed",
                asked="actor_id",
                decided="reviewed_by",
                asked_officer="officer_id",
                decided_officer="reviewed_officer",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("broken_at")), name="glass_ends_after_it_was_broken"),
        ]
        indexes = [
            models.Index("actor_id", "subject_id", "ends_at", name="glass_live"),
            models.Index("institution_id", "reviewed_at", "review_due_at", name="glass_review"),
        ]

    def __str__(self) -> str:
        return f"glass {self.actor_code} {self.subject_code}"


class GlassWord(models.Model):
    """The word to one supervisor that a glass was broken, written before anything is shown."""

    glass = models.ForeignKey(Glass, on_delete=models.PROTECT, related_name="told")
    officer_id = models.UUIDField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer_id", "glass"], name="glass_word_once")]

    def __str__(self) -> str:
        return f"word of {self.glass_id}"
