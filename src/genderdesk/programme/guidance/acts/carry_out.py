"""From a decision to what was done: actions with an owner and a day, verified by another than who did them."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.groundwork.protection.two_persons import demand_another
from genderdesk.organisation.institution.models import Post
from genderdesk.programme.guidance.access import BY_THE_CLOCK, MAY_FOLLOW, MAY_IMPLEMENT, MAY_PLAN, MAY_VERIFY
from genderdesk.programme.guidance.models import ActionItem, Plan, Proposal
from genderdesk.programme.guidance.vocabulary.decisions import (
    ACTION,
    APPROVED,
    CLOSED,
    DROPPED,
    IMPLEMENTED,
    OPEN,
    PROPOSAL,
    VERIFIED,
)


@act("proposal.act", needs=MAY_FOLLOW, subject=Proposal)
def act_on_proposal(
    actor: Actor, proposal: Proposal, *, what: str, owner_post: Post, due_on: date, budget: int | None = None
) -> ActionItem:
    """Say what is to be done of an approved proposal: by which post, until when, with what budget."""
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if now.state not in (APPROVED, IMPLEMENTED):
        raise Invalid(_("Only what is approved is carried out."))
    item = _item(now.addressed_id, what, owner_post, due_on, budget)
    item.proposal = now
    keep(item)
    _follow(now)
    return item


@act("plan.act", needs=MAY_PLAN, subject=Plan)
def act_on_plan(
    actor: Actor, plan: Plan, *, what: str, owner_post: Post, due_on: date, budget: int | None = None
) -> ActionItem:
    """Add an activity to a plan: by which post, until when, with what budget."""
    item = _item(plan.institution_id, what, owner_post, due_on, budget)
    item.plan = plan
    keep(item)
    return item


def _item(institution_id: object, what: str, owner_post: Post, due_on: date, budget: int | None) -> ActionItem:
    if owner_post.desk.unit.institution_id != institution_id:
        raise Invalid(_("Choose a post of your institution."), "owner_post")
    if due_on < timezone.localdate():
        raise Invalid(_("This day has passed. Choose one that lies ahead."), "due_on")
    return ActionItem(
        institution_id=owner_post.desk.unit.institution_id,
        what=what.strip(),
        owner_post=owner_post,
        due_on=due_on,
        budget=budget,
    )


@act("action.implement", needs=MAY_IMPLEMENT, subject=ActionItem, states=ACTION)
def implement_action(actor: Actor, action: ActionItem, *, note: str) -> ActionItem:
    """Say that an action is done, and what shows it."""
    action.state, action.note, action.implemented_at = IMPLEMENTED, note.strip(), timezone.now()
    action.implemented_by, action.implemented_officer = actor.id, actor.officer_id
    action.save()
    _follow(action.proposal)
    return action


@act("action.verify", needs=MAY_VERIFY, subject=ActionItem, states=ACTION)
def verify_action(actor: Actor, action: ActionItem) -> ActionItem:
    """Confirm as another person that an action was done."""
    demand_another(actor, action.implemented_by, action.implemented_officer)
    action.state, action.verified_at = VERIFIED, timezone.now()
    action.verified_by, action.verified_officer = actor.id, actor.officer_id
    action.save()
    _follow(action.proposal)
    return action


@act("action.send_back", needs=MAY_VERIFY, subject=ActionItem, states=ACTION)
def send_back_action(actor: Actor, action: ActionItem, *, note: str) -> ActionItem:
    """It is not done after all: the action is open again, with what is missing."""
    demand_another(actor, action.implemented_by, action.implemented_officer)
    if not note.strip():
        raise Invalid(_("Write what is missing."), "note")
    action.state, action.note = OPEN, note.strip()
    action.implemented_at = action.implemented_by = action.implemented_officer = None
    action.save()
    _follow(action.proposal)
    return action


@act("action.drop", needs=MAY_FOLLOW, subject=ActionItem, states=ACTION)
def drop_action(actor: Actor, action: ActionItem, *, note: str) -> ActionItem:
    """It will not be done, with the reason."""
    if not note.strip():
        raise Invalid(_("Write why it is dropped."), "note")
    action.state, action.note = DROPPED, note.strip()
    action.save()
    _follow(action.proposal)
    return action


def _follow(proposal: Proposal | None) -> None:
    """Bring a proposal to where its actions are; one without anything done stays approved."""
    if proposal is None:
        return
    states = set(ActionItem.objects.filter(proposal=proposal).values_list("state", flat=True)) - {DROPPED}
    target = APPROVED if not states or OPEN in states else IMPLEMENTED if IMPLEMENTED in states else VERIFIED
    if target != Proposal.objects.values_list("state", flat=True).get(pk=proposal.pk):
        follow_proposal(SYSTEM, proposal, state=target)


@act("proposal.follow", needs=BY_THE_CLOCK, subject=Proposal, states=PROPOSAL, notes=("state",))
def follow_proposal(actor: Actor, proposal: Proposal, *, state: str) -> Proposal:
    """Its actions are all done or all verified, or one is open again."""
    proposal.state = state
    proposal.save()
    return proposal


@act("proposal.close", needs=MAY_FOLLOW, subject=Proposal, states=PROPOSAL)
def close_proposal(actor: Actor, proposal: Proposal) -> Proposal:
    """Close a proposal of which everything is verified."""
    proposal.state, proposal.closed_at = CLOSED, timezone.now()
    proposal.save()
    return proposal
