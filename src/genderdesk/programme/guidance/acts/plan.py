"""Action plans in ten steps."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.programme.guidance.access import MAY_PLAN
from genderdesk.programme.guidance.models import Plan, PlanStep, Proposal
from genderdesk.programme.guidance.vocabulary.decisions import APPROVED, CLOSED, IMPLEMENTED, VERIFIED
from genderdesk.programme.guidance.vocabulary.plans import Step


@act("plan.begin", needs=MAY_PLAN)
def begin_plan(actor: Actor, *, title: str, starts_on: date, ends_on: date) -> Plan:
    """Begin a plan with its ten steps, none of them done."""
    if ends_on <= starts_on:
        raise Invalid(_("The end must come after the start."), "ends_on")
    plan = Plan(
        institution_id=actor.own_institution,
        title=title.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        begun_by=actor.id,
    )
    keep(plan)
    for place, step in enumerate(Step, 1):
        keep(PlanStep(plan=plan, step=step, place=place))
    return plan


@act("plan.keep_step", needs=MAY_PLAN, subject=Plan, notes=("step", "done"))
def keep_step(
    actor: Actor, plan: Plan, *, step: Step, text: str, done: bool, proposal: Proposal | None = None
) -> PlanStep:
    """Keep what was found or laid down in a step, and whether it is done. Authorisation is done by an approved
    proposal alone."""
    found = PlanStep.objects.select_for_update().get(plan=plan, step=step)
    if step is Step.AUTHORISATION:
        _authorised(plan, done, proposal)
        found.proposal = proposal
    if done and not text.strip():
        raise Invalid(_("Write what was done, so that others can see it."), "text")
    found.text = text.strip()
    found.done_on = (found.done_on or timezone.localdate()) if done else None
    found.save()
    return found


def _authorised(plan: Plan, done: bool, proposal: Proposal | None) -> None:
    if proposal is not None and proposal.institution_id != plan.institution_id:
        raise Invalid(_("Choose a proposal of your institution."), "proposal")
    approved = proposal is not None and proposal.state in (APPROVED, IMPLEMENTED, VERIFIED, CLOSED)
    if done and not approved:
        raise Invalid(_("Choose the approved proposal by which this plan was authorised."), "proposal")
