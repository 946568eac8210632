"""Coded values of follow-ups and closure. Source: cases.md 1.2 (closure, follow-up) and 10 (Follow-up, Closure)."""

from __future__ import annotations

from enum import StrEnum


class FollowUpOutcome(StrEnum):
    """What came of a follow-up."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NOT_SAFE_TO_TALK = "not_safe_to_talk"
    SOMEONE_ELSE_ANSWERED = "someone_else_answered"
    ASKED_NOT_TO_BE_CONTACTED = "asked_not_to_be_contacted"


class ClosureReason(StrEnum):
    """Why a case comes to its end."""

    GOALS_MET = "goals_met"
    SURVIVOR_ASKED = "survivor_asked"
    UNREACHABLE = "unreachable"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    DIED = "died"
    OTHER = "other"


class Check(StrEnum):
    """The eleven points of the closure checklist; the last is answered by whoever approves."""

    NEEDS_MET = "needs_met"
    NO_CONTACT_30_DAYS = "no_contact_30_days"
    SURVIVOR_ASKED = "survivor_asked"
    LEFT_AREA = "left_area"
    TRANSFERRED = "transferred"
    NO_MEANS = "no_means"
    SAFETY_PLAN_REVIEWED = "safety_plan_reviewed"
    PLAN_COMPLETE = "plan_complete"
    AGREED = "agreed"
    TOLD_MAY_RETURN = "told_may_return"
    SUPERVISOR_REVIEWED = "supervisor_reviewed"


class ReopenReason(StrEnum):
    """Why a closed case is opened again."""

    CAME_BACK = "came_back"
    NEW_VIOLENCE = "new_violence"
    NEW_FACTS = "new_facts"
    NOT_FINISHED = "not_finished"
    OTHER = "other"


class Obstacle(StrEnum):
    """What may still be open when a case is to be closed (cases.md 7.2)."""

    FOLLOW_UP_PLANNED = "follow_up_planned"
    TOO_FEW_ATTEMPTS = "too_few_attempts"
    PLAN_OPEN = "plan_open"
    FLAG_RAISED = "flag_raised"
    RISK_UNREVIEWED = "risk_unreviewed"
    REFERRAL_OPEN = "referral_open"
    ORDER_LIVE = "order_live"
    ORDER_NOT_KNOWN = "order_not_known"


class Handling(StrEnum):
    """What an obstacle does: the request is refused until it is gone, or goes on with a reason in writing."""

    REFUSED = "refused"
    REASONED = "reasoned"


OBSTACLES: dict[Obstacle, Handling] = {
    Obstacle.FOLLOW_UP_PLANNED: Handling.REASONED,
    Obstacle.TOO_FEW_ATTEMPTS: Handling.REFUSED,
    Obstacle.PLAN_OPEN: Handling.REASONED,
    Obstacle.FLAG_RAISED: Handling.REASONED,
    Obstacle.RISK_UNREVIEWED: Handling.REFUSED,
    Obstacle.REFERRAL_OPEN: Handling.REASONED,
    Obstacle.ORDER_LIVE: Handling.REASONED,
    Obstacle.ORDER_NOT_KNOWN: Handling.REASONED,
}

# Where nobody can be asked any more, the risk cannot be assessed with her or him: a reason in writing takes its place.
NOBODY_TO_ASK: tuple[ClosureReason, ...] = (ClosureReason.DIED, ClosureReason.UNREACHABLE)

# What the person who requests the closure answers.
CHECKLIST: tuple[Check, ...] = tuple(check for check in Check if check is not Check.SUPERVISOR_REVIEWED)
