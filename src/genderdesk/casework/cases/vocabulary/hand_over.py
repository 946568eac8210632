"""A case offered by one officer to another: it changes hands when both have confirmed (ux.md 1.4 E)."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable

OFFERED, TAKEN, NOT_TAKEN, WITHDRAWN = "offered", "taken", "not_taken", "withdrawn"

HAND_OVER = StateTable(
    "hand-over",
    OFFERED,
    (
        Move(OFFERED, TAKEN, "handover.take"),
        Move(OFFERED, NOT_TAKEN, "handover.leave"),
        Move(OFFERED, WITHDRAWN, "handover.withdraw"),
    ),
)


class NotTaken(StrEnum):
    """Why an officer does not take a case over."""

    TOO_MANY = "too_many"
    KNOWS_SOMEBODY = "knows_somebody"
    ON_LEAVE = "on_leave"
    OTHER = "other"
