"""The safety plan made with the survivor, and what is planned for her or his goals."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, PlanItem, SafetyPlan
from genderdesk.casework.cases.queries.plans import safety_plans
from genderdesk.casework.cases.vocabulary import (
    CASE,
    DOING,
    DONE,
    DROPPED,
    PLAN_ITEM,
    PLANNED,
    CopyGiven,
    EventKind,
    Need,
    PlanOwner,
    PlanPart,
    Progress,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import demand_unchanged
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, touch

_FURTHEST = timedelta(days=366)
_LONGEST_CODE_WORD = 60


def demand_day_ahead(day: date | None, field: str) -> None:
    """Invalid for a day that has passed or lies more than a year ahead."""
    today = timezone.localdate()
    if day is not None and day < today:
        raise Invalid(_("This day has passed. Choose one that is still to come."), field)
    if day is not None and day > today + _FURTHEST:
        raise Invalid(_("This is more than a year away. Check the date."), field)


@act("safetyplan.keep", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("copy_given",))
def keep_safety_plan(
    actor: Actor,
    case: Case,
    *,
    version: int,
    with_survivor: Answer,
    copy_given: CopyGiven,
    parts: dict[PlanPart, str],
    needed: Answer = Answer.YES,
    code_word: str | None = None,
    review_on: date | None = None,
) -> SafetyPlan:
    """Keep a new version of the safety plan; earlier ones stay. ``code_word`` stays as it is where it is None.

    ``version`` is the number of the plan that was changed, 0 for the first one: Conflict where there is a newer one.
    """
    before = safety_plans(case).first()
    demand_unchanged(before.number if before else 0, version)
    written = {part.value: words.strip() for part, words in parts.items() if words.strip()}
    if needed not in (Answer.NO, Answer.DECLINED) and not written:
        raise Invalid(_("Write at least one part of the plan."), PlanPart.CONCERNS.value)
    if code_word is not None and len(code_word) > _LONGEST_CODE_WORD:
        raise Invalid(_("A code word is short: one or two words."), "code_word")
    demand_day_ahead(review_on, "review_on")
    if code_word is None:
        code_word = before.code_word.open() if before else ""
    plan = SafetyPlan(
        case=case,
        number=version + 1,
        made_by=actor.id,
        actor_code=actor.code,
        needed=needed,
        with_survivor=with_survivor,
        parts=written,
        code_word=code_word.strip(),
        copy_given=copy_given,
        review_on=review_on,
    )
    plan.save(force_insert=True)
    tell(case, actor, EventKind.SAFETY_PLAN_KEPT, str(plan.number))
    return plan


@act("safetyplan.review", needs=MAY_WORK_ON, subject=Case, states=CASE)
def review_safety_plan(actor: Actor, case: Case, *, review_on: date | None = None) -> Case:
    """Keep that the plan was gone through again with the survivor and stays as it is, and when to do so next."""
    plan = safety_plans(case).first()
    if plan is None:
        raise Invalid(_("There is no safety plan yet."))
    demand_day_ahead(review_on, "review_on")
    plan.reviewed_at, plan.review_on = timezone.now(), review_on
    plan.save(update_fields=["reviewed_at", "review_on"])
    tell(case, actor, EventKind.SAFETY_PLAN_REVIEWED)
    return case


@act("planitem.add", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("need", "owner"))
def add_plan_item(
    actor: Actor, case: Case, *, need: Need, goal: str, what: str, owner: PlanOwner, due_on: date
) -> PlanItem:
    """Plan one thing for a goal in the survivor's own words: what, by whom, until when."""
    if not what.strip():
        raise Invalid(_("Write what is to be done."), "what")
    demand_day_ahead(due_on, "due_on")
    item = PlanItem(
        case=case,
        need=need,
        goal=goal.strip(),
        action=what.strip(),
        owner=owner,
        due_on=due_on,
        progress=Progress.IN_PROGRESS,
        added_by=actor.id,
    )
    item.save(force_insert=True)
    tell(case, actor, EventKind.PLAN_ITEM_ADDED, need)
    return item


@act("planitem.change", needs=MAY_WORK_ON, subject=PlanItem, states=PLAN_ITEM, notes=("status", "progress"))
def change_plan_item(
    actor: Actor, item: PlanItem, *, status: str, progress: Progress, due_on: date | None = None
) -> PlanItem:
    """Keep how far an item has come; ``due_on`` is a new day where it is given. Done and dropped are its end."""
    if status not in (PLANNED, DOING, DONE, DROPPED):
        raise Invalid(_("Choose how it stands."), "status")
    if due_on is not None and due_on != item.due_on:
        demand_day_ahead(due_on, "due_on")
        item.due_on = due_on
    item.state, item.progress, item.changed_at = status, progress, timezone.now()
    item.save()
    tell(item.case, actor, EventKind.PLAN_ITEM_CHANGED, status)
    touch(item.case)
    return item
