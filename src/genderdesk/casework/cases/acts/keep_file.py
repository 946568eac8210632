"""Keeping a file: whose it is, notes, what the desk itself did, and word from other rooms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import FILE_ROLES, MAY_ASSIGN, MAY_HEAR, MAY_WORK_ON
from genderdesk.casework.cases.acts.assess_risk import due_at_once
from genderdesk.casework.cases.acts.circle import demand_may_hold
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import (
    CASE,
    CONSENTED,
    FOLLOW_UP,
    IN_ACTION,
    REOPENED,
    DeskService,
    EventKind,
    RiskEvent,
)
from genderdesk.groundwork.platform.refusals import next_version
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.queries import posts_of_officer
from genderdesk.organisation.institution.vocabulary import Role


@act("case.assign", needs=MAY_ASSIGN, subject=Case, states=CASE, notes=("officer",))
def assign_case(actor: Actor, case: Case, *, version: int, officer: Officer) -> Case:
    """Put a case into the hands of an officer of the same institution whose post works on cases."""
    next_version(case, version)
    posts = posts_of_officer(officer)
    other = case.cell_id is None and officer.institution_id != case.institution_id
    if other or not any(post.role in FILE_ROLES for post in posts):
        raise Invalid(_("This officer holds no post that works on cases. Choose another one."), "officer")
    demand_may_hold(case, officer)
    case.assigned_to = officer
    case.save()
    tell(case, actor, EventKind.ASSIGNED, officer.staff_code)
    return case


@act("case.hand_over", needs=MAY_ASSIGN, subject=Case, states=CASE, notes=("officer",))
def hand_over(actor: Actor, case: Case, *, version: int, officer: Officer) -> Case:
    """Hand a case over to a counsellor, beside the officer whose case it stays; a restricted one opens to her so."""
    next_version(case, version)
    if not any(post.role == Role.COUNSELLOR for post in posts_of_officer(officer)):
        raise Invalid(_("Choose somebody who holds a counsellor’s post."), "officer")
    demand_may_hold(case, officer)
    case.counsellor = officer
    case.save()
    tell(case, actor, EventKind.HANDED_OVER, officer.staff_code)
    return case


@act("case.note", needs=MAY_WORK_ON, subject=Case, states=CASE)
def note_on_case(actor: Actor, case: Case, *, text: str) -> Case:
    """Add what was told or learned since; nothing already kept is changed."""
    if not text.strip():
        raise Invalid(_("Write what you want to add."), "text")
    tell(case, actor, EventKind.NOTE, note=text.strip())
    return case


@act("case.serve", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("service",))
def serve(actor: Actor, case: Case, *, service: DeskService) -> Case:
    """Keep what the desk itself did for the survivor; it needs nobody's consent but hers or his."""
    case.state = IN_ACTION
    case.save()
    tell(case, actor, EventKind.SERVED, service)
    return case


@act("case.hear", needs=MAY_HEAR, subject=Case, states=CASE, notes=("kind",))
def hear(actor: Actor, case: Case, *, kind: EventKind, ref: str = "") -> Case:
    """Keep word from another room in the timeline; a referral that was sent is action."""
    if kind is EventKind.REFERRAL_SENT and case.state in (CONSENTED, FOLLOW_UP, REOPENED):
        case.state = IN_ACTION
        case.save()
    tell(case, actor, kind, ref)
    if kind is EventKind.UNIT_ARRIVED and case.risk_level:
        due_at_once(actor, case, RiskEvent.RESPONSE)
    return case
