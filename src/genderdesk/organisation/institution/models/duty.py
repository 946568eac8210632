"""When people are on duty."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.models.desks import Desk, Post
from genderdesk.organisation.institution.models.officers import Officer
from genderdesk.organisation.institution.models.periods import ends_after


class DutyHours(models.Model):
    """When a desk's people, or the holders of one post, are on duty on a weekday (Monday is 0), in minutes of the day.

    An end that is not after the start lies on the next day. A post's own hours stand in place of the desk's. They hold
    from ``starts_on`` up to, and not including, ``ends_on``: a look is judged by the hours of its day.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="duty_hours")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="duty_hours")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index("desk", "starts_on", name="duty_hours_desk")]
        constraints = [
            models.CheckConstraint(name="duty_hours_end_later", condition=ends_after("starts_on", "ends_on")),
            models.CheckConstraint(
                name="duty_hours_within_a_day",
                condition=Q(weekday__range=(0, 6), starts__range=(0, 1439), ends__range=(0, 1440)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.weekday} {self.starts}-{self.ends}"


class Shift(models.Model):
    """One officer's single shift beside the weekly hours: overtime, a replacement, on call."""

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="shift_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]
        indexes = [models.Index("officer", "starts_at", name="shift_officer")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.starts_at:%Y-%m-%d %H:%M}"
