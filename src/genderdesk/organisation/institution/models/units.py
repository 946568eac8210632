"""Institutions and their units as a dated tree."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.organisation.institution.labels import INSTITUTION_KIND_LABELS, SETTING_LABELS, UNIT_KIND_LABELS
from genderdesk.organisation.institution.models.periods import ends_after


class Institution(models.Model):
    """A police service, a defence force or a ministry. ``short_code`` is its toll-free line, such as 3512."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=INSTITUTION_KIND_LABELS)
    name = models.CharField(max_length=100)
    short_code = models.CharField(max_length=5, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an institution that stands somewhere. ``place`` is the division that it answers for.

    ``position_note`` says how far the position can be trusted ("invented", "surveyed 2026"); ``setting`` whether it
    serves the country or a town, empty where nobody said.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(max_length=12, choices=UNIT_KIND_LABELS)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    position_note = models.CharField(max_length=100, blank=True)
    setting = models.CharField(max_length=5, choices=SETTING_LABELS, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index("institution", "place", name="unit_institution_place")]
        constraints = [
            models.CheckConstraint(
                name="unit_position_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitParent(models.Model):
    """Under which unit a unit stands, from ``valid_from`` up to, and not including, ``valid_to``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unit_parent_ends_after_start", condition=ends_after("valid_from", "valid_to")),
            models.CheckConstraint(name="unit_parent_is_another", condition=~Q(unit=F("parent"))),
            models.UniqueConstraint(
                name="unit_parent_one_without_end", fields=["unit"], condition=Q(valid_to__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.parent_id} from {self.valid_from}"
