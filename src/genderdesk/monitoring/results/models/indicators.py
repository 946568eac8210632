"""Indicators: what is counted, by which query, from which day on; what it was and what it should become."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.monitoring.results.vocabulary import Direction


class Indicator(models.Model):
    """Something that is counted for an institution, in one unit, whatever its definition is at the time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=10)
    unit = models.CharField(max_length=16)
    direction = models.CharField(max_length=4, default=Direction.UP.value)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint("institution", "code", name="indicator_once")]

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(models.Model):
    """How an indicator is counted from ``starts_on`` up to, and not including, ``ends_on``.

    ``query`` is the name of a counting rule and ``arguments`` narrow it; with ``out_of`` it is a share of what that
    query counts. ``definition`` says it in words, also what is not counted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    definition = models.TextField(max_length=1000)
    query = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    out_of = models.CharField(max_length=60, blank=True)
    out_of_arguments = models.JSONField(default=dict)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["indicator", "-number"]
        constraints = [
            models.UniqueConstraint("indicator", "number", name="indicator_version_once"),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(ends_on__isnull=True), name="indicator_version_one_without_end"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="indicator_version_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.number}"


class Target(models.Model):
    """What an indicator should reach in a period, from ``first`` up to and with ``last``. The newest row of a period
    counts; the earlier ones say what was aimed at before, and ``why`` it was changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    first = models.DateField()
    last = models.DateField()
    value = models.FloatField()
    why = models.CharField(max_length=200, blank=True)
    set_by = models.UUIDField()
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first", "set_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="target_ends_later")]

    def __str__(self) -> str:
        return f"{self.value} by {self.last}"


class Baseline(models.Model):
    """What an indicator was before, on a day, and where that is written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.OneToOneField(Indicator, on_delete=models.PROTECT, related_name="baseline")
    measured_on = models.DateField()
    value = models.FloatField()
    source = models.CharField(max_length=200)
    kept_by = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.value} on {self.measured_on}"
