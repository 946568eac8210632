"""What a survivor is asked about the help: 16 items and 2, in the order in which they are asked (cases.md 1.2)."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Item(StrEnum):
    """The 16 items, answered yes, no or does not apply."""

    HOURS = "hours"
    COMFORT = "comfort"
    SAME_WORKER = "same_worker"
    SUPPORT_PERSON = "support_person"
    OPTIONS = "options"
    DECIDED = "decided"
    REFERRED = "referred"
    DISCREET = "discreet"
    CONFIDENTIAL = "confidential"
    PRIVATE_ROOM = "private_room"
    FRIENDLY = "friendly"
    NOT_JUDGED = "not_judged"
    ANSWERED = "answered"
    LANGUAGE = "language"
    TIME = "time"
    HELPED = "helped"


class Overall(StrEnum):
    """The two items about all of it, answered yes or no."""

    FELT_BETTER = "felt_better"
    RECOMMEND = "recommend"


class Said(StrEnum):
    """An answer; whatever is passed over is declined."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "na"
    DECLINED = "declined"


# Prefix and groups of a feedback code, how long one can be used, and how many answers a result needs at least.
FEEDBACK_CODE = ("F", 3)
FEEDBACK_LIFE = timedelta(days=90)
FEWEST_ANSWERS = 5
