"""One officer: the posts held, the competences shown and the absences; and what posts ask of their holders."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.access import covered_to
from genderdesk.organisation.institution.models import (
    Absence,
    Appointment,
    Competence,
    CompetenceHeld,
    Officer,
    RoleRequirement,
)
from genderdesk.organisation.institution.queries.days import in_force, today


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A competence of an officer, and whether it is valid on the day."""

    held: CompetenceHeld
    valid: bool


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """An officer with posts, competences and absences, the newest first."""

    officer: Officer
    appointments: list[Appointment]
    competences: list[HeldLine]
    absences: list[Absence]


def officer_page(actor: Actor, officer_id: uuid.UUID) -> OfficerPage:
    """An officer; Missing where she or he does not exist for this reader."""
    officer = one_of(Officer.objects.filter(pk=officer_id, institution__in=covered_to(actor)))
    if officer is None:
        raise Missing(_("There is no such officer, or she or he serves another institution."))
    appointments = officer.appointments.select_related("post__desk").order_by("-starts_on", "id")
    held = [HeldLine(each, _valid(each, today())) for each in officer.competences.select_related("competence")]
    return OfficerPage(officer, list(appointments), held, list(officer.absences.all()))


def _valid(held: CompetenceHeld, day: date) -> bool:
    ends = [each for each in (held.expires_on, held.revoked_on) if each is not None]
    return held.granted_on <= day and all(day < each for each in ends)


def competence_of_reader(actor: Actor, held_id: uuid.UUID) -> CompetenceHeld:
    """A competence of an officer whose institution the reader may see; Missing otherwise."""
    found = CompetenceHeld.objects.filter(pk=held_id, officer__institution__in=covered_to(actor))
    held = found.select_related("officer", "competence").first()
    if held is None:
        raise Missing(_("There is no such competence for you."))
    return held


def absence_of_reader(actor: Actor, absence_id: uuid.UUID) -> Absence:
    """An absence of an officer whose institution the reader may see; Missing otherwise."""
    found = Absence.objects.filter(pk=absence_id, officer__institution__in=covered_to(actor))
    absence = found.select_related("officer").first()
    if absence is None:
        raise Missing(_("There is no such absence for you."))
    return absence


def competences() -> list[Competence]:
    """Every competence by name."""
    return list(Competence.objects.all())


def requirements_of(actor: Actor) -> list[RoleRequirement]:
    """What the posts of the reader's institutions ask of their holders, today and later."""
    found = RoleRequirement.objects.filter(institution__in=covered_to(actor))
    standing = found.filter(in_force(None, "starts_on", "ends_on")) | found.filter(starts_on__gt=today())
    return list(standing.select_related("institution", "competence").order_by("institution__code", "role", "id"))


def requirement_of_reader(actor: Actor, requirement_id: uuid.UUID) -> RoleRequirement:
    """A requirement of an institution that the reader may see; Missing otherwise."""
    found = RoleRequirement.objects.filter(pk=requirement_id, institution__in=covered_to(actor))
    requirement = found.select_related("institution", "competence").first()
    if requirement is None:
        raise Missing(_("There is no such requirement for you."))
    return requirement
