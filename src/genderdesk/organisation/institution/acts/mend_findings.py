"""Findings: opened, given to a post with a day, fixed, and verified by somebody else; or accepted as a risk."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep, refuse
from genderdesk.organisation.institution.access import MAY_ACCEPT, MAY_ASSIGN, MAY_CHECK, MAY_FIX, SEES_READINESS
from genderdesk.organisation.institution.models import Desk, Finding, Post
from genderdesk.organisation.institution.vocabulary.readiness import (
    ACCEPTED_RISK,
    ASSIGNED,
    FINDING,
    FIXED,
    VERIFIED,
)


@act("finding.open", needs=MAY_CHECK, subject=Desk)
def open_finding(actor: Actor, desk: Desk, *, text: str) -> Finding:
    """Write down something that a desk lacks and that no line of the standard names."""
    made = Finding(desk=desk, text=text, opened_on=timezone.localdate())
    keep(made)
    return made


@act("finding.assign", needs=MAY_ASSIGN, subject=Finding, states=FINDING, notes=("due_on",))
def assign_finding(actor: Actor, finding: Finding, *, owner_post: Post, action: str, due_on: date) -> Finding:
    """Say which post puts it right, how, and until when. Invalid for a post of another institution or a past day."""
    if owner_post.desk.unit.institution_id != finding.desk.unit.institution_id or owner_post.role not in SEES_READINESS:
        raise Invalid(_("Choose a post of the own institution that sees how ready desks are."), "owner_post")
    if due_on < timezone.localdate():
        raise Invalid(_("Write today or a later day."), "due_on")
    finding.owner_post, finding.action, finding.due_on, finding.state = owner_post, action, due_on, ASSIGNED
    finding.save(update_fields=["owner_post", "action", "due_on", "state"])
    return finding


@act("finding.fix", needs=MAY_FIX, subject=Finding, states=FINDING)
def fix_finding(actor: Actor, finding: Finding, *, note: str) -> Finding:
    """Say that it is put right, and how; somebody else looks at it then."""
    finding.state, finding.fixed_on, finding.fixed_by = FIXED, timezone.localdate(), actor.officer_id or actor.id
    finding.fixed_note = note
    finding.save(update_fields=["state", "fixed_on", "fixed_by", "fixed_note"])
    return finding


@act("finding.verify", needs=MAY_CHECK, subject=Finding, states=FINDING)
def verify_finding(actor: Actor, finding: Finding, *, note: str = "") -> Finding:
    """Say that it was seen and is right. Refused to whoever put it right."""
    _demand_another(actor, finding)
    return _close(actor, finding, VERIFIED, note)


@act("finding.return", needs=MAY_CHECK, subject=Finding, states=FINDING, notes=("due_on",))
def return_finding(actor: Actor, finding: Finding, *, note: str, due_on: date) -> Finding:
    """Say that it is not right yet, why, and until when it must be. Refused to whoever put it right."""
    _demand_another(actor, finding)
    if due_on < timezone.localdate():
        raise Invalid(_("Write today or a later day."), "due_on")
    finding.state, finding.due_on, finding.closed_note = ASSIGNED, due_on, note
    finding.save(update_fields=["state", "due_on", "closed_note"])
    return finding


@act("finding.accept", needs=MAY_ACCEPT, subject=Finding, states=FINDING)
def accept_finding(actor: Actor, finding: Finding, *, note: str) -> Finding:
    """Leave it as it is, and say why. The desk stays as ready, or as little ready, as it is without it."""
    return _close(actor, finding, ACCEPTED_RISK, note)


def _close(actor: Actor, finding: Finding, state: str, note: str) -> Finding:
    finding.state, finding.closed_on, finding.closed_note = state, timezone.localdate(), note
    finding.closed_by_id = actor.officer_id
    finding.save(update_fields=["state", "closed_on", "closed_note", "closed_by"])
    return finding


def _demand_another(actor: Actor, finding: Finding) -> None:
    if finding.fixed_by in (actor.id, actor.officer_id):
        refuse(_("Whoever put it right does not verify it. Ask somebody else to look at it."))
