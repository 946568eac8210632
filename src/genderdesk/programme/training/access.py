"""Who may: trainers and heads of desk run the trainings of their institution; who plans one does not approve it, and
who closed one does not verify it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import Actor, Rule, role, signed_in, system_only
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.programme.training.models import (
    Certificate,
    Course,
    Learner,
    Likeness,
    Need,
    Participation,
    Printing,
    Trainer,
    Training,
    TrainingSession,
)


def institution_id_of(subject: Any) -> uuid.UUID | None:
    """The institution that a record belongs to."""
    match subject:
        case Training() | Course() | Learner() | Need() | Trainer():
            return subject.institution_id
        case TrainingSession() | Participation() | Printing():
            return subject.training.institution_id
        case Certificate():
            return subject.participation.training.institution_id
        case Likeness():
            return subject.learner.institution_id
    return None


def _own(actor: Actor, subject: Any) -> bool:
    return actor.institution_id is not None and (subject is None or institution_id_of(subject) == actor.institution_id)


OF_OWN_INSTITUTION = Rule.of(_("for the own institution"), _own)
_NOT_PLANNER = Rule.of(
    _("not by who planned it"), lambda actor, training: training is None or training.planned_by != actor.id
)
_NOT_CLOSER = Rule.of(
    _("not by who closed it"), lambda actor, training: training is None or training.closed_by != actor.id
)

MAY_TRAIN = role(Role.TRAINER, Role.DESK_HEAD) & OF_OWN_INSTITUTION
MAY_SEE_RESULTS = role(Role.TRAINER, Role.DESK_HEAD, Role.ANALYST) & OF_OWN_INSTITUTION
MAY_APPROVE = role(Role.DESK_HEAD) & OF_OWN_INSTITUTION & _NOT_PLANNER
MAY_VERIFY = role(Role.DESK_HEAD) & OF_OWN_INSTITUTION & _NOT_CLOSER
MAY_REVOKE = role(Role.DESK_HEAD) & OF_OWN_INSTITUTION
MAY_LOAD_TRAINING = role(Role.ADMINISTRATOR) | system_only
# The clock's work: an end day that has come, a reminder, a paper that a newer one replaces.
BY_THE_CLOCK = system_only
MAY_SEE_OWN_CERTIFICATES = signed_in & Rule.of(
    _("members of staff, for their own"), lambda actor, _subject: actor.officer_id is not None
)


def trainings_of(actor: Actor) -> QuerySet[Training]:
    """The trainings that an actor may see: those of the own institution."""
    if not actor.has(Role.TRAINER, Role.DESK_HEAD, Role.ANALYST):
        return Training.objects.none()
    return Training.objects.filter(institution_id=actor.own_institution)
