"""How an agreement stands on a day. End days are the first day on which it no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from genderdesk.programme.partners.vocabulary import ENDING_DAYS, Standing

# Standings in which an agreement holds.
HOLDS = frozenset({Standing.IN_FORCE, Standing.ENDING})


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an agreement: signed, its term, and from when it was terminated or suspended, None where never.

    ``pauses`` are the suspensions as first day and end day, the last without an end while it goes on.
    """

    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    terminated_on: date | None = None
    pauses: Sequence[tuple[date, date | None]] = ()
    notice_days: int = ENDING_DAYS


def standing(days: Days, on: date) -> Standing:
    """How the agreement stood on a day, whatever happened to it later."""
    if days.signed_on is None or days.starts_on is None or on < days.signed_on:
        return Standing.NOT_SIGNED
    if days.terminated_on is not None and on >= days.terminated_on:
        return Standing.TERMINATED
    if days.ends_on is not None and on >= days.ends_on:
        return Standing.EXPIRED
    if on < days.starts_on:
        return Standing.COMING
    if any(first <= on and (end is None or on < end) for first, end in days.pauses):
        return Standing.SUSPENDED
    if days.ends_on is not None and on >= days.ends_on - timedelta(days=days.notice_days):
        return Standing.ENDING
    return Standing.IN_FORCE


def name_on(names: Sequence[tuple[str, date, date | None]], on: date) -> str:
    """A partner's name on a day; before the first, the first; names are (name, first day, end day) in their order."""
    for name, first, end in reversed(names):
        if first <= on and (end is None or on < end):
            return name
    return names[0][0] if names else ""
