"""Certificates of a training that are set as one file, aside from the request for them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.vault import SealedTextField
from genderdesk.programme.training.models.event import Training
from genderdesk.programme.training.vocabulary import ASKED


class Printing(models.Model):
    """One file of certificates: of ``total`` so many are ``done``. ``content`` is the PDF in base64, sealed, and gone
    with this row a day after it was made.

    ``again`` also has those that were printed before. ``address`` is where a number is checked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="printings", db_index=False)
    state = models.CharField(max_length=6, default=ASKED)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=timezone.now)
    again = models.BooleanField(default=False)
    language = models.CharField(max_length=8)
    address = models.CharField(max_length=200)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    content = SealedTextField()

    class Meta:
        indexes = [models.Index("training", "asked_at", name="printing_training")]
        constraints = [
            models.UniqueConstraint(
                fields=["training"],
                condition=models.Q(state__in=("asked", "making")),
                name="printing_one_at_a_time",
            ),
            models.CheckConstraint(condition=models.Q(done__lte=models.F("total")), name="printing_done_of_total"),
        ]

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"
