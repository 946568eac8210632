"""Action plans and their ten steps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id


class Plan(models.Model):
    """A gender action plan of an institution, from ``starts_on`` up to, and not including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.UUIDField()

    class Meta:
        indexes = [models.Index("institution", "begun_at", "id", name="plan_institution")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="plan_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanStep(models.Model):
    """One of the ten steps of a plan: what was found or laid down in it, and when it was done.

    That of authorisation names the proposal that was approved.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=16)
    place = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    done_on = models.DateField(null=True)
    proposal = models.ForeignKey("guidance.Proposal", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["plan", "step"], name="plan_has_each_step_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.step}"
