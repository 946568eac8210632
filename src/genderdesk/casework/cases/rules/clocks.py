"""Medical windows, counted in hours on the worst case. Passing one never closes the option (cases.md 7.7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import floor

from genderdesk.casework.cases.rules.moments import earliest_possible, known, latest_possible
from genderdesk.casework.cases.vocabulary import Injury, Sex
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, hours_between

# Hours after the incident (WHO, Clinical management of rape and intimate partner violence survivors, 2020;
# cases.md 7.7: to be confirmed by the national health authority before officials rely on them).
PEP_HOURS = 72
CONTRACEPTION_HOURS = 120

# From this share of the window on, the clock is shown as urgent (cases.md 7.7: warn at 50 and 80 per cent).
_SOON, _URGENT = 0.5, 0.8


class ClockState(StrEnum):
    """Where a window stands, worst first to be shown."""

    NOW = "now"
    URGENT = "urgent"
    SOON = "soon"
    OPEN = "open"
    MAY_HAVE_PASSED = "may_have_passed"
    PASSED = "passed"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Care:
    """What the survivor has received, each with its first time; None where nothing says so."""

    clinician_at: datetime | None = None
    pep_at: datetime | None = None
    contraception_at: datetime | None = None


NO_CARE = Care()


@dataclass(frozen=True, slots=True)
class Clock:
    """One window or one thing that cannot wait.

    ``kind`` is ``pep``, ``contraception`` or what is needed now; ``until`` the worst-case end, None where there is
    none or the time is not known; ``hours_left`` whole hours, rounded down, None where they cannot be said.
    ``met_at`` is when what it waits for was received. ``seen_at`` is when a clinician saw the survivor without what it
    waits for being recorded: it runs on, and no longer alarms.
    """

    kind: str
    state: ClockState
    limit_hours: int = 0
    until: datetime | None = None
    hours_left: int | None = None
    met_at: datetime | None = None
    seen_at: datetime | None = None

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
        used = 1 - left / limit_hours
        state = ClockState.URGENT if used >= _URGENT else ClockState.SOON if used >= _SOON else ClockState.OPEN
        return Clock(kind, state, limit_hours, until, floor(left))
    surely_over = now > latest_possible(moment) + timedelta(hours=limit_hours)
    return Clock(kind, ClockState.PASSED if surely_over else ClockState.MAY_HAVE_PASSED, limit_hours, until)


def medical_clocks(
    occurred: Moment | None,
    now: datetime,
    *,
    penetration: Answer,
    sexual_contact: Answer,
    sex: Sex,
    care: Care = NO_CARE,
) -> tuple[Clock, ...]:
    """The windows that concern this survivor.

    They are shown unless both sexual acts were answered with no: unknown is not no. Emergency contraception is not
    shown for a male survivor. Each is met only by its own medicine: an examination alone ends neither.
    """
    if penetration is Answer.NO and sexual_contact is Answer.NO:
        return ()
    clocks = [_after(window("pep", PEP_HOURS, occurred, now), care.pep_at, care.clinician_at)]
    if sex is not Sex.MALE:
        contraception = window("contraception", CONTRACEPTION_HOURS, occurred, now)
        clocks.append(_after(contraception, care.contraception_at, care.clinician_at))
    return tuple(clocks)


def _after(clock: Clock, met_at: datetime | None, seen_at: datetime | None) -> Clock:
    """A clock after what was received."""
    if met_at is None:
        return replace(clock, seen_at=seen_at)
    return replace(clock, state=ClockState.MET, hours_left=None, met_at=met_at)


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
    return tuple(_after(Clock(kind, ClockState.NOW), care.clinician_at, None) for kind, is_so in found.items() if is_so)
