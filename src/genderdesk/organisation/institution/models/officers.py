"""Officers and the posts that they hold."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.labels import ABSENCE_LABELS, SEX_LABELS
from genderdesk.organisation.institution.models.desks import Post
from genderdesk.organisation.institution.models.periods import ends_after
from genderdesk.organisation.institution.models.units import Institution


class Officer(models.Model):
    """A member of an institution's staff, by the number in its staff list."""

    id = models.UUIDField(primary_key=True, default=new_id)
    staff_code = models.CharField(max_length=20, unique=True)
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60)
    sex = models.CharField(max_length=6, choices=SEX_LABELS)
    rank = models.CharField(max_length=60, blank=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="officers")

    class Meta:
        ordering = ["family_name", "given_name", "staff_code"]

    def __str__(self) -> str:
        return f"{self.rank} {self.full_name}".strip()

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Appointment(models.Model):
    """An officer holds a post, from ``starts_on`` up to, and not including, ``ends_on``.

    ``time_share`` is per cent of working time; a post's shares never add up to more than 100 on any day.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="appointments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    time_share = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["-starts_on", "id"]
        indexes = [
            models.Index("post", "starts_on", name="appointment_post"),
            models.Index("officer", "starts_on", name="appointment_officer"),
        ]
        constraints = [
            models.CheckConstraint(name="appointment_ends_after_start", condition=ends_after("starts_on", "ends_on")),
            models.CheckConstraint(name="appointment_share_in_per_cent", condition=Q(time_share__range=(1, 100))),
            models.UniqueConstraint(
                name="appointment_one_without_end", fields=["post", "officer"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} in {self.post_id} from {self.starts_on}"


class Absence(models.Model):
    """An officer does not work from ``starts_on`` up to, and not including, ``ends_on``; without it until further
    notice. Meanwhile she or he covers no post."""

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=ABSENCE_LABELS)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="absence_ends_after_start", condition=ends_after("starts_on", "ends_on")),
            models.UniqueConstraint(
                name="absence_one_without_end", fields=["officer"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} absent from {self.starts_on}"
