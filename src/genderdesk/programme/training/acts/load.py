"""Trainings of the past and of another system, from files: courses, trainings with their sessions, who took part."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution.models import Competence, Institution
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.guidance.queries.documents import versions_in_force
from genderdesk.programme.training.access import MAY_LOAD_TRAINING
from genderdesk.programme.training.acts.attend import bring_sheet
from genderdesk.programme.training.acts.certify import issue_to_all
from genderdesk.programme.training.acts.plan import close_by_rule
from genderdesk.programme.training.models import Course, CourseVersion, Tally, Training, TrainingSession
from genderdesk.programme.training.rules.files import CourseLine, TrainingFiles, TrainingLine, imported_id
from genderdesk.programme.training.vocabulary import CANCELLED, HELD, PLANNED, TOOK_PLACE


@act("training.load", needs=MAY_LOAD_TRAINING)
def load_trainings(actor: Actor, *, rows: list[TrainingFiles]) -> dict[str, int]:
    """Keep courses, trainings, sessions, attendance and counts; a second load adds what is new and corrects nothing
    that was changed here. Raises Invalid with the first fault."""
    counts = {"courses": 0, "trainings": 0, "lines of attendance": 0, "sheets known already": 0}
    for files in rows:
        institutions = dict(Institution.objects.values_list("code", "pk"))
        counts["courses"] += _keep_courses(files, institutions)
        for line in files.trainings:
            counts["trainings"] += _keep_training(actor, files, line, institutions, counts)
    return counts


def _keep_courses(files: TrainingFiles, institutions: dict[str, uuid.UUID]) -> int:
    courses = [
        Course(
            id=imported_id("course", each.code),
            institution_id=institutions[each.institution],
            code=each.code,
            kind=each.kind,
            name=each.name,
        )
        for each in files.courses
    ]
    known = set(Course.objects.filter(code__in=[each.code for each in courses]).values_list("code", flat=True))
    new = {each.code: each for each in courses if each.code not in known}
    Course.objects.bulk_create(new.values())
    ids = dict(Course.objects.filter(code__in=[each.code for each in courses]).values_list("code", "pk"))
    there = set(CourseVersion.objects.filter(course__in=ids.values()).values_list("course_id", "number"))
    competences = dict(Competence.objects.values_list("code", "pk"))
    CourseVersion.objects.bulk_create(
        CourseVersion(
            id=imported_id("course version", each.code, str(each.version)),
            course_id=ids[each.code],
            number=each.version,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            topics=each.topics,
            objectives=each.objectives,
            validity_months=each.validity_months,
            session_share=each.session_share,
            pass_mark=each.pass_mark,
            practical_mark=each.practical_mark,
            competence_id=competences.get(each.competence),
            guideline=_guideline(each, institutions),
        )
        for each in files.courses
        if (ids[each.code], each.version) not in there
    )
    return len(new)


def _guideline(line: CourseLine, institutions: dict[str, uuid.UUID]) -> Version | None:
    """The version of a document that was in force on the first day. Invalid where there was none."""
    if not line.guideline:
        return None
    in_force = versions_in_force(institutions[line.institution], line.starts_on)
    found = next((each for each in in_force if each.document.reference == line.guideline), None)
    if found is None:
        words = _("Course %(course)s: no version of %(guideline)s was in force on %(day)s.")
        raise Invalid(words % {"course": line.code, "guideline": line.guideline, "day": line.starts_on})
    return found


def _keep_training(
    actor: Actor, files: TrainingFiles, line: TrainingLine, institutions: dict[str, uuid.UUID], counts: dict[str, int]
) -> int:
    """One training with its sessions and sheet; how many are new: one or none."""
    training = Training.objects.filter(code=line.code).select_related("version__course").first()
    new = training is None
    if training is None:
        training = _new_training(actor, files, line, institutions)
    sheet = files.attendance.get(line.code, [])
    if line.state == CANCELLED or (not sheet and not new):
        return int(new)
    if sheet:
        taken = bring_sheet(actor, training, sheet)
        counts["lines of attendance"] += 0 if taken.again else taken.lines
        counts["sheets known already"] += taken.again
        if taken.again:
            return int(new)
    if new:
        Tally.objects.bulk_create(
            Tally(
                training=training,
                category=each.category,
                sex=each.sex,
                age_group=each.age_group,
                people=each.people,
                counted_by=actor.id,
            )
            for each in files.tallies.get(line.code, [])
        )
    if line.state in TOOK_PLACE:
        close_by_rule(training)
        if training.state == HELD:
            training.state, training.closed_by = line.state, actor.id
            training.save()
        if line.certified:
            issue_to_all(actor, training)
    return int(new)


def _new_training(
    actor: Actor, files: TrainingFiles, line: TrainingLine, institutions: dict[str, uuid.UUID]
) -> Training:
    sessions = files.sessions.get(line.code, [])
    days = [each.day for each in sessions if not each.called_off] or [each.day for each in sessions]
    version = (
        CourseVersion.objects.filter(course__code=line.course, starts_on__lte=min(days))
        .order_by("-starts_on")
        .select_related("course")
        .first()
    )
    if version is None:
        words = _("Training %(training)s: the course %(course)s has no version in force on %(day)s.")
        raise Invalid(words % {"training": line.code, "course": line.course, "day": min(days)})
    training = Training(
        id=imported_id("training", line.code),
        institution_id=institutions[line.institution],
        code=line.code,
        version=version,
        state=line.state if line.state in (PLANNED, CANCELLED) else HELD,
        place_id=line.place,
        venue=line.venue,
        starts_on=min(days),
        ends_on=max(days),
        planned_by=actor.id,
        cancelled_why=line.cancelled_why,
    )
    training.save(force_insert=True)
    now = timezone.now()
    TrainingSession.objects.bulk_create(
        TrainingSession(
            id=imported_id("training session", line.code, str(each.number)),
            training=training,
            number=each.number,
            day=each.day,
            starts=each.starts,
            ends=each.ends,
            called_off_at=now if each.called_off else None,
        )
        for each in sessions
    )
    return training
