"""What is kept of facts: the signed facts themselves, what they add up to, and charts that were frozen of that."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import two_persons
from genderdesk.monitoring.statistics.vocabulary.shared import WAITING


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


class SharedChart(models.Model):
    """A chart as it was frozen, for whoever has its link: ``content`` in its canonical form and the SHA-256 of that.

    Of the link's secret only the digest is kept. ``opened`` counts how often it was opened, and nothing of by whom.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=120)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    # Which table it is: the same one may be frozen again.
    table = models.CharField(max_length=120, db_index=True)
    token_digest = models.CharField(max_length=64, unique=True)
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=WAITING)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.UUIDField()
    frozen_officer = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    released_officer = models.UUIDField(null=True)
    ends_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-frozen_at", "-id"]
        indexes = [models.Index(fields=["institution", "frozen_at", "id"], name="shared_chart_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, ends_at__isnull=True)
                | Q(released_at__isnull=False, ends_at__isnull=False),
                name="shared_chart_ends",
            ),
            *two_persons.constraints(
                "shared_chart_released",
                asked="frozen_by",
                decided="released_by",
                asked_officer="frozen_officer",
                decided_officer="released_officer",
            ),
        ]

    def __str__(self) -> str:
        return self.title
