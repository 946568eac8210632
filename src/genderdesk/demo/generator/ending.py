"""Asking again how the survivor is, and the end of a case by two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.casework.cases.models import Closure, FollowUp, Incident, Survivor, Suspect
from genderdesk.casework.cases.rules import ATTEMPT_DAYS, ATTEMPTS, next_follow_up
from genderdesk.casework.cases.vocabulary import (
    CHECKLIST,
    CLOSED,
    DONE,
    PLANNED,
    Check,
    ClosureReason,
    EventKind,
    FollowUpOutcome,
    RiskContext,
)
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.feedback import plan_feedback
from genderdesk.demo.generator.leaving import plan_death, plan_transfer
from genderdesk.demo.generator.risk import plan_assessment, plan_new_event
from genderdesk.demo.generator.setting import District, Hand, Side
from genderdesk.demo.generator.story import Story
from genderdesk.groundwork.foundation.answers import Answer

_OFFICE_HOURS = (9, 16)


@dataclass(frozen=True, slots=True)
class File:
    """The rows of a case that its end looks at."""

    survivor: Survivor
    incident: Incident
    suspect: Suspect | None


def plan_end(story: Story, side: Side, district: District, file: File, served: datetime, danger: float) -> None:
    """Help by the desk itself, the follow-ups one after the other, then the closure; few cases change desks before, and
    in very few the survivor has died."""
    draw, focal, survivor = story.draw, district.focal, file.survivor
    at = served + draw.hours(2)
    if draw.happens(chances.DESK_HELPS):
        at = story.plan(at, EventKind.SERVED, focal, draw.of(chances.DESK_SERVICES)) + draw.hours(3)
    number = draw.of(chances.FOLLOW_UPS)
    for done_before in range(number):
        at = _plan_follow_up(story, focal, survivor, at, done_before, first=done_before == 0)
    reason = draw.of(chances.REASONS)
    if reason is ClosureReason.UNREACHABLE:
        at = _plan_attempts(story, focal, survivor, at, number)
    at = max(at, story.last) + draw.hours(50)
    if draw.happens(chances.TRANSFERRED):
        focal, at = plan_transfer(story, side, district, file.incident, survivor, at)
    if draw.in_turn("died", chances.DIES_ONE_IN):
        died = plan_death(story, side, focal, survivor, file.suspect, at)
        _plan_closure(story, side, focal, died + draw.hours(90), ClosureReason.DIED)
        return
    if reason is not ClosureReason.UNREACHABLE:
        plan_feedback(story, focal, at)
        # Who closes has looked at the risk once more.
        plan_assessment(story, focal, at, RiskContext.BEFORE_CLOSURE, danger * 0.3)
    _plan_closure(story, side, focal, at + draw.hours(10), reason)


def _plan_attempts(story: Story, focal: Hand, survivor: Survivor, at: datetime, done_before: int) -> datetime:
    """So many safe attempts, so far apart, as a closure for no contact asks for."""
    for number in range(ATTEMPTS):
        at = _plan_follow_up(
            story,
            focal,
            survivor,
            max(at, story.last) + timedelta(days=ATTEMPT_DAYS / (ATTEMPTS - 1)),
            done_before + number,
            first=False,
            outcome=FollowUpOutcome.NOT_REACHED,
        )
    return at


def _plan_follow_up(
    story: Story,
    focal: Hand,
    survivor: Survivor,
    at: datetime,
    done_before: int,
    *,
    first: bool,
    outcome: FollowUpOutcome | None = None,
) -> datetime:
    """One follow-up, planned when the one before was done; when it is done itself."""
    draw = story.draw
    due = timezone.localtime(next_follow_up(done_before, at)).replace(
        hour=draw.randint(*_OFFICE_HOURS), minute=draw.choice((0, 30)), second=0, microsecond=0
    )
    least, most = draw.of(chances.LATENESS_HOURS)
    done = max(due + timedelta(seconds=round(draw.uniform(least, most) * 3600)), at + timedelta(hours=1))
    way = draw.of(chances.WAYS)
    follow_up = FollowUp(
        id=draw.id(at), case=story.case, state=PLANNED, due_at=due, channel=way, planned_at=at, planned_by=focal.id
    )

    def plan() -> None:
        if survivor.safe_to_contact == Answer.NO and follow_up.channel in (ContactWay.CALL, ContactWay.SMS):
            follow_up.channel = ContactWay.IN_PERSON
        story.records.add(follow_up)

    outcome = outcome or draw.of(chances.FOLLOW_UP_OUTCOMES)
    reached = outcome is FollowUpOutcome.REACHED
    violence = reached and draw.happens(chances.NEW_VIOLENCE)

    def keep() -> None:
        follow_up.state, follow_up.done_at, follow_up.done_by, follow_up.outcome = DONE, done, focal.id, outcome
        if reached:
            follow_up.contact_safe, follow_up.needs_met = Answer.YES, Answer.YES if draw.happens(0.7) else Answer.NO
            follow_up.new_violence = Answer.YES if violence else Answer.NO

    # A next one is planned in the act that keeps the last, which leaves the case in its state.
    story.plan(at, EventKind.FOLLOW_UP_PLANNED, focal, way, plan, moves=first)
    story.plan(done, EventKind.FOLLOW_UP_DONE, focal, outcome, keep)
    if violence:
        story.plan(done, EventKind.NEW_VIOLENCE, focal)
        plan_new_event(story, focal, done)
    return done


def _plan_closure(story: Story, side: Side, focal: Hand, at: datetime, reason: ClosureReason) -> None:
    draw = story.draw
    if draw.happens(chances.SENT_BACK):
        back = at + draw.hours(30)
        _plan_request(story, focal, at, reason, back)
        at = back + draw.hours(100)
    closure = _plan_request(story, focal, at, reason, None)
    approved = at + draw.hours(30)

    def approve() -> None:
        closure.approved_at, closure.approved_by, closure.approved_officer = (
            approved,
            side.head.id,
            side.head.officer_id,
        )
        closure.checklist = {**closure.checklist, Check.SUPERVISOR_REVIEWED.value: Answer.YES.value}
        story.case.closed_at = approved
        story.case.risk_due_at = story.case.contact_review_at = None

    story.plan(approved, EventKind.CLOSED, side.head, closure.reason, approve)


def _plan_request(
    story: Story, focal: Hand, at: datetime, reason: ClosureReason, sent_back: datetime | None
) -> Closure:
    """A request for closure, and what the head of the desk sends back with what is still to be done."""
    draw, case = story.draw, story.case
    no = (Check.NO_CONTACT_30_DAYS, Check.LEFT_AREA, Check.TRANSFERRED, Check.NO_MEANS)
    closure = Closure(
        id=draw.id(at),
        case=case,
        reason=reason,
        checklist={check.value: (Answer.NO if check in no else Answer.YES).value for check in CHECKLIST},
        orders_live=Answer.NO.value,
        state_before=CLOSED,
        requested_at=at,
        requested_by=focal.id,
        requested_officer=focal.officer_id,
    )

    def request() -> None:
        closure.state_before, closure.risk_level = case.state, case.risk_level
        story.records.add(closure)

    story.plan(at, EventKind.CLOSURE_REQUESTED, focal, closure.reason, request)
    if sent_back is not None:

        def send_back() -> None:
            closure.sent_back_at, closure.sent_back_by = sent_back, focal.id
            closure.sent_back_why = "Ask her once more about the court day (invented)."
            case.state = closure.state_before

        story.plan(sent_back, EventKind.CLOSURE_SENT_BACK, focal, "", send_back)
    return closure
