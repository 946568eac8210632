"""Photographs of activities: kept as drawn anew, cleared by another person, and gone when they are withdrawn."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.vault import SealedJSONField, SealedTextField
from genderdesk.programme.outreach.models.activities import Activity
from genderdesk.programme.outreach.vocabulary import PHOTO_WAITS, PHOTO_WITHDRAWN, InPicture


class ActivityPhoto(models.Model):
    """A photograph of an activity, as a small JPEG without place, time and device; its bytes lie sealed under
    ``stored_as``, and ``content_key`` alone opens them.

    ``agreed_at`` says where the papers are on which those in it agreed. No name that the file had is kept: telephones
    write times into it. Of one that was withdrawn the row stays, without key and bytes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="photos", db_index=False)
    state = models.CharField(max_length=9, default=PHOTO_WAITS)
    shows = models.CharField(max_length=160)
    in_picture = models.CharField(max_length=14)
    agreed_at = models.CharField(max_length=160, blank=True)
    stored_as = models.CharField(max_length=32, blank=True)
    stored_size = models.BigIntegerField()
    details = SealedJSONField()
    content_key = SealedTextField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.UUIDField()
    added_officer = models.UUIDField(null=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.UUIDField(null=True)
    cleared_officer = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index("activity", "added_at", "id", name="photo_activity"),
            models.Index("state", "added_at", name="photo_state"),
        ]
        constraints = [
            models.UniqueConstraint("stored_as", condition=~Q(stored_as=""), name="photo_file_once"),
            models.CheckConstraint(
                condition=Q(in_picture=InPicture.AGREED.value) & ~Q(agreed_at="")
                | Q(in_picture__in=[InPicture.NOBODY.value, InPicture.UNRECOGNISABLE.value], agreed_at=""),
                name="photo_of_nobody_or_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state=PHOTO_WITHDRAWN, stored_as="", withdrawn_at__isnull=False)
                | ~Q(state=PHOTO_WITHDRAWN) & ~Q(stored_as="") & Q(withdrawn_at__isnull=True),
                name="photo_withdrawn_without_bytes",
            ),
            *two_persons.constraints(
                "photo_cleared",
                asked="added_by",
                decided="cleared_by",
                asked_officer="added_officer",
                decided_officer="cleared_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.added_at:%Y-%m-%d}"
