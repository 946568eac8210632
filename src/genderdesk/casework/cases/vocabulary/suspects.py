"""Coded values of the suspects' register. Source: cases.md 10 (Suspect) and 7.7 (custody)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable


class SuspectRole(StrEnum):
    """What part a suspect had."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Force(StrEnum):
    """Whether a suspect serves, and where."""

    NONE = "none"
    POLICE = "police"
    ARMY = "army"
    RESERVE = "reserve"
    OTHER = "other"
    UNKNOWN = "unknown"
    DECLINED = "declined"


# Whoever serves here could meet the file or those who keep it, so it is sealed (security.md 2.4, 2).
FORCE_SEALS = frozenset({Force.POLICE, Force.ARMY, Force.RESERVE})

SUSPECTED, SOUGHT, SUMMONED, ARRESTED = "suspected", "sought", "summoned", "arrested"
RELEASED, HANDED_ON, CLEARED, DEAD = "released", "handed_on", "cleared", "dead"

# How things stand with a suspect → how they may stand next. The court's part of it belongs to the investigation.
_NEXT: dict[str, tuple[str, ...]] = {
    SUSPECTED: (SOUGHT, SUMMONED, ARRESTED, CLEARED, DEAD),
    SOUGHT: (SUMMONED, ARRESTED, CLEARED, DEAD),
    SUMMONED: (SOUGHT, ARRESTED, HANDED_ON, CLEARED, DEAD),
    ARRESTED: (RELEASED, HANDED_ON, CLEARED, DEAD),
    RELEASED: (SOUGHT, SUMMONED, ARRESTED, HANDED_ON, CLEARED, DEAD),
    HANDED_ON: (RELEASED, CLEARED, DEAD),
    # A word that was wrong is taken back.
    CLEARED: (SUSPECTED,),
    DEAD: (SUSPECTED,),
}

SUSPECT = StateTable(
    "suspect",
    SUSPECTED,
    (
        *(Move(state, state, "suspect.change") for state in _NEXT),
        *(Move(state, after, "suspect.move") for state, following in _NEXT.items() for after in following),
    ),
)


def may_follow(status: str) -> tuple[str, ...]:
    """How things may stand with a suspect next."""
    return _NEXT[status]


@dataclass(frozen=True, slots=True)
class CustodyLimit:
    """One row of the custody clock: who holds, how many days at most, and where the number comes from."""

    holder: str
    days: int
    source: str


# Verify with counsel. The reference (cases.md 0.8 and 7.7) quotes a law firm's note on Rwanda's Law 027/2019.
CUSTODY = CustodyLimit("investigators", 5, "Rwanda, Law 027/2019, art. 66, as quoted in cases.md; verify with counsel")
# From how many hours before its end on a custody stands on Today.
CUSTODY_WARN_HOURS = 24


class Likeness(StrEnum):
    """Why somebody in the register may be the person who is named, the surest first."""

    IDENTIFIER = "identifier"
    PHONE = "phone"
    NAME = "name"
    SOUND = "sound"


# What the form of a suspect answers about the register: nobody who is in it.
ANOTHER_PERSON = "new"
