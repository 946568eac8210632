"""Decisions of survivors on who may know what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class Consent(models.Model):
    """One answer, yes or no, to one recipient for one purpose and scope. A change of mind is a new row.

    Nothing in a row ever changes but the three fields of its withdrawal, which are filled once. The recipient is an
    organisation of the directory above this room: its id, and its name as it was when she or he decided.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents", db_index=False)
    recipient_id = models.UUIDField()
    recipient_name = models.CharField(max_length=160)
    purpose = models.CharField(max_length=16)
    scope = models.CharField(max_length=14)
    withheld = models.JSONField(default=list)
    yes = models.BooleanField()
    given_by = models.CharField(max_length=10)
    mode = models.CharField(max_length=20)
    witness = SealedTextField()
    wording_version = models.CharField(max_length=12)
    language = models.CharField(max_length=4)
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_by = models.UUIDField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    revoked_why = SealedTextField()

    class Meta:
        indexes = [models.Index("case", "recorded_at", name="consent_case")]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="consent_ends_after_start"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, yes=True),
                name="consent_only_a_yes_is_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{'yes' if self.yes else 'no'} to {self.recipient_name}"
