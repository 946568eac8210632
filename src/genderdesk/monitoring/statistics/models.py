"""What is kept of facts: the signed facts themselves, and what they add up to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Delta(models.Model):
    """A fact that began (+1) or ceased (−1) to hold of a record. Rows are only added; ``rolled`` alone is ever set.

    A record's facts add up to exactly one that holds. ``month`` is the first day of the month of ``day``, both in the
    desk's time zone; ``institution`` is its code. No person, no number, no text of a record is in a row.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=40)
    institution = models.CharField(max_length=20)
    day = models.DateField()
    month = models.DateField()
    dimensions = models.JSONField(default=dict)
    measures = models.JSONField(default=dict)
    sign = models.SmallIntegerField()
    rolled = models.BooleanField(default=False)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index("kind", "record_id", "id", name="delta_record"),
            # The facts of one month of one institution, for the GBVIMS statistics and their export.
            models.Index("institution", "month", "kind", "record_id", "id", name="delta_month"),
            models.Index(fields=["id"], condition=Q(rolled=False), name="delta_fresh"),
        ]
        constraints = [models.CheckConstraint(condition=Q(sign__in=(1, -1)), name="delta_sign")]

    def __str__(self) -> str:
        return f"{self.sign:+d} {self.kind} {self.day}"


class Counter(models.Model):
    """How many rolled facts fall into one cell of one figure in one month of one institution."""

    id = models.BigAutoField(primary_key=True)
    institution = models.CharField(max_length=20)
    month = models.DateField()
    figure = models.CharField(max_length=40)
    row = models.CharField(max_length=40)
    column = models.CharField(max_length=40, blank=True)
    count = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "month", "figure", "row", "column"], name="counter_one_per_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.figure} {self.row} {self.column}: {self.count}"


class Spread(models.Model):
    """All values of one measure in one month of one institution: how often each value occurs, and how many lack one.

    Kept whole, so that a median or percentile is exact. ``values`` maps the number as text to its count.
    """

    id = models.BigAutoField(primary_key=True)
    institution = models.CharField(max_length=20)
    month = models.DateField()
    measure = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    missing = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "month", "measure"], name="spread_one_per_measure")
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.measure}"


class Catalogue(models.Model):
    """Which edition of the figures the counters were made for; another edition has them made anew."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    edition = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="catalogue_one_row")]

    def __str__(self) -> str:
        return self.edition
