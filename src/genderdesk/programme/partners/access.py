"""Who may: heads of desk keep agreements, projects and receipts of their institution; outreach officers say who does
what where; analysts and oversight look. The register of partners is one for all institutions."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import NOBODY, Actor, Rule, role, system_only
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.programme.partners.models import Agreement, Obligation, Presence, Project, Thing


def institution_id_of(subject: Any) -> uuid.UUID | None:
    """The institution that a record belongs to."""
    match subject:
        case Agreement() | Project() | Presence():
            return subject.institution_id
        case Obligation():
            return subject.agreement.institution_id
        case Thing():
            return subject.receipt.project.institution_id
    return None


def _own(actor: Actor, subject: Any) -> bool:
    return actor.institution_id is not None and (subject is None or institution_id_of(subject) == actor.institution_id)


OF_OWN_INSTITUTION = Rule.of(_("for the own institution"), _own)

_KEEPERS = (Role.DESK_HEAD, Role.OUTREACH_OFFICER)
_READERS = (*_KEEPERS, Role.ANALYST, Role.OVERSIGHT)

MAY_LOAD_PARTNERS = role(Role.ADMINISTRATOR) | system_only
MAY_NAME_PARTNERS = role(*_KEEPERS) | system_only
MAY_AGREE = role(Role.DESK_HEAD) & OF_OWN_INSTITUTION | system_only
MAY_SAY_WHO_WHERE = role(*_KEEPERS) & OF_OWN_INSTITUTION | system_only
MAY_SEE_PARTNERS = role(*_READERS) & OF_OWN_INSTITUTION


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """The agreements that an actor may see: those of the own institution."""
    return Agreement.objects.filter(institution_id=_reads(actor))


def projects_of(actor: Actor) -> QuerySet[Project]:
    """The projects that an actor may see: those of the own institution."""
    return Project.objects.filter(institution_id=_reads(actor))


def presences_of(actor: Actor) -> QuerySet[Presence]:
    """Who does what where, as the actor's institution knows it."""
    return Presence.objects.filter(institution_id=_reads(actor))


def _reads(actor: Actor) -> uuid.UUID:
    return actor.own_institution if actor.has(*_READERS) else NOBODY.id
