"""What may be seen of plans: versions and items in codes, their words and the code word by recorded looks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_SEE_CASES, within_reach
from genderdesk.casework.cases.models import Case, PlanItem, SafetyPlan
from genderdesk.casework.cases.rules.risk import REASSESS_HOURS
from genderdesk.casework.cases.vocabulary import DOING, PLANNED, LookReason, RiskLevel
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class OpenedPlans:
    """The words of the safety plan by version and of the action plan by item, opened for one reader."""

    safety: dict[uuid.UUID, dict[str, str]]
    goals: dict[uuid.UUID, str]
    actions: dict[uuid.UUID, str]


def safety_plans(case: Case) -> QuerySet[SafetyPlan]:
    """Every version of a case's safety plan, the newest first."""
    return SafetyPlan.objects.filter(case=case).order_by("-number")


def plan_items(case: Case) -> QuerySet[PlanItem]:
    """The items of a case's action plan by the day on which they are due."""
    return PlanItem.objects.filter(case=case).order_by("due_on", "id")


def plan_item_for(actor: Actor, item_id: uuid.UUID) -> PlanItem:
    """An item of a case that the actor may see; Missing otherwise."""
    found = one_of(
        PlanItem.objects.select_related("case__survivor", "case__incident", "case__institution").filter(pk=item_id)
    )
    if found is None or not permits(actor, MAY_SEE_CASES, found.case):
        raise Missing(_("There is no such part of a plan for your desk."))
    return found


def due_plan_items(actor: Actor, *, within_days: int = 1) -> QuerySet[PlanItem]:
    """Items that are not done and due by tomorrow, the longest overdue first."""
    until: date = timezone.localdate() + timedelta(days=within_days)
    found = PlanItem.objects.filter(within_reach(actor, "case__"), state__in=(PLANNED, DOING), due_on__lte=until)
    return found.select_related("case").order_by("due_on")


def without_safety_plan(actor: Actor) -> QuerySet[Case]:
    """Open cases of high or extreme risk in the actor's hands, as officer or counsellor, that have no safety plan; the
    oldest first."""
    if actor.officer_id is None:
        return Case.objects.none()
    in_hand = Q(assigned_to_id=actor.officer_id) | Q(counsellor_id=actor.officer_id)
    # An open case of such a level is asked about again within this time, and by that an index finds it.
    until = timezone.now() + timedelta(hours=REASSESS_HOURS[RiskLevel.HIGH] + 1)
    found = Case.objects.filter(in_hand, within_reach(actor), risk_due_at__lt=until)
    found = found.filter(risk_level__in=(RiskLevel.HIGH, RiskLevel.EXTREME), safety_plans__isnull=True)
    return found.order_by("opened_at", "id")


@discloses("case.plans", needs=MAY_SEE_CASES, subject=Case, notes=("reason",))
def opened_plans(actor: Actor, case: Case, *, reason: LookReason) -> OpenedPlans:
    """The words of every version of the safety plan but its code word, and of the action plan."""
    items = list(PlanItem.objects.filter(case=case))
    return OpenedPlans(
        safety={each.pk: each.parts.open() for each in SafetyPlan.objects.filter(case=case)},
        goals={each.pk: each.goal.open() for each in items},
        actions={each.pk: each.action.open() for each in items},
    )


@discloses("case.code_word", needs=MAY_SEE_CASES, subject=Case, notes=("reason",))
def code_word_of(actor: Actor, case: Case, *, reason: LookReason) -> str:
    """The word by which the survivor says that she or he needs help; as close as the identity."""
    newest = SafetyPlan.objects.filter(case=case).order_by("-number").first()
    return str(newest.code_word.open()) if newest else ""
