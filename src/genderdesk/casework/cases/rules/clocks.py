"""Medical windows, counted in hours on the worst case. Passing one never closes the option (cases.md 7.7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import floor

from genderdesk.casework.cases.rules.moments import earliest_possible, known, latest_possible
from genderdesk.casework.cases.vocabulary import WARN_SHARES, WINDOWS, CareReceived, Concerns, Injury, Sex, Window
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, hours_between


class ClockState(StrEnum):
    """Where a window stands, worst first to be shown."""

    NOW = "now"
    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    URGENT = "urgent"
    SOON = "soon"
    OPEN = "open"
    MAY_HAVE_PASSED = "may_have_passed"
    PASSED = "passed"
    DECLINED = "declined"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Care:
    """What the survivor has received, each with its first time, and what she or he does not want."""

    received: Mapping[str, datetime] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()


NO_CARE = Care()


@dataclass(frozen=True, slots=True)
class Clock:
    """One window or one thing that cannot wait.

    ``kind`` is that of a window or what is needed now; ``until`` the worst-case end, None where there is none or the
    time is not known; ``hours_left`` whole hours, rounded down, None where they cannot be said; ``parts`` which of its
    parts may still be in time. ``met_at`` is when what it waits for was received. ``seen_at`` is when a clinician saw
    the survivor without what it waits for being recorded: it runs on, and no longer alarms.
    """

    kind: str
    state: ClockState
    limit_hours: int = 0
    until: datetime | None = None
    hours_left: int | None = None
    met_at: datetime | None = None
    seen_at: datetime | None = None
    parts: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """True while there is certainly time left."""
        return self.state in (ClockState.URGENT, ClockState.SOON, ClockState.OPEN)


def window(kind: str, limit_hours: int, occurred: Moment | None, now: datetime) -> Clock:
    """One window at this moment. It is open up to and including the last second of its last hour.

    Where the time is known only roughly, the earliest possible incident decides that time is short, and only the
    latest possible one that it is over: between the two the window "may have passed".
    """
    moment = known(occurred)
    if moment is None:
        return Clock(kind, ClockState.MAY_HAVE_PASSED, limit_hours)
    until = earliest_possible(moment) + timedelta(hours=limit_hours)
    left = hours_between(now, until)
    if left >= 0:
        state = _state_at(1 - left / limit_hours)
        return Clock(kind, state, limit_hours, until, floor(left))
    surely_over = now > latest_possible(moment) + timedelta(hours=limit_hours)
    return Clock(kind, ClockState.PASSED if surely_over else ClockState.MAY_HAVE_PASSED, limit_hours, until)


def _state_at(used: float) -> ClockState:
    """How a window stands of which this share is used."""
    soon, urgent = WARN_SHARES
    return ClockState.URGENT if used >= urgent else ClockState.SOON if used >= soon else ClockState.OPEN


def medical_clocks(
    occurred: Moment | None,
    now: datetime,
    *,
    penetration: Answer,
    sexual_contact: Answer,
    sex: Sex,
    injured: bool = False,
    care: Care = NO_CARE,
) -> tuple[Clock, ...]:
    """The windows that concern this survivor, by the table ``vocabulary.WINDOWS``.

    Each is met only by its own care: an examination alone ends none. Who does not want it is not alarmed about, and
    may want it after all.
    """
    concerned = {
        Concerns.SEXUAL_ACT: not (penetration is Answer.NO and sexual_contact is Answer.NO),
        Concerns.INJURY: injured,
    }
    return tuple(
        _after(_clock_of(each, occurred, now), care)
        for each in WINDOWS
        if concerned[each.concerns] and sex not in each.not_for
    )


def _clock_of(row: Window, occurred: Moment | None, now: datetime) -> Clock:
    """One row of the table at this moment."""
    if not row.limit_hours:
        return Clock(row.kind, ClockState.AS_SOON_AS_POSSIBLE)
    parts = tuple(
        part for part, hours in row.parts if window(part, hours, occurred, now).state is not ClockState.PASSED
    )
    return replace(window(row.kind, row.limit_hours, occurred, now), parts=parts)


def _after(clock: Clock, care: Care, ended_by: str = "") -> Clock:
    """A clock after what was received and what was declined; ``ended_by`` where its own kind is not what ends it."""
    met_at = care.received.get(ended_by or clock.kind)
    if met_at is not None:
        return replace(clock, state=ClockState.MET, hours_left=None, met_at=met_at)
    if (ended_by or clock.kind) in care.declined:
        return replace(clock, state=ClockState.DECLINED)
    return replace(clock, seen_at=None if ended_by else care.received.get(CareReceived.CLINICIAN))


def needed_now(
    strangulation: Answer, injuries: Collection[str], pregnant: Answer, care: Care = NO_CARE
) -> tuple[Clock, ...]:
    """What needs a clinician at once, whenever it happened (cases.md 7.7, fifth line); met once one saw her or him."""
    found = {
        "strangulation": strangulation is Answer.YES,
        "loss_of_consciousness": Injury.LOSS_OF_CONSCIOUSNESS in injuries,
        "head_injury": Injury.HEAD_INJURY in injuries,
        "pregnancy": pregnant is Answer.YES,
    }
    return tuple(
        _after(Clock(kind, ClockState.NOW), care, CareReceived.CLINICIAN) for kind, is_so in found.items() if is_so
    )
