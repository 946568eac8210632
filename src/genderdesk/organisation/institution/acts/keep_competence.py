"""What holders of posts must be able to do, and who has shown it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, refuse
from genderdesk.organisation.institution.access import MAY_GRANT, MAY_SHAPE
from genderdesk.organisation.institution.models import (
    Competence,
    CompetenceHeld,
    Institution,
    Officer,
    RoleRequirement,
)
from genderdesk.organisation.institution.rules.competence import expires_on
from genderdesk.organisation.institution.vocabulary import Role


@act("competence.define", needs=MAY_SHAPE, notes=("code", "validity_months"))
def define_competence(actor: Actor, *, code: str, name: str, validity_months: int | None = None) -> Competence:
    """Name something that officers learn and show. Invalid where the code is taken."""
    if Competence.objects.filter(code=code).exists():
        raise Invalid(_("Another competence has this code."), "code")
    if validity_months is not None and validity_months < 1:
        raise Invalid(_("Write at least one month, or leave it empty where it never lapses."), "validity_months")
    made = Competence(code=code, name=name, validity_months=validity_months)
    made.save(force_insert=True)
    return made


@act("competence.require", needs=MAY_SHAPE, subject=Institution, notes=("role",))
def require_competence(
    actor: Actor, institution: Institution, *, role: Role, competence: Competence, starts_on: date
) -> RoleRequirement:
    """Holders of posts with the role must hold the competence from a day on. Conflict where they must already."""
    standing = RoleRequirement.objects.filter(institution=institution, role=role, competence=competence)
    if standing.filter(ends_on__isnull=True).exists():
        raise Conflict(_("This role requires this competence already."))
    made = RoleRequirement(institution=institution, role=role, competence=competence, starts_on=starts_on)
    made.save(force_insert=True)
    return made


@act("competence.release", needs=MAY_SHAPE, subject=RoleRequirement)
def release_competence(actor: Actor, requirement: RoleRequirement, *, ends_on: date) -> RoleRequirement:
    """From a day on, holders of posts with the role need the competence no longer. Conflict where it ended already."""
    requirement = RoleRequirement.objects.select_for_update().get(pk=requirement.pk)
    if requirement.ends_on is not None:
        raise Conflict(_("This requirement has ended already."))
    if ends_on <= requirement.starts_on:
        raise Invalid(_("The end must come after the start."), "ends_on")
    requirement.ends_on = ends_on
    requirement.save(update_fields=["ends_on"])
    return requirement


@act("competence.grant", needs=MAY_GRANT, subject=Officer, notes=("granted_on",))
def grant_competence(
    actor: Actor, officer: Officer, *, competence: Competence, granted_on: date, source: str
) -> CompetenceHeld:
    """Keep that an officer has shown a competence, and by what; nobody grants one to herself or himself."""
    if actor.officer_id == officer.pk:
        refuse(_("Nobody grants a competence to herself or himself. Ask another trainer."))
    return keep_grant(officer, competence, granted_on=granted_on, source=source)


def keep_grant(officer: Officer, competence: Competence, *, granted_on: date, source: str) -> CompetenceHeld:
    """Inside an act: the officer holds the competence from the day on for as long as it is valid.

    Invalid where the day is still to come or the source is empty; Conflict where it was granted on that day already.
    """
    if granted_on > timezone.localdate():
        raise Invalid(_("This day is still to come."), "granted_on")
    if not source.strip():
        raise Invalid(_("Write by what it was shown, such as the number of the certificate."), "source")
    if CompetenceHeld.objects.filter(officer=officer, competence=competence, granted_on=granted_on).exists():
        raise Conflict(_("This competence was granted on this day already."))
    made = CompetenceHeld(officer=officer, competence=competence, granted_on=granted_on, source=source.strip())
    made.expires_on = expires_on(granted_on, competence.validity_months)
    made.save(force_insert=True)
    return made


@act("competence.revoke", needs=MAY_GRANT, subject=CompetenceHeld, notes=("revoked_on",))
def revoke_competence(actor: Actor, held: CompetenceHeld, *, revoked_on: date, reason: str) -> CompetenceHeld:
    """Take a competence back from a day on, with the reason. Conflict where it was revoked already."""
    held = CompetenceHeld.objects.select_for_update().get(pk=held.pk)
    if held.revoked_on is not None:
        raise Conflict(_("This competence was revoked already."))
    if not held.granted_on <= revoked_on <= timezone.localdate():
        raise Invalid(_("Write a day between the grant and today."), "revoked_on")
    if not reason.strip():
        raise Invalid(_("Write why it is revoked."), "reason")
    held.revoked_on, held.revoked_reason = revoked_on, reason.strip()
    held.save(update_fields=["revoked_on", "revoked_reason"])
    return held
