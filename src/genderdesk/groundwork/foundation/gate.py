"""A gate before work that takes the machine: a few at a time, a short queue, and a plain "no" behind it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Busy(Exception):
    """The queue before the gate is full, or took too long; nothing was begun."""


# Whether what is done now belongs to somebody who is known here, for whom places in the queue are kept.
_known: ContextVar[bool] = ContextVar("genderdesk_gate_known", default=False)


@contextmanager
def for_somebody_known() -> Iterator[None]:
    """Within the ``with``, the places kept for known people may be used."""
    token = _known.set(True)
    try:
        yield
    finally:
        _known.reset(token)


class Gate:
    """Lets ``at_once`` through together; ``strangers_waiting`` more may wait, and ``kept_places`` of known ones.

    A stranger never takes a place that is kept: a flood of them leaves the gate open to those who belong here.
    """

    def __init__(self, at_once: int, strangers_waiting: int, kept_places: int, longest_seconds: float) -> None:
        self.at_once = at_once
        self.strangers_waiting = strangers_waiting
        self.kept_places = kept_places
        self.longest_seconds = longest_seconds
        self._condition = threading.Condition()
        self._inside = 0
        self._strangers = 0
        self._known = 0

    @property
    def waiting(self) -> int:
        """How many stand in the queue now."""
        return self._strangers + self._known

    @contextmanager
    def through(self) -> Iterator[None]:
        """Stand in the queue, go through, and leave; raises Busy at once where the queue is full."""
        self._enter(_known.get())
        try:
            yield
        finally:
            with self._condition:
                self._inside -= 1
                self._condition.notify_all()

    def _enter(self, known: bool) -> None:
        until = time.monotonic() + self.longest_seconds
        with self._condition:
            if self._inside < self.at_once and not self._must_wait(known):
                self._inside += 1
                return
            self._queue_up(known)
            try:
                while self._inside >= self.at_once or self._must_wait(known):
                    if not self._condition.wait(until - time.monotonic()):
                        raise Busy
                self._inside += 1
            finally:
                self._leave_queue(known)

    def _must_wait(self, known: bool) -> bool:
        """A stranger lets those who are known go first."""
        return not known and self._known > 0

    def _queue_up(self, known: bool) -> None:
        if known:
            if self._known >= self.kept_places:
                raise Busy
            self._known += 1
        else:
            if self._strangers >= self.strangers_waiting:
                raise Busy
            self._strangers += 1

    def _leave_queue(self, known: bool) -> None:
        if known:
            self._known -= 1
        else:
            self._strangers -= 1
        self._condition.notify_all()
