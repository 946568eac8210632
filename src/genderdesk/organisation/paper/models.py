"""Pads of numbered sheets. What stands on a sheet is kept where it was entered, never here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.foundation.times import Precision
from genderdesk.organisation.paper.vocabulary import ENTERED, ISSUED, SPOILED


class PaperPad(models.Model):
    """Sheets of one form in one language that a desk had numbered at one time.

    ``filled`` is a single sheet that was printed with what a record holds; the register lists empty ones alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.ForeignKey("institution.Desk", on_delete=models.PROTECT, related_name="+", db_index=False)
    form = models.CharField(max_length=20)
    language = models.CharField(max_length=4)
    size = models.PositiveSmallIntegerField()
    filled = models.BooleanField(default=False)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.UUIDField()

    class Meta:
        indexes = [
            models.Index("desk", "issued_at", "id", name="pad_desk"),
            models.Index("institution", "issued_at", "id", name="pad_institution"),
        ]

    def __str__(self) -> str:
        return f"{self.size} × {self.form}"


class PaperSheet(models.Model):
    """One numbered sheet: ``place`` in its pad from 1, and what became of it.

    ``record_id`` is the record that it was entered as; only the form's own room can say more of it. ``written_at`` is
    when somebody wrote on the paper, apart from when it was entered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pad = models.ForeignKey(PaperPad, on_delete=models.PROTECT, related_name="sheets", db_index=False)
    place = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, default=ISSUED)
    written_at = models.DateTimeField(null=True)
    written_precision = models.CharField(max_length=10, default=Precision.UNKNOWN.value)
    entered_at = models.DateTimeField(null=True)
    entered_by = models.UUIDField(null=True)
    record_id = models.UUIDField(null=True)
    spoiled_why = models.CharField(max_length=14, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        indexes = [
            models.Index("state", "pad", "place", name="sheet_state"),
            models.Index(fields=["record_id"], condition=Q(record_id__isnull=False), name="sheet_record"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pad", "place"], name="sheet_place_in_pad"),
            models.CheckConstraint(
                condition=~Q(state=ENTERED) & Q(record_id__isnull=True, entered_at__isnull=True)
                | Q(state=ENTERED, record_id__isnull=False, entered_at__isnull=False),
                name="sheet_entered_as_a_record",
            ),
            models.CheckConstraint(
                condition=Q(state=SPOILED) & ~Q(spoiled_why="") | ~Q(state=SPOILED) & Q(spoiled_why=""),
                name="sheet_given_up_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number
