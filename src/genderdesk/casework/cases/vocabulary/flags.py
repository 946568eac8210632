"""Flags on a case: why somebody must not overlook it, and how that ends. Source: cases.md 1, row 12 (GBVIMS+ flags).

The reasons are the desk's own list: GBVIMS+ has free text alone, which can be neither counted nor sorted.
"""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable

FLAG_RAISED, FLAG_RESOLVED, FLAG_MISTAKEN = "raised", "resolved", "mistaken"

FLAG = StateTable(
    "flag",
    FLAG_RAISED,
    (
        Move(FLAG_RAISED, FLAG_RESOLVED, "flag.resolve"),
        Move(FLAG_RAISED, FLAG_MISTAKEN, "flag.resolve"),
    ),
)


class FlagReason(StrEnum):
    """Why a case is flagged."""

    DANGER = "danger"
    HEALTH = "health"
    CHILD = "child"
    HEARING = "hearing"
    RELEASE = "release"
    UNREACHED = "unreached"
    ADVICE = "advice"
    INCOMPLETE = "incomplete"
    OTHER = "other"


class FlagShow(StrEnum):
    """Which raised flags a list shows."""

    ALL = "all"
    DUE = "due"
    NO_DAY = "no_day"
