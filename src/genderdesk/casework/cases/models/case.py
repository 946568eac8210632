"""The file and its timeline."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.cases.vocabulary import JOINED, OPENED
from genderdesk.casework.intake.vocabulary import Sensitivity
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField


class Case(models.Model):
    """One survivor's file at one desk, opened by one report. It holds codes only.

    ``counsellor`` is whom the case was handed over to beside ``assigned_to``; ``cell`` alone knows of a sealed case.
    ``risk_level`` is the one in force, empty before the first assessment; ``risk_due_at`` when to assess at the latest.
    ``contact_review_at`` is when a yes to safe contact is to be asked again.
    ``joined_to`` is the file of the same person that this one has become a part of.
    ``version`` counts the changes of hand (assignment, sensitivity); survivor and incident have one of their own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    report = models.OneToOneField("intake.Report", on_delete=models.PROTECT, related_name="case")
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    district = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=20, default=OPENED)
    sensitivity = models.CharField(max_length=12, default=Sensitivity.STANDARD.value)
    opened_at = models.DateTimeField(default=timezone.now)
    assigned_to = models.ForeignKey(
        "institution.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    counsellor = models.ForeignKey(
        "institution.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    cell = models.ForeignKey("institution.Cell", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="joined_files", db_index=False
    )
    risk_level = models.CharField(max_length=8, blank=True)
    risk_due_at = models.DateTimeField(null=True)
    contact_review_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index("institution", "opened_at", "id", name="case_institution"),
            models.Index("desk", "opened_at", "id", name="case_desk"),
            models.Index("district", "opened_at", "id", name="case_district"),
            models.Index("assigned_to", "opened_at", "id", name="case_assigned"),
            models.Index(
                "institution",
                "opened_at",
                condition=models.Q(assigned_to__isnull=True),
                name="case_in_nobodys_hands",
            ),
            # Whole and not partial: SQLite cannot use a partial index where the state comes as a parameter.
            models.Index("institution", "state", "opened_at", "id", name="case_state"),
            # With the cell, so that those in no cell are counted without being read.
            models.Index(
                "institution", "risk_due_at", "cell", condition=Q(risk_due_at__isnull=False), name="case_risk_due"
            ),
            models.Index(
                "institution",
                "contact_review_at",
                condition=Q(contact_review_at__isnull=False),
                name="case_contact_review",
            ),
            models.Index(fields=["joined_to"], condition=Q(joined_to__isnull=False), name="case_joined_to"),
            models.Index(fields=["cell"], condition=Q(cell__isnull=False), name="case_cell"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sensitivity=Sensitivity.SEALED.value, cell__isnull=False)
                | ~Q(sensitivity=Sensitivity.SEALED.value) & Q(cell__isnull=True),
                name="case_sealed_in_a_cell",
            ),
            models.CheckConstraint(
                condition=Q(state=JOINED, joined_to__isnull=False) | ~Q(state=JOINED) & Q(joined_to__isnull=True),
                name="case_joined_to_one",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseEvent(models.Model):
    """One line of the timeline: what happened, when, by whom. Written once, never changed.

    ``ref`` is a coded value or another record's number; what a person wrote is in the sealed note.
    """

    vault_file = "case.report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    kind = models.CharField(max_length=24)
    at = models.DateTimeField(default=timezone.now)
    actor_id = models.UUIDField()
    actor_code = models.CharField(max_length=60)
    ref = models.CharField(max_length=80, blank=True)
    note = SealedTextField()

    class Meta:
        indexes = [models.Index("case", "at", "id", name="case_event_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
