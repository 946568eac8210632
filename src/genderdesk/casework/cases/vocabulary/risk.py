"""Coded values of risk. Source: cases.md 5 (recommendation), 7.7 (re-assessment) and 10 (Risk assessment)."""

from __future__ import annotations

from enum import StrEnum


class RiskLevel(StrEnum):
    """How much danger the officers act on, the least first (VioGén's levels without "not seen")."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    EXTREME = "extreme"


LEVELS: tuple[RiskLevel, ...] = tuple(RiskLevel)


class RiskContext(StrEnum):
    """Why somebody asks at this moment."""

    FIRST_CONTACT = "first_contact"
    SCHEDULED = "scheduled"
    NEW_EVENT = "new_event"
    BEFORE_CLOSURE = "before_closure"


class RiskAnswer(StrEnum):
    """One answer to one item. What was not asked is unknown, and unknown is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class RiskEvent(StrEnum):
    """What makes a new assessment due at once, whatever the clock says."""

    NEW_VIOLENCE = "new_violence"
    NEW_THREAT = "new_threat"
    ORDER_BREACHED = "order_breached"
    SUSPECT_RELEASED = "suspect_released"
    SEPARATION = "separation"
    RESPONSE = "response"
    FILES_JOINED = "files_joined"


class Measure(StrEnum):
    """What the desk does because of a level; which level brings which stands in ``rules.risk``."""

    SAFETY_PLAN = "safety_plan"
    SAFE_CONTACT = "safe_contact"
    RIGHTS_EXPLAINED = "rights_explained"
    SUPPORT_OFFERED = "support_offered"
    ORDER_EXPLAINED = "order_explained"
    WEEKLY_CONTACT = "weekly_contact"
    SUPERVISOR_TOLD = "supervisor_told"
    SAFE_PLACE_OFFERED = "safe_place_offered"
    ORDER_ASKED = "order_asked"
    SUSPECT_LOOKED_FOR = "suspect_looked_for"
    WEAPON_LOOKED_FOR = "weapon_looked_for"
    PATROL = "patrol"
    DAILY_CONTACT = "daily_contact"
    NOT_LEFT_ALONE = "not_left_alone"
    CASE_CONFERENCE = "case_conference"
    CHILDREN_SAFE = "children_safe"


# The desk's own checklist, which is there without anybody's licence.
DESK_CHECKLIST = "desk"


class Timing(StrEnum):
    """Whether an assessment was made when it had to be, by local days."""

    FIRST = "first"
    IN_TIME = "in_time"
    LATE = "late"


class LevelChange(StrEnum):
    """How a level changed between two assessments: by an officer, or by two persons."""

    RAISED = "raised"
    LOWERED = "lowered"
