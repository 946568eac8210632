"""Courses, needs and trainers as their pages show them."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.training.models import Course, CourseVersion, Need, Trainer


def courses(actor: Actor) -> QuerySet[Course]:
    """The courses of the reader's institution by name, each with its versions, the newest first."""
    own = Course.objects.filter(institution_id=actor.own_institution)
    versions = CourseVersion.objects.select_related("competence", "guideline__document").defer("guideline__text")
    return own.prefetch_related(Prefetch("versions", versions.order_by("-number")))


def course_for(actor: Actor, course_id: uuid.UUID) -> Course:
    """A course of the reader's institution with its versions. Raises Missing."""
    found = one_of(courses(actor).filter(pk=course_id))
    if found is None:
        raise Missing(_("There is no such course, or it belongs to another institution."))
    return found


def versions_to_teach(actor: Actor, on: date | None = None) -> QuerySet[CourseVersion]:
    """Versions in force today or later, by the course's name."""
    day = on or timezone.localdate()
    return (
        CourseVersion.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day), course__institution_id=actor.own_institution
        )
        .select_related("course")
        .order_by("course__name", "number")
    )


def trainers(actor: Actor) -> QuerySet[Trainer]:
    """The trainers of the reader's institution by name."""
    own = Trainer.objects.filter(institution_id=actor.own_institution).select_related("officer")
    return own.order_by("officer__family_name", "officer__given_name", "id")


def officer_by_code(actor: Actor, staff_code: str) -> Officer | None:
    """A member of the reader's institution by staff code."""
    return Officer.objects.filter(institution_id=actor.own_institution, staff_code__iexact=staff_code.strip()).first()


def needs(actor: Actor) -> QuerySet[Need]:
    """What was found to be lacking, the latest first."""
    own = Need.objects.filter(institution_id=actor.own_institution).select_related("place")
    return own.order_by("-assessed_on", "-id")
