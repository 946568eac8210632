"""What follows from the units that were sent: the state of the response, its first times, its intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from genderdesk.casework.response.vocabulary import (
    ACKNOWLEDGED,
    ALERTED,
    CLEAR,
    CLEARED,
    DISPATCHED,
    EN_ROUTE,
    NOT_FOUND,
    NOT_LOCATED,
    NOT_SAFE,
    ON_SCENE,
    TRANSPORTING,
    WAITING,
    WITH_SURVIVOR,
)

# A unit's state → what it makes of the response; further down wins.
_MAKES = {
    ALERTED: DISPATCHED,
    ACKNOWLEDGED: DISPATCHED,
    NOT_FOUND: NOT_LOCATED,
    NOT_SAFE: NOT_LOCATED,
    EN_ROUTE: EN_ROUTE,
    ON_SCENE: ON_SCENE,
    WITH_SURVIVOR: WITH_SURVIVOR,
    TRANSPORTING: WITH_SURVIVOR,
}
_ORDER = tuple(dict.fromkeys(_MAKES.values()))
TIMES = ("alerted_at", "acknowledged_at", "en_route_at", "on_scene_at", "with_survivor_at", "transporting_at")
# How far a device's time may lie back, and how far ahead of ours.
OLDEST = timedelta(hours=24)
AHEAD = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Sent:
    """One unit sent: its state, its first and last times, and whether its alert was passed on unanswered."""

    state: str
    ended: bool
    passed_on: bool = False

    @property
    def waits_for_nobody(self) -> bool:
        """An alert that nobody answered and that another unit got since: the response does not wait for it."""
        return self.passed_on and self.state == ALERTED


def state_of(units: Iterable[Sent]) -> str:
    """The response's state: that of the unit that is furthest; cleared where one was there and none is left."""
    sent = list(units)
    running = [each for each in sent if not each.ended]
    at_work = [each for each in running if not each.waits_for_nobody]
    if not at_work and any(each.state == CLEAR for each in sent):
        return CLEARED
    if not running:
        return WAITING
    return max((_MAKES[each.state] for each in running), key=_ORDER.index)


def earliest(times: Iterable[datetime | None]) -> datetime | None:
    """The first of the times that are known."""
    return min((each for each in times if each is not None), default=None)


def seconds_between(start: datetime | None, end: datetime | None) -> float | None:
    """An interval in seconds; None where a time is missing or they are reversed, since unknown is not nought."""
    if start is None or end is None or end < start:
        return None
    return (end - start).total_seconds()


def event_time(told: datetime | None, now: datetime, after: datetime | None) -> datetime:
    """When a step happened: what the phone says, within bounds; our own time where it says what cannot be.

    ``after`` is the unit's step before. A phone may be a little ahead or a day without a network; anything else is a
    wrong clock.
    """
    if told is None or told < now - OLDEST or told > now + AHEAD:
        return now
    if after is not None and told < after:
        # Before the step that it follows: the phone's clock was put back, so the step is counted when it came.
        return now
    return min(told, now)
