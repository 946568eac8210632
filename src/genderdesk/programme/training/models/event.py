"""Trainings that are planned and held, their sessions, and what is counted of them without a name."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.programme.training.models.course import CourseVersion, Trainer
from genderdesk.programme.training.vocabulary import PLANNED


class Training(models.Model):
    """One time that a course is taught, at a place, on the days of its sessions.

    ``starts_on`` and ``ends_on`` are the first and the last day of those that are not called off. ``refreshes`` is the
    training that it is a refresher of.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey(
        "institution.Institution", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=20, unique=True)
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="trainings")
    state = models.CharField(max_length=10, default=PLANNED)
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+", db_index=False)
    venue = models.CharField(max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    refreshes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    planned_by = models.UUIDField()
    planned_at = models.DateTimeField(default=timezone.now)
    closed_by = models.UUIDField(null=True)
    cancelled_why = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [
            models.Index("institution", "starts_on", "id", name="training_day"),
            models.Index("institution", "state", "starts_on", name="training_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="training_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


class TrainingSession(models.Model):
    """One day, or part of a day, of a training: ``number`` from 1. One called off counts for nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sessions", db_index=False)
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["training", "number"]
        constraints = [
            models.UniqueConstraint("training", "number", name="training_session_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="training_session_ends_later"),
        ]

    def __str__(self) -> str:
        return f"session {self.number} of {self.training_id}"


class EventTrainer(models.Model):
    """Who teaches a training."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="taught_by", db_index=False)
    trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT, related_name="teaches")

    class Meta:
        constraints = [models.UniqueConstraint("training", "trainer", name="event_trainer_once")]

    def __str__(self) -> str:
        return f"{self.trainer_id} in {self.training_id}"


class Tally(models.Model):
    """People of a training who were counted and not named: minors always, others where there was no list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="tallies", db_index=False)
    category = models.CharField(max_length=20)
    sex = models.CharField(max_length=7)
    age_group = models.CharField(max_length=7)
    people = models.PositiveIntegerField()
    counted_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint("training", "category", "sex", "age_group", name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.category}"


class ImportedSheet(models.Model):
    """A sheet that was taken in, by its digest: the same paper typed again adds nothing, and is noticed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sheets", db_index=False)
    digest = models.CharField(max_length=64)
    lines = models.PositiveIntegerField()
    repeats = models.PositiveSmallIntegerField(default=0)
    taken_in_at = models.DateTimeField(default=timezone.now)
    taken_in_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint("training", "digest", name="imported_sheet_once")]

    def __str__(self) -> str:
        return f"sheet of {self.lines} lines"


class Rating(models.Model):
    """What one of those who were there thinks of it, from 1 to 5. Nobody knows who: no account, no hour, no words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="ratings", db_index=False)
    content = models.PositiveSmallIntegerField()
    teaching = models.PositiveSmallIntegerField()
    usefulness = models.PositiveSmallIntegerField()
    changes = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index("training", name="rating_training")]
        constraints = [
            models.CheckConstraint(
                condition=Q(content__range=(1, 5), teaching__range=(1, 5), usefulness__range=(1, 5)),
                name="rating_from_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"rating of {self.training_id}"
