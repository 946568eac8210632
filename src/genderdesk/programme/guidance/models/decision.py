"""Proposals, the decisions on them, and the actions that follow from a decision or belong to a plan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.programme.guidance.models.plan import Plan
from genderdesk.programme.guidance.vocabulary.decisions import OPEN, PROPOSED


class Proposal(models.Model):
    """What a desk asks of whoever may decide it. ``addressed`` decides: the own institution, or the sister desk's.

    ``cost`` is in whole units of the national currency, None where it costs nothing or nobody knows. ``to_post`` is
    the authority that it was submitted to.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+")
    addressed = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10)
    subject = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    asked = models.TextField()
    cost = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=12, default=PROPOSED)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField()
    made_officer = models.UUIDField(null=True)
    made_code = models.CharField(max_length=60)
    submitted_at = models.DateTimeField(null=True)
    to_post = models.ForeignKey("institution.Post", on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, blank=True)
    conditions = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    deferred_to = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_officer = models.UUIDField(null=True)
    decided_code = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("addressed", "state", "made_at", "id", name="proposal_addressed"),
            models.Index("institution", "made_at", "id", name="proposal_institution"),
            models.Index("to_post", "state", name="proposal_to_post"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="refused") & ~Q(outcome="with_conditions")
                | Q(outcome="refused") & ~Q(reason="")
                | Q(outcome="with_conditions") & ~Q(conditions=""),
                name="proposal_decided_with_words",
            ),
            *two_persons.constraints(
                "proposal_decided",
                asked="made_by",
                decided="decided_by",
                asked_officer="made_officer",
                decided_officer="decided_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ActionItem(models.Model):
    """Something to be done by a post until a day: of an approved proposal, or of a plan.

    ``budget`` is in whole units of the national currency. Whoever verifies it did not do it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, related_name="actions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="actions")
    what = models.CharField(max_length=300)
    owner_post = models.ForeignKey("institution.Post", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    budget = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=12, default=OPEN)
    note = models.TextField(blank=True)
    implemented_at = models.DateTimeField(null=True)
    implemented_by = models.UUIDField(null=True)
    implemented_officer = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.UUIDField(null=True)
    verified_officer = models.UUIDField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index("owner_post", "state", "due_on", name="action_owner"),
            models.Index("institution", "state", "due_on", name="action_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False, plan__isnull=True) | Q(proposal__isnull=True, plan__isnull=False),
                name="action_of_one_thing",
            ),
            *two_persons.constraints(
                "action_verified",
                asked="implemented_by",
                decided="verified_by",
                asked_officer="implemented_officer",
                decided_officer="verified_officer",
            ),
        ]

    def __str__(self) -> str:
        return self.what
