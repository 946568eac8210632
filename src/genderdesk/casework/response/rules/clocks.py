"""What is late, as data: how long each step may take by priority, and who is asked or told when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from genderdesk.casework.response.vocabulary import (
    ACKNOWLEDGED,
    ALERTED,
    AT_THE_PLACE,
    DISPATCHED,
    EN_ROUTE,
    WAITING,
    Clock,
    Priority,
)

_MINUTE = timedelta(minutes=1)

# An alert without an answer: repeated after a minute, passed on after two (dispatch.md 7.2).
ALERT_AGAIN = timedelta(seconds=60)
PASS_ON = timedelta(seconds=120)
# After so many units that did not answer only a person decides further.
MOST_PASSES = 3

# Time allowed by priority, editable defaults. Sending: NFPA 1225 gives 60 s to the first alert of a life at risk.
# Setting out: twice the turnout from a base (dispatch.md 7.4). Arriving: dispatch.md 2.2, from the call. Asking after a
# crew: dispatch.md 1.2, a per-unit clock that any contact sets anew.
ALLOWED: dict[Clock, dict[Priority, timedelta]] = {
    Clock.SEND: {Priority.P1: _MINUTE, Priority.P2: 10 * _MINUTE, Priority.P3: 60 * _MINUTE},
    Clock.ACKNOWLEDGE: dict.fromkeys(Priority, ALERT_AGAIN),
    Clock.SET_OUT: {Priority.P1: 8 * _MINUTE, Priority.P2: 15 * _MINUTE, Priority.P3: 60 * _MINUTE},
    Clock.ARRIVE: {Priority.P1: 20 * _MINUTE, Priority.P2: 60 * _MINUTE, Priority.P3: timedelta(hours=24)},
    Clock.CHECK_IN: {Priority.P1: 10 * _MINUTE, Priority.P2: 20 * _MINUTE, Priority.P3: 30 * _MINUTE},
}


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: what for, since when, and when its time is over."""

    clock: Clock
    since: datetime
    due_at: datetime

    def is_late(self, now: datetime) -> bool:
        return now >= self.due_at


@dataclass(frozen=True, slots=True)
class Steps:
    """One unit's state and the times that its clocks start from."""

    state: str
    alerted_at: datetime
    acknowledged_at: datetime | None = None
    contact_at: datetime | None = None


def _running(clock: Clock, priority: Priority, since: datetime) -> Running:
    return Running(clock, since, since + ALLOWED[clock][priority])


def of_response(state: str, priority: Priority, received_at: datetime) -> tuple[Running, ...]:
    """The response's own clocks: until somebody is sent, and until somebody is there. A held one waits for a reason."""
    if state == WAITING:
        return (_running(Clock.SEND, priority, received_at), _running(Clock.ARRIVE, priority, received_at))
    return (_running(Clock.ARRIVE, priority, received_at),) if state in (DISPATCHED, EN_ROUTE) else ()


def of_unit(steps: Steps, priority: Priority) -> Running | None:
    """The one clock that runs for a unit that was sent: answer, set out, or tell that the crew is safe."""
    if steps.state == ALERTED:
        return _running(Clock.ACKNOWLEDGE, priority, steps.alerted_at)
    if steps.state == ACKNOWLEDGED:
        return _running(Clock.SET_OUT, priority, steps.acknowledged_at or steps.alerted_at)
    if steps.state in AT_THE_PLACE and steps.contact_at is not None:
        return _running(Clock.CHECK_IN, priority, steps.contact_at)
    return None


def to_repeat(alerted_at: datetime, again_at: datetime | None, now: datetime) -> bool:
    """Whether an unanswered alert is repeated now."""
    return again_at is None and now - alerted_at >= ALERT_AGAIN


def to_pass_on(alerted_at: datetime, passed_on_at: datetime | None, now: datetime) -> bool:
    """Whether an unanswered alert goes on to the next unit now."""
    return passed_on_at is None and now - alerted_at >= PASS_ON


def late(running: Iterable[Running | None], now: datetime) -> tuple[Clock, ...]:
    """The clocks whose time is over."""
    return tuple(each.clock for each in running if each is not None and each.is_late(now))
