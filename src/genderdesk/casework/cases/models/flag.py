"""Flags on a case."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.vocabulary import FLAG_RAISED
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class Flag(models.Model):
    """Something in a case that must not be overlooked, by a day or without one. ``words`` say what, ``note`` what
    became of it; both are sealed. Reason and day are codes that stand in lists."""

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flags", db_index=False)
    state = models.CharField(max_length=8, default=FLAG_RAISED)
    reason = models.CharField(max_length=12)
    words = SealedTextField()
    due_on = models.DateField(null=True)
    raised_by = models.UUIDField()
    raised_code = models.CharField(max_length=60)
    raised_at = models.DateTimeField(default=timezone.now)
    resolved_by = models.UUIDField(null=True)
    resolved_code = models.CharField(max_length=60, blank=True)
    resolved_at = models.DateTimeField(null=True)
    note = SealedTextField()

    class Meta:
        indexes = [
            models.Index("case", "state", name="flag_case"),
            # Not partial ones: SQLite cannot use them where the state comes as a parameter.
            models.Index("state", "due_on", name="flag_state_due"),
            models.Index("state", "raised_at", "id", name="flag_state_raised"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=FLAG_RAISED, resolved_at__isnull=True)
                | ~models.Q(state=FLAG_RAISED) & models.Q(resolved_at__isnull=False),
                name="flag_resolved_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.raised_at:%Y-%m-%d}"
