"""What newspapers, radio and the web said, and what of it was put right."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.outreach.models.activities import Activity, Campaign


class MediaItem(models.Model):
    """Something that an outlet said about the desk or its work on a day; a log, never a number of readers.

    ``short_codes`` are the toll-free numbers that it named, with spaces between. ``recognisable`` is yes, no or
    unknown: whether somebody could find out who a survivor is. ``wrong`` is what must be put right, asked for on
    ``asked_on``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    outlet = models.CharField(max_length=80)
    kind = models.CharField(max_length=14)
    language = models.CharField(max_length=2)
    said_on = models.DateField()
    topic = models.CharField(max_length=160)
    short_codes = models.CharField(max_length=40, blank=True)
    link = models.CharField(max_length=300, blank=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="media")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="media")
    recognisable = models.CharField(max_length=8)
    wrong = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField(null=True)
    corrected_on = models.DateField(null=True)
    written_by = models.UUIDField()

    class Meta:
        indexes = [models.Index("institution", "said_on", "id", name="media_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True) | ~Q(wrong="") & Q(asked_on__gte=F("said_on")),
                name="media_correction_of_something",
            ),
            models.CheckConstraint(
                condition=Q(corrected_on__isnull=True) | Q(asked_on__isnull=False, corrected_on__gte=F("asked_on")),
                name="media_corrected_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet} {self.said_on}"
