"""A flood of sign-ins stands before a short queue; those who are known here still get through."""

from __future__ import annotations

import threading
import time

import pytest

from genderdesk.groundwork.foundation.gate import Busy, Gate, for_somebody_known


class _Inside:
    """Somebody who goes through the gate in a thread of his own and stays until told to leave."""

    def __init__(self, gate: Gate, *, known: bool = False) -> None:
        self.gate, self.known = gate, known
        self.came_in, self.may_leave = threading.Event(), threading.Event()
        self.was_refused = False
        self.thread = threading.Thread(target=self._go)
        self.thread.start()

    def _go(self) -> None:
        try:
            if self.known:
                with for_somebody_known(), self.gate.through():
                    self._stay()
            else:
                with self.gate.through():
                    self._stay()
        except Busy:
            self.was_refused = True

    def _stay(self) -> None:
        self.came_in.set()
        self.may_leave.wait(10)

    def leave(self) -> None:
        self.may_leave.set()
        self.thread.join(10)


def _until(condition) -> None:
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.005)
    assert condition()


@pytest.fixture
def full():
    """Two inside, two strangers waiting."""
    gate = Gate(at_once=2, strangers_waiting=2, kept_places=2, longest_seconds=8.0)
    people = [_Inside(gate) for _two in range(2)]
    _until(lambda: all(each.came_in.is_set() for each in people))
    people += [_Inside(gate) for _two in range(2)]
    _until(lambda: gate.waiting == 2)
    yield gate, people
    for each in people:
        each.may_leave.set()
    for each in people:
        each.thread.join(10)


def test_behind_a_full_queue_everybody_is_told_at_once(full):
    gate, _people = full
    began = time.monotonic()
    for _many in range(200):
        with pytest.raises(Busy), gate.through():
            pytest.fail("nobody may come in")
    assert time.monotonic() - began < 5
    assert gate.waiting == 2


def test_somebody_known_has_a_place_and_goes_before_strangers(full):
    gate, people = full
    known = _Inside(gate, known=True)
    _until(lambda: gate.waiting == 3)
    people[0].leave()
    assert known.came_in.wait(10)
    assert not people[2].came_in.is_set()
    assert not people[3].came_in.is_set()
    known.leave()
    _until(lambda: people[2].came_in.is_set() or people[3].came_in.is_set())


def test_places_kept_for_known_people_end_too(full):
    gate, _people = full
    known = [_Inside(gate, known=True) for _two in range(2)]
    _until(lambda: gate.waiting == 4)
    with for_somebody_known(), pytest.raises(Busy), gate.through():
        pytest.fail("nobody may come in")
    for each in known:
        each.may_leave.set()
    for each in _people:
        each.may_leave.set()
    for each in known:
        each.thread.join(10)


def test_nobody_waits_for_ever():
    gate = Gate(at_once=1, strangers_waiting=1, kept_places=1, longest_seconds=0.05)
    inside = _Inside(gate)
    assert inside.came_in.wait(10)
    with pytest.raises(Busy), gate.through():
        pytest.fail("nobody may come in")
    assert gate.waiting == 0
    inside.leave()
    with gate.through():
        assert gate.waiting == 0
