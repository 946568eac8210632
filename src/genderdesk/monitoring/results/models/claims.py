"""Claims that a page of results makes, what they rest on, and where they were said."""

from __future__ import annotations

from django.db import models

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.monitoring.results.models.indicators import Indicator


class Claim(models.Model):
    """One sentence of a page of results. ``quantifier`` and ``asserted`` say what the records must show.

    What is counted begins on ``since`` where the sentence says so ("since 2008"). ``place`` is its order on the page.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey("partners.Project", on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=8)
    text = models.CharField(max_length=400)
    objective = models.ForeignKey("partners.Objective", on_delete=models.PROTECT, null=True, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="claims")
    quantifier = models.CharField(max_length=10)
    asserted = models.CharField(max_length=20, blank=True)
    since = models.DateField(null=True)

    class Meta:
        ordering = ["place", "code"]
        constraints = [models.UniqueConstraint("project", "code", name="claim_once")]

    def __str__(self) -> str:
        return self.code


class Statement(models.Model):
    """Somebody's judgement that the desk contributed to something, with what it rests on. It is no number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField(max_length=1000)
    author = models.CharField(max_length=120)
    evidence = models.CharField(max_length=300)
    stated_on = models.DateField()

    class Meta:
        ordering = ["stated_on", "id"]
        constraints = [models.UniqueConstraint("claim", "author", "stated_on", name="statement_once")]

    def __str__(self) -> str:
        return f"{self.claim_id} by {self.author}"


class Evidence(models.Model):
    """A document, photograph or register outside the system that shows a claim, and where it is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    what = models.CharField(max_length=200)
    kept_where = models.CharField(max_length=200)
    dated = models.DateField()
    added_by = models.UUIDField()

    class Meta:
        ordering = ["dated", "id"]

    def __str__(self) -> str:
        return self.what


class Source(models.Model):
    """Where claims were published. ``imported`` says that they were taken from there, not made from our records."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey("partners.Project", on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    imported = models.BooleanField()

    class Meta:
        ordering = ["year", "code"]
        constraints = [models.UniqueConstraint("project", "code", name="source_once")]

    def __str__(self) -> str:
        return self.title
