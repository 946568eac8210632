"""How dangerous it is: assessments by the desk's own checklist and by its rules, and what is planned against it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.casework.cases.models import PlanItem, RiskAssessment, RiskChange, SafetyPlan
from genderdesk.casework.cases.queries import desk_checklist
from genderdesk.casework.cases.rules import assess, in_force, is_above, measures_for, next_due
from genderdesk.casework.cases.vocabulary import (
    DONE,
    CopyGiven,
    EventKind,
    PlanOwner,
    PlanPart,
    Progress,
    RiskAnswer,
    RiskContext,
    RiskEvent,
    RiskLevel,
)
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.setting import Hand
from genderdesk.demo.generator.story import Story
from genderdesk.groundwork.foundation.answers import Answer


def plan_risk(story: Story, focal: Hand, known: datetime, danger: float) -> datetime:
    """The first assessment, what is planned because of it, and another one when its time comes; when it is planned."""
    draw = story.draw
    at = known + draw.seconds(500)
    level = plan_assessment(story, focal, at, RiskContext.FIRST_CONTACT, danger)
    if draw.happens(chances.RAISED) and level is not RiskLevel.EXTREME:
        _plan_raise(story, focal, at + draw.seconds(400))
    planned = _plan_plans(story, focal, at + draw.seconds(900), level)
    if draw.happens(chances.ASSESSED_AGAIN):
        again = next_due(level, at) + timedelta(hours=draw.uniform(-20, 20))
        plan_assessment(story, focal, again, RiskContext.SCHEDULED, danger * 0.7)
    return planned


def plan_assessment(story: Story, focal: Hand, at: datetime, context: RiskContext, danger: float) -> RiskLevel:
    """One assessment; what its answers give."""
    draw, case, used = story.draw, story.case, desk_checklist()
    answers = {each.id: _answer(draw, danger, each.required) for each in used.items}
    fear = draw.randint(0, 10) if draw.happens(0.9) else None
    found = assess(used, answers, fear)
    kept = RiskAssessment(
        id=draw.id(at),
        case=case,
        at=at,
        by=focal.id,
        actor_code=focal.code,
        instrument=used.code,
        version=used.version,
        context=context,
        answers={"answers": {key: str(each) for key, each in answers.items()}, "critical": list(found.critical)},
        critical_count=len(found.critical),
        unknown_count=len(found.unknown),
        fear=fear,
        score_low=found.score_low,
        score_high=found.score_high,
        low=found.low,
        high=found.high,
        computed=found.level,
    )
    chosen = [each.value for each in measures_for(found.level) if draw.happens(0.6)]

    def keep() -> None:
        before = RiskLevel(case.risk_level) if case.risk_level else None
        level = in_force(before, found.level)
        kept.was_due_at = case.risk_due_at if before else None
        case.risk_level = kept.level = level
        case.risk_due_at = kept.next_due_at = next_due(level, at, used.valid_days)
        kept.measures = chosen
        story.records.add(kept)

    story.plan(at, EventKind.RISK_ASSESSED, focal, found.level, keep)
    return found.level


def _answer(draw: Draw, danger: float, required: bool) -> RiskAnswer:
    if draw.happens(0.01 if required else 0.08):
        return RiskAnswer.UNKNOWN
    return RiskAnswer.YES if draw.happens(danger / 2 if required else danger) else RiskAnswer.NO


def plan_new_event(story: Story, focal: Hand, at: datetime) -> None:
    """New violence was told: the risk is due at once, and assessed within hours."""

    def due() -> None:
        story.case.risk_due_at = at

    story.plan(at, EventKind.RISK_EVENT, focal, RiskEvent.NEW_VIOLENCE, due)
    plan_assessment(story, focal, at + story.draw.hours(2), RiskContext.NEW_EVENT, chances.GRAVE)


def _plan_raise(story: Story, focal: Hand, at: datetime) -> None:
    """The focal point knows more than the answers say."""
    case = story.case
    change = RiskChange(
        id=story.draw.id(at),
        case=case,
        at=at,
        by=focal.id,
        by_officer=focal.officer_id,
        actor_code=focal.code,
        lowered=False,
        reason="He was seen near her house again (invented).",
    )

    def keep() -> None:
        before = RiskLevel(case.risk_level)
        if is_above(RiskLevel.EXTREME, before):
            change.before, change.after = before, RiskLevel.EXTREME
            case.risk_level = RiskLevel.EXTREME
            case.risk_due_at = next_due(RiskLevel.EXTREME, at)
            story.records.add(change)

    story.plan(at, EventKind.RISK_RAISED, focal, RiskLevel.EXTREME, keep)


def _plan_plans(story: Story, focal: Hand, at: datetime, level: RiskLevel) -> datetime:
    """A safety plan for most who are in danger, and one thing to do; when the last is written down."""
    draw = story.draw
    if level is not RiskLevel.LOW or draw.happens(chances.SAFETY_PLAN_ANYWAY):
        at = _plan_safety(story, focal, at)
    if draw.happens(chances.SOMETHING_PLANNED):
        at = _plan_item(story, focal, at + draw.seconds(300))
    return at


def _plan_safety(story: Story, focal: Hand, at: datetime) -> datetime:
    plan = SafetyPlan(
        id=story.draw.id(at),
        case=story.case,
        number=1,
        made_at=at,
        made_by=focal.id,
        actor_code=focal.code,
        needed=Answer.YES,
        with_survivor=Answer.YES,
        parts={
            PlanPart.RELATIONSHIPS.value: "A sister who lives two hills away (invented).",
            PlanPart.DURING.value: "Go out by the kitchen, with the children (invented).",
            PlanPart.SAFE_PLACE.value: "At the sister’s (invented).",
        },
        code_word="the yellow basket",
        copy_given=story.draw.choice(tuple(CopyGiven)),
        review_on=timezone.localdate(at) + timedelta(days=30),
    )
    return story.plan(at, EventKind.SAFETY_PLAN_KEPT, focal, "1", lambda: story.records.add(plan))


def _plan_item(story: Story, focal: Hand, at: datetime) -> datetime:
    """One item, done some days later by most."""
    draw = story.draw
    due_on = timezone.localdate(at) + timedelta(days=draw.randint(2, 20))
    need = draw.of(chances.NEEDS)
    item = PlanItem(
        id=draw.id(at),
        case=story.case,
        need=need,
        goal="To sleep without fear (invented).",
        action="Go there together (invented).",
        owner=draw.choice(tuple(PlanOwner)),
        due_on=due_on,
        progress=Progress.IN_PROGRESS,
        added_at=at,
        added_by=focal.id,
        changed_at=at,
    )
    story.plan(at, EventKind.PLAN_ITEM_ADDED, focal, need, lambda: story.records.add(item))
    done = at + timedelta(days=draw.uniform(1, 25))

    def finish() -> None:
        item.state, item.progress, item.changed_at = DONE, Progress.MET, done

    story.plan(done, EventKind.PLAN_ITEM_CHANGED, focal, DONE, finish)
    return at
