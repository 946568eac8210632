"""What is taught, for which need, and by whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from genderdesk.groundwork.foundation.ids import new_id


class Need(models.Model):
    """What people at a place lack, found before anything is taught: with leaders, from supervision and closed cases.

    ``people`` is about how many it concerns; ``gap`` says it in words about work, never about a person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()
    place = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=20)
    people = models.PositiveIntegerField(null=True)
    gap = models.TextField(max_length=2000)
    written_by = models.UUIDField()

    class Meta:
        indexes = [models.Index("institution", "assessed_on", "id", name="need_day")]

    def __str__(self) -> str:
        return f"need of {self.assessed_on}"


class Course(models.Model):
    """Something that an institution teaches; what exactly, its versions say."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=14)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class CourseVersion(models.Model):
    """A course as it is taught from ``starts_on`` up to, and not including, ``ends_on``.

    ``topics`` are lines of text. ``validity_months`` is how long a certificate holds, None for ever. ``session_share``
    and the marks are the completion rule, in per cent; None where there is no such test. ``competence`` is what an
    officer holds who completed it, ``guideline`` the version of a document that is taught.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    topics = models.TextField(max_length=2000)
    objectives = models.TextField(blank=True, max_length=2000)
    validity_months = models.PositiveSmallIntegerField(null=True)
    session_share = models.PositiveSmallIntegerField(default=80)
    pass_mark = models.PositiveSmallIntegerField(null=True)
    practical_mark = models.PositiveSmallIntegerField(null=True)
    guideline = models.ForeignKey("guidance.Version", on_delete=models.PROTECT, null=True, related_name="+")
    competence = models.ForeignKey("institution.Competence", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint("course", "number", name="course_version_once"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(ends_on__isnull=True), name="course_version_one_without_end"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="course_version_ends_later"
            ),
            models.CheckConstraint(condition=Q(session_share__range=(1, 100)), name="course_version_share_in_per_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.number}"


class Trainer(models.Model):
    """Somebody of staff who teaches, with the own qualification: in force from ``qualified_on``, until ``valid_to``.

    ``qualified_at`` is the training of trainers that it comes from, where that one is kept here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey("institution.Institution", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("institution.Officer", on_delete=models.PROTECT, related_name="+")
    qualification = models.CharField(max_length=200)
    qualified_on = models.DateField()
    valid_to = models.DateField(null=True)
    qualified_at = models.ForeignKey("training.Training", on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("institution", "officer", name="trainer_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("qualified_on")), name="trainer_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"trainer {self.officer_id}"
