"""Follow-ups and the end of a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.models.survivor import answer_field
from genderdesk.casework.cases.vocabulary import PLANNED
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.vault import SealedTextField


class FollowUp(models.Model):
    """One planned word with the survivor, and what came of it."""

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups", db_index=False)
    state = models.CharField(max_length=10, default=PLANNED)
    due_at = models.DateTimeField()
    channel = models.CharField(max_length=16)
    planned_at = models.DateTimeField(default=timezone.now)
    planned_by = models.UUIDField()
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=26, blank=True)
    contact_safe = answer_field()
    new_violence = answer_field()
    needs_met = answer_field()
    called_off_why = models.CharField(max_length=20, blank=True)
    note = SealedTextField()

    class Meta:
        indexes = [
            models.Index("case", "due_at", name="follow_up_case"),
            # Not a partial one: SQLite cannot use it where the state comes as a parameter.
            models.Index("state", "due_at", name="follow_up_state_due"),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.due_at:%Y-%m-%d}"


class Closure(models.Model):
    """A request to close a case, and the second person's answer to it. One request is open at a time.

    ``state_before`` is where the case goes back to, sent back or opened again. ``despite`` says why it may close with
    something still open; ``risk_level`` is the level in force when it was asked. A case that is opened again keeps
    this row with who did so and why, and its next closure is another row.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closures")
    reason = models.CharField(max_length=16)
    checklist = models.JSONField(default=dict)
    risk_level = models.CharField(max_length=8, blank=True)
    orders_live = answer_field()
    despite = SealedTextField()
    note = SealedTextField()
    state_before = models.CharField(max_length=20)
    requested_at = models.DateTimeField(default=timezone.now)
    requested_by = models.UUIDField()
    requested_officer = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_officer = models.UUIDField(null=True)
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.UUIDField(null=True)
    sent_back_why = SealedTextField()
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.UUIDField(null=True)
    reopened_for = models.CharField(max_length=16, blank=True)
    reopened_why = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | Q(approved_at__isnull=False, reopened_at__isnull=False, reopened_by__isnull=False),
                name="closure_reopened_after_approval",
            ),
            *two_persons.constraints(
                "closure_approved",
                asked="requested_by",
                decided="approved_by",
                asked_officer="requested_officer",
                decided_officer="approved_officer",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(approved_at__isnull=True, sent_back_at__isnull=True),
                name="closure_one_open_request",
            ),
        ]
        indexes = [
            models.Index(
                fields=["requested_at"],
                condition=Q(approved_at__isnull=True, sent_back_at__isnull=True),
                name="closure_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"closure of {self.case_id}"
