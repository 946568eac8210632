"""Rooms and offices of units with what a look at them found, and how desks belong to each other."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.labels import FACILITY_LABELS, TIE_LABELS
from genderdesk.organisation.institution.models.desks import Desk
from genderdesk.organisation.institution.models.periods import ends_after
from genderdesk.organisation.institution.models.units import Unit


class Facility(models.Model):
    """A room or an office of a unit, from ``opened_on`` up to, and not including, ``closed_on``.

    ``place`` is the division in which it stands: that of a headquarters is the whole country, its office is in a city.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="facilities")
    kind = models.CharField(max_length=20, choices=FACILITY_LABELS)
    name = models.CharField(max_length=100)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.CheckConstraint(name="facility_closes_later", condition=ends_after("opened_on", "closed_on"))
        ]

    def __str__(self) -> str:
        return self.name


class FacilityCheck(models.Model):
    """What somebody found who looked at a room on a day: whether it meets ``standard``. ``checked_by`` is an office."""

    id = models.UUIDField(primary_key=True, default=new_id)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="checks", db_index=False)
    checked_on = models.DateField()
    standard = models.CharField(max_length=120)
    passed = models.BooleanField()
    checked_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-checked_on", "id"]
        constraints = [
            models.UniqueConstraint(name="facility_check_once", fields=["facility", "checked_on", "standard"])
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} on {self.checked_on}"


class DeskTie(models.Model):
    """A desk complements or succeeds another one, from ``starts_on`` up to, and not including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="ties")
    relation = models.CharField(max_length=12, choices=TIE_LABELS)
    other = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="tied_from")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="desk_tie_ends_later", condition=ends_after("starts_on", "ends_on")),
            models.CheckConstraint(name="desk_tie_is_another", condition=~Q(desk=F("other"))),
            models.UniqueConstraint(name="desk_tie_once", fields=["desk", "relation", "other", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.relation} {self.other_id}"
