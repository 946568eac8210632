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


# What the person who requests the closure answers.
CHECKLIST: tuple[Check, ...] = tuple(check for check in Check if check is not Check.SUPERVISOR_REVIEWED)
