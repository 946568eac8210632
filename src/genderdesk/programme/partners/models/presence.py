"""Who does what, where and when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.partners.models.organisations import Partner
from genderdesk.programme.partners.models.projects import Project


class Presence(models.Model):
    """A partner does something in a division, from ``starts_on`` up to, and not including, ``ends_on``.

    ``reached`` is a number of the method ``counted_by``, and never added to one of another method.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="presences")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="presences")
    sector = models.CharField(max_length=12)
    activity = models.CharField(max_length=160)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    status = models.CharField(max_length=10)
    reached = models.PositiveIntegerField(null=True)
    counted_by = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index("institution", "starts_on", "id", name="presence_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="presence_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(reached__isnull=True, counted_by="not_counted")
                | Q(reached__isnull=False) & ~Q(counted_by="not_counted"),
                name="presence_reached_by_a_method",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}: {self.activity}"
