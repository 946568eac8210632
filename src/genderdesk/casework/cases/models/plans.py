"""The safety plan in its versions, and the items of the action plan."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.models.survivor import answer_field
from genderdesk.casework.cases.vocabulary import PLANNED
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField


class SafetyPlan(models.Model):
    """One version of a case's safety plan. A changed plan is a new row; a plan that was only gone through again keeps
    its words and gets a new day of review. ``parts`` are the words by part, ``code_word`` is opened by itself."""

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_plans", db_index=False)
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField()
    actor_code = models.CharField(max_length=60)
    needed = answer_field()
    with_survivor = answer_field()
    parts = SealedJSONField()
    code_word = SealedTextField()
    copy_given = models.CharField(max_length=12)
    reviewed_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="safety_plan_version")]

    def __str__(self) -> str:
        return f"version {self.number}"


class PlanItem(models.Model):
    """One thing that is to be done, for a goal in the survivor's own words; goal and action are sealed."""

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_items", db_index=False)
    state = models.CharField(max_length=8, default=PLANNED)
    need = models.CharField(max_length=16)
    goal = SealedTextField()
    action = SealedTextField()
    owner = models.CharField(max_length=20)
    due_on = models.DateField()
    progress = models.CharField(max_length=16)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.UUIDField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index("case", "due_on", name="plan_item_case"),
            # Not a partial one: SQLite cannot use it where the state comes as a parameter.
            models.Index("state", "due_on", name="plan_item_state_due"),
        ]

    def __str__(self) -> str:
        return f"{self.need} {self.due_on}"
