"""What is kept of a country's divisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.organisation.places.labels import LEVEL_LABELS


class Division(models.Model):
    """One administrative division. ``code`` is the statistical office's where it has one, else ours (``source`` says).

    ``latitude`` and ``longitude`` are degrees (WGS 84) of a point inside it, unknown for sectors. The outline is apart
    (``Outline``), so that a list joined with its districts does not read every district's shape.
    """

    code = models.CharField(max_length=20, primary_key=True)
    level = models.CharField(max_length=10, choices=LEVEL_LABELS)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=100)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_version = models.CharField(max_length=60, blank=True)
    loaded_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index("level", "name", name="division_level_name")]
        constraints = [
            models.CheckConstraint(
                name="division_position_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="division_only_country_on_top",
                condition=Q(level="country", parent__isnull=True) | (~Q(level="country") & Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """A division's outline: a GeoJSON Polygon or MultiPolygon (RFC 7946) in degrees, WGS 84."""

    division = models.OneToOneField(Division, on_delete=models.CASCADE, primary_key=True, related_name="outline")
    geometry = models.JSONField()

    def __str__(self) -> str:
        return f"outline of {self.division_id}"


class FormerDivision(models.Model):
    """A division that stood until ``until`` and is a part of ``merged_into`` since: what old sheets still call it."""

    code = models.CharField(max_length=20, primary_key=True)
    level = models.CharField(max_length=10, choices=LEVEL_LABELS)
    name = models.CharField(max_length=100)
    merged_into = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="former_parts")
    until = models.DateField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
