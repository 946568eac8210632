"""Cases on their way from one officer's hands into another's."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.vocabulary import OFFERED
from genderdesk.groundwork.foundation.ids import new_id


class HandOver(models.Model):
    """One case offered to one officer, and the answer. A case has one open offer at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_overs", db_index=False)
    state = models.CharField(max_length=10, default=OFFERED)
    giver = models.ForeignKey(
        "institution.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    taker = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    offered_at = models.DateTimeField(default=timezone.now)
    offered_by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    not_taken_why = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index("taker", "state", "offered_at", name="hand_over_taker"),
            models.Index("giver", "state", "offered_at", name="hand_over_giver"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state=OFFERED), name="hand_over_one_open_offer"),
            models.CheckConstraint(condition=~Q(giver=models.F("taker")), name="hand_over_between_two"),
        ]

    def __str__(self) -> str:
        return f"hand-over of {self.case_id}"
