"""Coded values of the safety plan and of what is planned with the survivor. Source: cases.md 1.2 and 10."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.casework.cases.vocabulary.states import DONE, PLANNED
from genderdesk.groundwork.foundation.states import StateTable, moves


class CopyGiven(StrEnum):
    """How the survivor took the plan along; a copy that is found can be dangerous."""

    NO_UNSAFE = "no_unsafe"
    PAPER_HIDDEN = "paper_hidden"
    SMS = "sms"
    VERBAL = "verbal"


class PlanPart(StrEnum):
    """The parts of a safety plan in the order in which they are talked through: worries, four resources, six steps."""

    CONCERNS = "concerns"
    ECONOMIC = "economic"
    RELATIONSHIPS = "relationships"
    COMMUNITY = "community"
    OTHER = "other"
    AT_HOME = "at_home"
    DURING = "during"
    LEAVING = "leaving"
    AFTER = "after"
    CHILDREN = "children"
    PHONE_ONLINE = "phone_online"
    SAFE_PLACE = "safe_place"


class Need(StrEnum):
    """What an item of the action plan is for."""

    SAFETY = "safety"
    SHELTER = "shelter"
    HEALTH = "health"
    PSYCHOSOCIAL = "psychosocial"
    LEGAL = "legal"
    JUSTICE = "justice"
    LIVELIHOOD = "livelihood"
    CHILD = "child"
    BASIC_NEEDS = "basic_needs"
    OTHER = "other"


class PlanOwner(StrEnum):
    """Who does it; never a name."""

    DESK = "desk"
    COUNSELLOR = "counsellor"
    INVESTIGATOR = "investigator"
    PROVIDER = "provider"
    SURVIVOR = "survivor"
    SOMEBODY_TRUSTED = "somebody_trusted"


class Progress(StrEnum):
    """How far the goal is reached, in the survivor's own eyes (cases.md 1.2: goal progress)."""

    NOT_APPLICABLE = "not_applicable"
    IN_PROGRESS = "in_progress"
    MET = "met"


DOING, DROPPED = "doing", "dropped"

PLAN_ITEM = StateTable(
    "plan item",
    PLANNED,
    (
        *moves("planitem.change", (PLANNED, DOING), PLANNED),
        *moves("planitem.change", (PLANNED, DOING), DOING),
        *moves("planitem.change", (PLANNED, DOING), DONE),
        *moves("planitem.change", (PLANNED, DOING), DROPPED),
    ),
)
