"""Rooms at a unit, when somebody looked at them, and when they are taken."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.models.officers import Officer
from genderdesk.organisation.institution.models.periods import ends_after
from genderdesk.organisation.institution.models.units import Unit


class Room(models.Model):
    """A room of a unit, from ``opened_on`` up to, and not including, ``closed_on``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rooms")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="room_closes_after_opening", condition=ends_after("opened_on", "closed_on")),
            models.UniqueConstraint(
                name="room_name_once_while_open", fields=["unit", "name"], condition=Q(closed_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoomCheck(models.Model):
    """How somebody found a room on a day: whether its door closes, whether the public crosses it, whether it passed
    the standard. The last one on or before a day says how the room stands on it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    door_closes = models.CharField(max_length=8)
    not_crossed = models.CharField(max_length=8)
    outcome = models.CharField(max_length=6)
    note = models.CharField(max_length=200, blank=True)
    checked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-checked_on", "-id"]

    def __str__(self) -> str:
        return f"{self.room_id} {self.checked_on} {self.outcome}"


class Booking(models.Model):
    """A room is taken from ``starts_at`` up to, and not including, ``ends_at``: by an officer, or closed for a while.

    ``reference`` is the number of a case or report at most, never a name, and shown only to who booked. That no two
    bookings of a room overlap is held by the database itself (migration 0008): by an exclusion constraint on
    PostgreSQL, by triggers on SQLite.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    purpose = models.CharField(max_length=12)
    reference = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=100, blank=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    booked_by = models.UUIDField()
    booked_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index("room", "ends_at", name="booking_room_end")]
        constraints = [
            models.CheckConstraint(name="booking_ends_later", condition=Q(ends_at__gt=F("starts_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.starts_at:%Y-%m-%d %H:%M}"
