"""The death of a survivor."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.models.survivor import answer_field
from genderdesk.casework.cases.vocabulary import Fate, KillingGroup, Mechanism
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class Death(models.Model):
    """What is known of the death of a case's survivor, and what is to be learned from it.

    ``group`` is computed anew whenever the block is kept; ``markers`` holds an answer by marker. ``contact_before`` is
    the answer to safe contact and ``called_off`` the ids of follow-ups that come back where it is taken back.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="death")
    group = models.CharField(max_length=8, default=KillingGroup.UNKNOWN.value)
    died_on = models.DateField(null=True)
    intentional = answer_field()
    markers = models.JSONField(default=dict)
    mechanism = models.CharField(max_length=16, default=Mechanism.UNKNOWN.value)
    earlier_report = answer_field()
    order_in_force = answer_field()
    pregnant = answer_field()
    separated = answer_field()
    children_present = answer_field()
    children_orphaned = models.PositiveSmallIntegerField(null=True)
    fate = models.CharField(max_length=16, default=Fate.UNKNOWN.value)
    review_held = answer_field()
    review_on = models.DateField(null=True)
    circumstances = SealedTextField()
    lessons = SealedTextField()
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.UUIDField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    contact_before = answer_field()
    called_off = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["kept_at"], condition=models.Q(confirmed_at__isnull=True), name="death_waiting")
        ]

    def __str__(self) -> str:
        return f"death, group {self.group}"


class EarlierCase(models.Model):
    """An earlier case of the same person or with the same suspect, which a death is linked to."""

    death = models.ForeignKey(Death, on_delete=models.PROTECT, related_name="earlier")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["death", "case"], name="earlier_case_once")]

    def __str__(self) -> str:
        return f"{self.case_id} before {self.death_id}"
