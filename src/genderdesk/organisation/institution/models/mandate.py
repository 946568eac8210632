"""What a desk is there for, how high it stands, what its posts may decide, and the days of its life."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.forms import ANSWER_LABELS
from genderdesk.organisation.institution.labels import (
    ACCESS_LABELS,
    AUTHORITY_LABELS,
    FUNCTION_LABELS,
    LEVEL_LABELS,
    MILESTONE_LABELS,
)
from genderdesk.organisation.institution.models.desks import Desk, Post
from genderdesk.organisation.institution.models.periods import ends_after
from genderdesk.organisation.institution.models.units import Unit


class Mandate(models.Model):
    """A desk has one of the five functions by an instrument (order, law, decision), from ``starts_on`` up to, and not
    including, ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="mandates")
    function = models.CharField(max_length=2, choices=FUNCTION_LABELS)
    instrument = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["function", "-starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="mandate_ends_after_start", condition=ends_after("starts_on", "ends_on")),
            models.UniqueConstraint(
                name="mandate_one_without_end", fields=["desk", "function"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function} of {self.desk_id} from {self.starts_on}"


class Placement(models.Model):
    """How high a desk stands, from ``starts_on`` until the next placement. ``own_budget_line`` is an answer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="placements")
    reports_to = models.CharField(max_length=100)
    head_rank = models.CharField(max_length=60, blank=True)
    commander_access = models.CharField(max_length=14, choices=ACCESS_LABELS)
    own_budget_line = models.CharField(max_length=8, choices=ANSWER_LABELS)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="placement_ends_after_start", condition=ends_after("starts_on", "ends_on")),
            models.UniqueConstraint(
                name="placement_one_without_end", fields=["desk"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} reports to {self.reports_to} from {self.starts_on}"


class Authority(models.Model):
    """A post may decide about a subject by an instrument. ``ceiling`` is in whole units of the national currency;
    without it there is no limit."""

    id = models.UUIDField(primary_key=True, default=new_id)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="authorities")
    subject = models.CharField(max_length=12, choices=AUTHORITY_LABELS)
    level = models.CharField(max_length=11, choices=LEVEL_LABELS)
    ceiling = models.PositiveBigIntegerField(null=True, blank=True)
    instrument = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["subject", "-starts_on", "id"]
        constraints = [
            models.CheckConstraint(name="authority_ends_after_start", condition=ends_after("starts_on", "ends_on")),
            models.UniqueConstraint(
                name="authority_one_without_end", fields=["post", "subject"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} decides about {self.subject} from {self.starts_on}"


class DeskMilestone(models.Model):
    """A day in a desk's life, and what shows it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="milestones")
    what = models.CharField(max_length=12, choices=MILESTONE_LABELS)
    on_day = models.DateField()
    evidence = models.CharField(max_length=200)

    class Meta:
        ordering = ["on_day", "id"]
        constraints = [models.UniqueConstraint(name="desk_milestone_once", fields=["desk", "what"])]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.what} on {self.on_day}"


class UnitName(models.Model):
    """What a unit was called before, from ``starts_on`` (the beginning where it is not known) up to, and not including,
    ``ends_on``. Its name today stands with the unit."""

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=100)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField()

    class Meta:
        ordering = ["-ends_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="unit_name_ends_after_start",
                condition=Q(starts_on__isnull=True) | ends_after("starts_on", "ends_on"),
            ),
            models.UniqueConstraint(name="unit_name_ends_once", fields=["unit", "ends_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} was called {self.name} until {self.ends_on}"
