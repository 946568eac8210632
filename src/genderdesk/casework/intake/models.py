"""What is kept of a report. Identity, contact and narrative are sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.casework.intake.vocabulary import RECEIVED, Sensitivity, StaffInvolved
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField


def answer_field() -> models.CharField[str, str]:
    """A column for yes, no, unknown or declined."""
    return models.CharField(max_length=8, default=Answer.UNKNOWN.value)


class Report(models.Model):
    """One telling of what happened, by one reporter, on one channel."""

    vault_file = "id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=RECEIVED)
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=8, default="rw")
    # Every index is a page more in each commit: the composite ones below begin with these keys, so none has its own.
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    district = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    sector = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reporter_type = models.CharField(max_length=16)
    stated_kind = models.CharField(max_length=24)

    # Asked first (cases.md 7.1).
    safe_to_talk = answer_field()
    immediate_danger = answer_field()
    injured_or_recent = answer_field()
    child_involved = answer_field()

    safe_to_contact = answer_field()
    occurred_at = models.DateTimeField(null=True)
    occurred_precision = models.CharField(max_length=10, default="unknown")

    reporter_name = SealedTextField()
    reporter_phone = SealedTextField()
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    safe_contact = SealedJSONField()
    place_text = SealedTextField()
    narrative = SealedTextField()

    triaged_at = models.DateTimeField(null=True)
    triaged_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies", db_index=False)
    referred_to = models.CharField(max_length=120, blank=True)
    taken_by = models.UUIDField()
    contact_id = models.UUIDField(null=True)
    # When its file went to another desk: from then on the district where it happened lets nobody in.
    moved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    staff_involved = models.CharField(max_length=10, default=StaffInvolved.UNKNOWN.value)
    sensitivity = models.CharField(max_length=12, default=Sensitivity.STANDARD.value)
    cell = models.ForeignKey("institution.Cell", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sensitivity=Sensitivity.SEALED.value, cell__isnull=False)
                | ~Q(sensitivity=Sensitivity.SEALED.value) & Q(cell__isnull=True),
                name="report_sealed_in_a_cell",
            )
        ]
        indexes = [
            models.Index("institution", "received_at", "id", name="report_institution"),
            models.Index("district", "received_at", name="report_district"),
            # Not a partial one: SQLite cannot use it where the states come as parameters.
            models.Index("institution", "state", "received_at", name="report_state"),
            models.Index(fields=["contact_id"], condition=models.Q(contact_id__isnull=False), name="report_contact"),
            models.Index(fields=["duplicate_of"], condition=models.Q(duplicate_of__isnull=False), name="report_copies"),
            models.Index(fields=["cell"], condition=models.Q(cell__isnull=False), name="report_cell"),
        ]

    def __str__(self) -> str:
        return self.number


class Addition(models.Model):
    """Something told or learned after a report was saved; nothing already kept is changed."""

    vault_file = "report_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="additions")
    text = SealedTextField()
    channel = models.CharField(max_length=20)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.report} {self.added_at:%Y-%m-%d}"


class Conflict(models.Model):
    """A line of a file's conflict register: who must not know of it, until two people lift it.

    A person or relative is an officer, or an account without a post; a unit bars all who served within its reach on
    any day since ``since``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=10)
    officer = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    account_id = models.UUIDField(null=True)
    unit = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    reach = models.CharField(max_length=10, blank=True)
    since = models.DateField()
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)
    # The request to join two files that alone carried it over here; it ends with the request where that is sent back.
    request_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="unit", unit__isnull=False, officer__isnull=True, account_id__isnull=True)
                | ~Q(kind="unit") & Q(unit__isnull=True, officer__isnull=False, account_id__isnull=True)
                | ~Q(kind="unit") & Q(unit__isnull=True, officer__isnull=True, account_id__isnull=False),
                name="conflict_names_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} conflict of {self.report_id}"
