"""Needs, courses with their versions, and trainers."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Competence, Officer
from genderdesk.organisation.places.models import Division
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.training.access import MAY_TRAIN
from genderdesk.programme.training.models import Course, CourseVersion, Need, Trainer, Training
from genderdesk.programme.training.rules.course import Content
from genderdesk.programme.training.vocabulary import Category, CourseKind


@act("need.keep", needs=MAY_TRAIN, notes=("category",))
def keep_need(
    actor: Actor,
    *,
    assessed_on: date,
    category: Category,
    gap: str,
    place: Division | None = None,
    people: int | None = None,
) -> Need:
    """Write down what people at a place lack, before a training is planned for them."""
    need = Need(
        institution_id=actor.own_institution,
        assessed_on=assessed_on,
        category=category,
        gap=gap,
        place=place,
        people=people,
        written_by=actor.id,
    )
    keep(need)
    return need


@act("course.keep", needs=MAY_TRAIN, notes=("kind",))
def keep_course(actor: Actor, *, code: str, kind: CourseKind, name: str, starts_on: date, content: Content) -> Course:
    """Enter a course with its first version. Invalid where the code is taken."""
    if Course.objects.filter(code=code).exists():
        raise Invalid(_("Another course has this code."), field="code")
    course = Course(institution_id=actor.own_institution, code=code, kind=kind, name=name)
    keep(course)
    keep(_version(course, 1, starts_on, content))
    return course


@act("course.renew", needs=MAY_TRAIN, subject=Course)
def renew_course(actor: Actor, course: Course, *, starts_on: date, content: Content) -> CourseVersion:
    """Teach a course in another version from a day on; trainings of the earlier one keep it. Invalid before the day
    after that one began."""
    latest = CourseVersion.objects.select_for_update().filter(course=course).order_by("-number").first()
    if latest is not None and starts_on <= latest.starts_on:
        raise Invalid(_("A new version begins after the one before it."), field="starts_on")
    if latest is not None and latest.ends_on is None:
        latest.ends_on = starts_on
        latest.save(update_fields=["ends_on"])
    made = _version(course, latest.number + 1 if latest else 1, starts_on, content)
    keep(made)
    return made


def _version(course: Course, number: int, starts_on: date, content: Content) -> CourseVersion:
    """A version that is not kept yet. Invalid where a mark or a share is no per cent."""
    for name in ("session_share", "pass_mark", "practical_mark"):
        value = getattr(content, name)
        if value is not None and not 1 <= value <= 100:
            raise Invalid(_("Write 1 to 100 per cent."), field=name)
    if content.competence_id and not Competence.objects.filter(pk=content.competence_id).exists():
        raise Invalid(_("Choose a competence of the list."), field="competence")
    own = Version.objects.filter(document__institution_id=course.institution_id)
    if content.guideline_id is not None and not own.filter(pk=content.guideline_id).exists():
        raise Invalid(_("Choose a guideline of the own institution."), field="guideline")
    return CourseVersion(
        course=course,
        number=number,
        starts_on=starts_on,
        topics=content.topics,
        objectives=content.objectives,
        validity_months=content.validity_months,
        session_share=content.session_share,
        pass_mark=content.pass_mark,
        practical_mark=content.practical_mark,
        competence_id=content.competence_id,
        guideline_id=content.guideline_id,
    )


@act("trainer.keep", needs=MAY_TRAIN)
def keep_trainer(
    actor: Actor,
    *,
    officer: Officer,
    qualification: str,
    qualified_on: date,
    valid_to: date | None = None,
    qualified_at: Training | None = None,
) -> Trainer:
    """Enter who may teach and by which qualification, or write a newer one. Invalid where it ends before it starts."""
    if valid_to is not None and valid_to <= qualified_on:
        raise Invalid(_("The end must come after the start."), field="valid_to")
    found = Trainer.objects.filter(institution_id=actor.own_institution, officer=officer).first()
    trainer = found or Trainer(institution_id=actor.own_institution, officer=officer)
    trainer.qualification, trainer.qualified_on, trainer.valid_to = qualification, qualified_on, valid_to
    trainer.qualified_at = qualified_at
    trainer.save()
    return trainer
