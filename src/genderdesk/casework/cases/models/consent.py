"""Decisions of survivors on who may know what, and the exceptions that the law makes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.models.survivor import answer_field
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.vault import SealedTextField


class Consent(models.Model):
    """One answer, yes or no, to one recipient for one purpose and scope. A change of mind is a new row.

    Nothing in a row ever changes but the fields of its withdrawal, which are filled once; the database refuses all
    else (``written_once``). The recipient is an organisation of the directory above this room: its id, and its name as
    it was when she or he decided. ``renews`` is the row that this one goes on from.
    """

    WITHDRAWAL = ("revoked_at", "revoked_by", "revoked_for", "revoked_why")

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents", db_index=False)
    recipient_id = models.UUIDField()
    recipient_name = models.CharField(max_length=160)
    purpose = models.CharField(max_length=16)
    scope = models.CharField(max_length=14)
    withheld = models.JSONField(default=list)
    exclusions = SealedTextField()
    yes = models.BooleanField()
    given_by = models.CharField(max_length=10)
    child_assent = answer_field()
    caregiver = models.CharField(max_length=10, blank=True)
    mode = models.CharField(max_length=20)
    witness = SealedTextField()
    wording_version = models.CharField(max_length=12)
    language = models.CharField(max_length=4)
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_by = models.UUIDField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    renews = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    revoked_for = models.CharField(max_length=10, blank=True)
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


class LegalException(models.Model):
    """Something told without a yes because the law demands or allows it: asked by one person, authorised by another.

    It opens the gate for its recipient, purpose and scope while it is authorised and within its time. ``told`` says
    whether the survivor was told of it; where not, ``why_not_told`` says why.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exceptions", db_index=False)
    recipient_id = models.UUIDField()
    recipient_name = models.CharField(max_length=160)
    purpose = models.CharField(max_length=16)
    scope = models.CharField(max_length=14)
    ground = models.CharField(max_length=20)
    # The order or article, in words.
    reference = SealedTextField()
    told = answer_field()
    why_not_told = SealedTextField()
    days = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField()
    asked_officer = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_officer = models.UUIDField(null=True)
    authorised = models.BooleanField(default=False)
    refused_why = SealedTextField()
    valid_to = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index("case", "asked_at", name="exception_case"),
            models.Index(fields=["asked_at"], condition=Q(decided_at__isnull=True), name="exception_waiting"),
        ]
        constraints = [
            *two_persons.constraints(
                "exception_authorised",
                asked="asked_by",
                decided="decided_by",
                asked_officer="asked_officer",
                decided_officer="decided_officer",
            ),
            models.CheckConstraint(
                condition=Q(authorised=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False, valid_to__isnull=False),
                name="exception_authorised_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.recipient_name}"
