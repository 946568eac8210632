"""The end of a case, by two people, and the way back."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_APPROVE_CLOSURE, MAY_REOPEN, MAY_REQUEST_CLOSURE, MAY_SEND_BACK
from genderdesk.casework.cases.acts.contact_review import set_contact_review
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Closure, FollowUp
from genderdesk.casework.cases.obstacles import StandsInTheWay, obstacles_of
from genderdesk.casework.cases.vocabulary import (
    CALLED_OFF,
    CASE,
    CHECKLIST,
    CLOSED,
    CLOSURE_REQUESTED,
    NOBODY_TO_ASK,
    PLANNED,
    REOPENED,
    CalledOff,
    Check,
    ClosureReason,
    EventKind,
    ReopenReason,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, refuse
from genderdesk.groundwork.protection.two_persons import demand_another


@act("closure.request", needs=MAY_REQUEST_CLOSURE, subject=Case, states=CASE, notes=("reason",))
def request_closure(
    actor: Actor,
    case: Case,
    *,
    reason: ClosureReason,
    checklist: dict[Check, Answer],
    orders_live: Answer,
    despite: str = "",
    note: str = "",
) -> Case:
    """Ask for a case to be closed, with ten points answered; the eleventh is the second person's.

    What is still open is refused, or needs ``despite`` to say why the case may close all the same: the table
    ``OBSTACLES`` says which. ``orders_live`` answers whether a protection order is in force.
    """
    missing = [check for check in CHECKLIST if check not in checklist]
    if missing:
        raise Invalid(_("Answer every point of the checklist."), missing[0])
    if checklist[Check.TOLD_MAY_RETURN] is not Answer.YES and reason not in NOBODY_TO_ASK:
        raise Invalid(
            _("Tell her or him that the door stays open and when to come back, then close."), "told_may_return"
        )
    _demand_nothing_open(obstacles_of(case, reason, orders_live), despite)
    Closure(
        case=case,
        reason=reason,
        checklist={check.value: checklist[check].value for check in CHECKLIST},
        risk_level=case.risk_level,
        orders_live=orders_live.value,
        despite=despite.strip(),
        note=note.strip(),
        state_before=case.state,
        requested_by=actor.id,
        requested_officer=actor.officer_id,
    ).save(force_insert=True)
    case.state = CLOSURE_REQUESTED
    case.save()
    tell(case, actor, EventKind.CLOSURE_REQUESTED, reason)
    return case


def _demand_nothing_open(found: list[StandsInTheWay], despite: str) -> None:
    """Invalid with what is to be done first, or where nothing says why it may close with something open."""
    refusing = [each for each in found if each.refuses]
    if refusing:
        raise Invalid(
            _("This case cannot be closed yet: %(what)s Do that first.")
            % {"what": " ".join(str(each.sentence) for each in refusing)},
            "reason",
        )
    if found and not despite.strip():
        raise Invalid(_("Something is still open. Finish it, or write why the case may close all the same."), "despite")


def _waiting(case: Case) -> Closure:
    return Closure.objects.get(case=case, approved_at__isnull=True, sent_back_at__isnull=True)


@act("closure.approve", needs=MAY_APPROVE_CLOSURE, subject=Case, states=CASE)
def approve_closure(actor: Actor, case: Case) -> Case:
    """Close a case that another person asked to close. Whoever asked, under whichever account, is refused."""
    closure = _waiting(case)
    demand_another(actor, closure.requested_by, closure.requested_officer)
    now = timezone.now()
    closure.approved_at = now
    closure.approved_by = actor.id
    closure.approved_officer = actor.officer_id
    closure.checklist = {**closure.checklist, Check.SUPERVISOR_REVIEWED.value: Answer.YES.value}
    closure.save()
    case.state = CLOSED
    case.closed_at = now
    case.risk_due_at = case.contact_review_at = None
    case.save()
    FollowUp.objects.filter(case=case, state=PLANNED).update(state=CALLED_OFF, called_off_why=CalledOff.CASE_CLOSED)
    tell(case, actor, EventKind.CLOSED, closure.reason)
    events.publish("case.closed", case_id=case.pk)
    return case


@act("closure.send_back", needs=MAY_SEND_BACK, subject=Case, states=CASE)
def send_back_closure(actor: Actor, case: Case, *, why: str) -> Case:
    """Send a request for closure back with what is still to be done, or take the own request back."""
    closure = _waiting(case)
    if not actor.has("desk_head") and actor.id != closure.requested_by:
        refuse(_("Only the head of the desk, or whoever asked for the closure, sends it back."))
    if not why.strip():
        raise Invalid(_("Write what is still to be done."), "why")
    closure.sent_back_at = timezone.now()
    closure.sent_back_by = actor.id
    closure.sent_back_why = why.strip()
    closure.save()
    case.state = closure.state_before
    case.save()
    tell(case, actor, EventKind.CLOSURE_SENT_BACK, note=why.strip())
    return case


@act("case.reopen", needs=MAY_REOPEN, subject=Case, states=CASE, notes=("reason",))
def reopen_case(actor: Actor, case: Case, *, reason: ReopenReason, why: str) -> Case:
    """Open a closed case again, in the state in which it stood when its closure was asked for.

    Its closure stays with who opened it again and why. The risk is to be assessed at once.
    """
    if not why.strip():
        raise Invalid(_("Write why the case is opened again."), "why")
    now = timezone.now()
    closure = Closure.objects.filter(case=case, approved_at__isnull=False).order_by("-approved_at").first()
    if closure is not None:
        closure.reopened_at, closure.reopened_by = now, actor.id
        closure.reopened_for, closure.reopened_why = reason, why.strip()
        closure.save()
    case.state = closure.state_before if closure is not None else REOPENED
    case.closed_at = None
    case.risk_due_at = now
    set_contact_review(case, case.survivor)
    case.save()
    tell(case, actor, EventKind.REOPENED, reason, why.strip())
    return case
