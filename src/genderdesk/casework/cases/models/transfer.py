"""Cases on their way from one desk to another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.casework.cases.models.case import Case
from genderdesk.casework.cases.models.survivor import answer_field
from genderdesk.casework.cases.vocabulary import TRANSFER_OFFERED
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons


class Transfer(models.Model):
    """One case offered by one desk to another, and the answer. A case has one open offer at a time.

    Both desks read this row and not the other one's file, so it stands by itself: ``number`` and the coded facts are
    those of the moment, ``file_id`` and ``cell`` its circle. Taken, it is all that the first desk keeps: the number,
    when, and to whom. ``ground_id`` is the consent, or the exception of the law, under which it went to another
    institution.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers", db_index=False)
    file_id = models.UUIDField()
    cell = models.ForeignKey("institution.Cell", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=TRANSFER_OFFERED)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=16)
    agreed = answer_field()
    ground_id = models.UUIDField(null=True)
    by_law = models.BooleanField(default=False)
    risk_level = models.CharField(max_length=8, blank=True)
    gbv_type = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=8, blank=True)
    offered_at = models.DateTimeField(default=timezone.now)
    offered_by = models.UUIDField()
    offered_officer = models.UUIDField(null=True)
    answer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_officer = models.UUIDField(null=True)
    refused_for = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index("receiver", "state", "offered_at", "id", name="transfer_receiver"),
            models.Index("institution", "state", "offered_at", "id", name="transfer_sender"),
            models.Index(fields=["case"], name="transfer_case"),
        ]
        constraints = [
            *two_persons.constraints(
                "transfer_taken",
                asked="offered_by",
                decided="taken_by",
                asked_officer="offered_officer",
                decided_officer="taken_officer",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state=TRANSFER_OFFERED), name="transfer_one_open"),
            models.CheckConstraint(condition=~Q(desk=F("to_desk")), name="transfer_between_two_desks"),
            models.CheckConstraint(
                condition=Q(institution=F("receiver")) | Q(ground_id__isnull=False), name="transfer_out_on_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"transfer of {self.number}"
