"""Campaigns, activities, and whom they reached."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.outreach.vocabulary import PLANNED


class Campaign(models.Model):
    """Activities under one theme, from ``starts_on`` up to, and not including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    theme = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="campaign_ends_later")]

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """Something done with an audience in a division on a day; nobody of the audience is named."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="activities")
    kind = models.CharField(max_length=14)
    title = models.CharField(max_length=120)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    venue = models.CharField(max_length=120, blank=True)
    held_on = models.DateField()
    state = models.CharField(max_length=10, default=PLANNED)
    written_by = models.UUIDField()

    class Meta:
        indexes = [models.Index("institution", "held_on", "id", name="activity_day")]

    def __str__(self) -> str:
        return self.title


class OutreachPartner(models.Model):
    """A partner in a whole campaign, or at one activity."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="partners")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="partners")
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(campaign__isnull=True, activity__isnull=False)
                | Q(campaign__isnull=False, activity__isnull=True),
                name="outreach_partner_of_one",
            ),
            models.UniqueConstraint(
                fields=["campaign", "partner", "role"],
                condition=Q(campaign__isnull=False),
                name="outreach_partner_once_in_campaign",
            ),
            models.UniqueConstraint(
                fields=["activity", "partner", "role"],
                condition=Q(activity__isnull=False),
                name="outreach_partner_once_at_activity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.role}"


class AudienceCount(models.Model):
    """Whom an activity reached, counted by one method. Numbers of two methods are never added to each other.

    ``unknown`` are people whose sex or age nobody noted. ``evidence`` says where the count can be seen.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="counts")
    method = models.CharField(max_length=20)
    audience = models.CharField(max_length=18)
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    girls = models.PositiveIntegerField(default=0)
    boys = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    confidence = models.CharField(max_length=10)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("activity", "method", "audience", name="audience_count_once")]

    def __str__(self) -> str:
        return f"{self.total} by {self.method}"

    @property
    def total(self) -> int:
        return self.women + self.men + self.girls + self.boys + self.unknown
