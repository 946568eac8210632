"""Registers on paper of the years before the system, row by row, and whether each unit's returns came."""

from __future__ import annotations

from django.db import models

from genderdesk.groundwork.foundation.ids import new_id


class RegisterEntry(models.Model):
    """One row of a unit's paper register: that a report came, when, and what followed. No person is in it.

    ``hour`` is the hour of the day, 0 to 23, None where the register does not say. A service's day is when the survivor
    was there; ``settled_on`` when what the unit had to do was done.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=20)
    received_on = models.DateField()
    hour = models.PositiveSmallIntegerField(null=True)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    minutes_to_scene = models.PositiveIntegerField(null=True)
    health_on = models.DateField(null=True)
    psychosocial_on = models.DateField(null=True)
    legal_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)

    class Meta:
        ordering = ["received_on", "number"]
        indexes = [models.Index("unit", "received_on", name="register_entry_day")]
        constraints = [models.UniqueConstraint("unit", "number", name="register_entry_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.number}"


class MonthlyReturn(models.Model):
    """A unit's return of one month: ``month`` is its first day. A month without reports is a return too: nil is not
    missing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("institution.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    due_on = models.DateField()
    received_on = models.DateField(null=True)

    class Meta:
        ordering = ["month", "unit"]
        constraints = [models.UniqueConstraint("unit", "month", name="monthly_return_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"
