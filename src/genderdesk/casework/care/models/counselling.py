"""Counselling: whom a counsellor accompanies, when they meet, her own notes, and what leaves of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.care.models.referral import Referral
from genderdesk.casework.care.vocabulary import PLANNED
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class Counselling(models.Model):
    """One counsellor with one survivor, from the first appointment to the end.

    A file of its own, sealed to the counsellor's personal key with the first note: neither the desk nor the recovery
    can open it. ``account_id`` is the account that holds the key. The safety plan itself lies with the case; here only
    when both looked at it, and when they will again.
    """

    vault_file = "id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    counsellor = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    account_id = models.UUIDField()
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    plan_reviewed_on = models.DateField(null=True)
    plan_review_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index("account_id", "began_at", "id", name="counselling_account"),
            models.Index("case", "began_at", name="counselling_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account_id"], condition=Q(ended_at__isnull=True), name="counselling_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"counselling {self.began_at:%Y-%m-%d}"

    @property
    def institution_id(self) -> uuid.UUID:
        """The institution whose desk counsels."""
        return self.case.institution_id


class CounsellingSession(models.Model):
    """An appointment, and what is counted of the session that it became.

    Wellbeing is the survivor's own answer, from 0 to 10.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    counselling = models.ForeignKey(Counselling, on_delete=models.PROTECT, related_name="sessions", db_index=False)
    account_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    place = models.CharField(max_length=16)
    state = models.CharField(max_length=10, default=PLANNED)
    due_at = models.DateTimeField()
    planned_at = models.DateTimeField(default=timezone.now)
    held_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    wellbeing_before = models.PositiveSmallIntegerField(null=True)
    wellbeing_after = models.PositiveSmallIntegerField(null=True)
    supervised_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index("counselling", "due_at", "id", name="session_counselling"),
            # Whole and not partial: SQLite cannot use a partial index where the state comes as a parameter.
            models.Index("account_id", "state", "due_at", name="session_account_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(wellbeing_before__isnull=True) | Q(wellbeing_before__lte=10), name="session_before_to_ten"
            ),
            models.CheckConstraint(
                condition=Q(wellbeing_after__isnull=True) | Q(wellbeing_after__lte=10), name="session_after_to_ten"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_at__isnull=False, minutes__isnull=False), name="session_held_when"
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.due_at:%Y-%m-%d}"


class CounsellingNote(models.Model):
    """What the counsellor keeps of a session for herself or himself alone; written once, never changed."""

    vault_file = "session.counselling.id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(CounsellingSession, on_delete=models.PROTECT, related_name="notes")
    text = SealedTextField()
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"note {self.written_at:%Y-%m-%d}"


class CounsellingSummary(models.Model):
    """What a counsellor tells the provider of one referral, under the survivor's consent to that provider."""

    vault_file = "referral.id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="summaries")
    consent_id = models.UUIDField()
    text = SealedTextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.UUIDField()

    def __str__(self) -> str:
        return f"summary to {self.referral_id}"


class GroupSession(models.Model):
    """A group that met: how many came, and nobody's name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    account_id = models.UUIDField()
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=16)
    theme = models.CharField(max_length=12)
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    girls = models.PositiveSmallIntegerField(default=0)
    boys = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index("account_id", "held_on", "id", name="group_account")]

    def __str__(self) -> str:
        return f"group {self.held_on:%Y-%m-%d}"

    @property
    def people(self) -> int:
        """How many came."""
        return self.women + self.men + self.girls + self.boys


class Supervision(models.Model):
    """A counsellor asks for supervision, or had it: about the work, with no case named."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    account_id = models.UUIDField()
    asked_at = models.DateTimeField(default=timezone.now)
    held_on = models.DateField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index("institution", "held_on", "asked_at", name="supervision_waiting"),
            models.Index("account_id", "asked_at", name="supervision_account"),
        ]

    def __str__(self) -> str:
        return f"supervision {self.asked_at:%Y-%m-%d}"
