"""What is kept of a complaint. Words and contact are sealed; no name is asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.casework.complaints.vocabulary import RECEIVED, ZERO_TOLERANCE
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField

_NEVER_WAITS = sorted(each.value for each in ZERO_TOLERANCE)


class Complaint(models.Model):
    """One complaint, or praise, about one institution's service. ``pin_digest`` is all that is kept of its PIN."""

    vault_file = "id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    pin_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=14, default=RECEIVED)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    category = models.CharField(max_length=16)
    about = models.CharField(max_length=16)
    route = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=8)
    district = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    received_at = models.DateTimeField()
    happened_on = models.DateField(null=True)
    answering = models.CharField(max_length=6)

    place_text = SealedTextField()
    who = SealedTextField()
    narrative = SealedTextField()
    reply_phone = SealedTextField()
    reply_hours = models.CharField(max_length=10, blank=True)
    answer = SealedTextField()

    acknowledged_at = models.DateTimeField(null=True)
    looked_into_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_officer = models.UUIDField(null=True)
    passed_at = models.DateTimeField(null=True)
    passed_to = models.CharField(max_length=18, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_officer = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index("institution", "received_at", "id", name="complaint_institution")]
        constraints = [
            # Whoever answered one that never waits does not close it, under whichever account.
            models.CheckConstraint(
                condition=~Q(category__in=_NEVER_WAITS) | Q(closed_by__isnull=True) | ~Q(closed_by=F("answered_by")),
                name="complaint_closed_by_another_account",
            ),
            models.CheckConstraint(
                condition=~Q(category__in=_NEVER_WAITS)
                | Q(closed_officer__isnull=True)
                | Q(answered_officer__isnull=True)
                | ~Q(closed_officer=F("answered_officer")),
                name="complaint_closed_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Bar(models.Model):
    """From whom a complaint is kept: an officer, or all who served in a unit and its chain of command since a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="bars")
    officer = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateField()
    named_by = models.CharField(max_length=12)
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=False, unit__isnull=True) | Q(officer__isnull=True, unit__isnull=False),
                name="complaint_bar_names_one",
            ),
            models.UniqueConstraint(
                fields=["complaint", "officer"], condition=Q(officer__isnull=False), name="complaint_bar_officer_once"
            ),
            models.UniqueConstraint(
                fields=["complaint", "unit"], condition=Q(unit__isnull=False), name="complaint_bar_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"bar of {self.complaint_id}"


class Word(models.Model):
    """Something added later: by the complainant, or a note of whoever looks into it, which she or he never reads."""

    vault_file = "complaint_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="words")
    at = models.DateTimeField()
    of_complainant = models.BooleanField()
    written_by = models.UUIDField()
    text = SealedTextField()

    def __str__(self) -> str:
        return f"word on {self.complaint_id}"
