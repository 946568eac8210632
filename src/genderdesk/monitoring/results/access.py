"""Who may: analysts and heads of desk keep indicators and claims and freeze pages; a head of desk releases what another
froze. Outreach officers, trainers and oversight look."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import NOBODY, Actor, Rule, role, system_only
from genderdesk.monitoring.results.models import Claim, FrozenPage, Indicator
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.programme.partners.models import Project


def institution_id_of(subject: Any) -> uuid.UUID | None:
    """The institution that a record belongs to."""
    match subject:
        case Project() | Indicator():
            return subject.institution_id
        case Claim() | FrozenPage():
            return subject.project.institution_id
    return None


def _own(actor: Actor, subject: Any) -> bool:
    return actor.institution_id is not None and (subject is None or institution_id_of(subject) == actor.institution_id)


OF_OWN_INSTITUTION = Rule.of(_("for the own institution"), _own)

_KEEPERS = (Role.ANALYST, Role.DESK_HEAD)
_READERS = (*_KEEPERS, Role.OUTREACH_OFFICER, Role.TRAINER, Role.OVERSIGHT)

MAY_LOAD_RESULTS = role(Role.ADMINISTRATOR) | system_only
MAY_KEEP_RESULTS = role(*_KEEPERS) & OF_OWN_INSTITUTION | system_only
MAY_RELEASE_RESULTS = role(Role.DESK_HEAD) & OF_OWN_INSTITUTION
MAY_SEE_RESULTS = role(*_READERS) & OF_OWN_INSTITUTION


def projects_with_results(actor: Actor) -> QuerySet[Project]:
    """The projects whose results an actor may see: those of the own institution."""
    return Project.objects.filter(institution_id=_reads(actor))


def indicators_of(actor: Actor) -> QuerySet[Indicator]:
    """The indicators that an actor may see: those of the own institution."""
    return Indicator.objects.filter(institution_id=_reads(actor))


def claims_of(actor: Actor) -> QuerySet[Claim]:
    """The claims that an actor may see."""
    return Claim.objects.filter(project__institution_id=_reads(actor))


def pages_of(actor: Actor) -> QuerySet[FrozenPage]:
    """The frozen pages that an actor may see."""
    return FrozenPage.objects.filter(project__institution_id=_reads(actor))


def _reads(actor: Actor) -> uuid.UUID:
    return actor.own_institution if actor.has(*_READERS) else NOBODY.id
