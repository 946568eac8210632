"""Writers wait in a queue: who came first goes first, and who died in it keeps nobody waiting."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from genderdesk.groundwork.platform.sqlite import turns

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has locks of open files; elsewhere nobody queues"),
]

SECONDS = 20.0

_WAITS = """
import os, sys
from genderdesk.groundwork.platform.sqlite import turns
file = os.open(sys.argv[1], os.O_RDWR)
place = turns.wait(file)
print(place, flush=True)
sys.stdin.read()
"""


def opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def places_given(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[:8], "little")


def soon(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.005)


class Waiting(threading.Thread):
    """Somebody with a file of her own who stands in the queue until it is her turn; writes her name down and goes."""

    def __init__(self, name: str, path: Path, went: list[str]) -> None:
        super().__init__(name=name, daemon=True)
        self.path, self.went = path, went
        before = places_given(path)
        self.start()
        soon(lambda: places_given(path) > before)

    def run(self) -> None:
        file = opened(self.path)
        place = turns.wait(file)
        self.went.append(self.name)
        turns.leave(file, place)
        os.close(file)


def test_who_came_first_goes_first(tmp_path):
    path = tmp_path / "lock"
    went: list[str] = []
    file = opened(path)
    place = turns.wait(file)
    waiting = [Waiting(str(number), path, went) for number in range(12)]
    assert went == []
    turns.leave(file, place)
    for each in waiting:
        each.join(SECONDS)
    assert went == [str(number) for number in range(12)]
    # And there is nobody left to wait for.
    turns.leave(file, turns.wait(file))
    os.close(file)


def standing(path: Path) -> subprocess.Popen[str]:
    """A process that stands in the queue, and in front keeps its place until it is killed."""
    return subprocess.Popen(
        [sys.executable, "-c", _WAITS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_nobody_waits_for_who_died_in_front_or_in_the_queue(tmp_path):
    path = tmp_path / "lock"
    went: list[str] = []
    os.close(opened(path))
    front = standing(path)
    assert front.stdout
    assert front.stdout.readline().strip()
    before = places_given(path)
    dies = standing(path)
    soon(lambda: places_given(path) > before)
    last = Waiting("last", path, went)
    dies.kill()
    dies.wait(SECONDS)
    front.kill()
    front.wait(SECONDS)
    last.join(SECONDS)
    assert went == ["last"]
    for each in (front, dies):
        for pipe in (each.stdin, each.stdout):
            if pipe:
                pipe.close()


def test_a_place_is_given_back_where_waiting_is_broken_off(tmp_path, monkeypatch):
    path = tmp_path / "lock"
    went: list[str] = []
    file, other = opened(path), opened(path)
    place = turns.wait(file)
    asked = turns.fcntl.fcntl

    def broken_off(of: int, command: int, lock: bytes) -> object:
        if lock == turns._of(turns.fcntl.F_WRLCK, place, 1) and of == other:
            raise KeyboardInterrupt
        return asked(of, command, lock)

    monkeypatch.setattr(turns.fcntl, "fcntl", broken_off)
    with pytest.raises(KeyboardInterrupt):
        turns.wait(other)
    monkeypatch.undo()
    last = Waiting("last", path, went)
    turns.leave(file, place)
    last.join(SECONDS)
    assert went == ["last"]
    os.close(file)
    os.close(other)
