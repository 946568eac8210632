"""Plans with their progress."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.guidance.access import proposals_for
from genderdesk.programme.guidance.models import ActionItem, Plan, PlanStep, Proposal
from genderdesk.programme.guidance.vocabulary.decisions import APPROVED, CLOSED, DROPPED, IMPLEMENTED, VERIFIED


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan, how many of its ten steps are done, and how many of its actions are verified."""

    plan: Plan
    done: int
    steps: int
    verified: int
    actions: int


def _plans(actor: Actor) -> QuerySet[Plan]:
    return Plan.objects.filter(institution_id=actor.own_institution)


def plan_lines(actor: Actor) -> list[PlanLine]:
    """The institution's plans with their progress, the newest first; three queries however many there are."""
    plans = list(_plans(actor).order_by("-begun_at", "-id"))
    steps = {
        each["plan"]: (each["done"], each["all"])
        for each in PlanStep.objects.filter(plan__in=plans)
        .values("plan")
        .order_by()
        .annotate(done=Count("pk", filter=Q(done_on__isnull=False)), all=Count("pk"))
    }
    actions = {
        each["plan"]: (each["verified"], each["all"])
        for each in ActionItem.objects.filter(plan__in=plans)
        .exclude(state=DROPPED)
        .values("plan")
        .order_by()
        .annotate(verified=Count("pk", filter=Q(state=VERIFIED)), all=Count("pk"))
    }
    return [PlanLine(each, *steps.get(each.pk, (0, 0)), *actions.get(each.pk, (0, 0))) for each in plans]


def plan_for(actor: Actor, plan_id: uuid.UUID) -> Plan:
    """A plan of the actor's institution; Missing otherwise."""
    found = one_of(_plans(actor).filter(pk=plan_id))
    if found is None:
        raise Missing(_("There is no such plan for you."))
    return found


def proposals_to_choose(actor: Actor) -> list[Proposal]:
    """Approved proposals of the institution, by one of which a plan is authorised; the latest hundred."""
    states = (APPROVED, IMPLEMENTED, VERIFIED, CLOSED)
    found = proposals_for(actor).filter(institution_id=actor.own_institution, state__in=states)
    return list(found.order_by("-made_at", "-id")[:100])


def action_for(actor: Actor, action_id: uuid.UUID) -> ActionItem:
    """An action of the actor's institution; Missing otherwise."""
    found = ActionItem.objects.select_related("proposal", "plan", "owner_post")
    action = one_of(found.filter(pk=action_id, institution_id=actor.own_institution))
    if action is None or (
        action.proposal is not None and not proposals_for(actor).filter(pk=action.proposal.pk).exists()
    ):
        raise Missing(_("There is no such action for you."))
    return action
