"""Run in a process of its own on an empty data folder: does acts and looks in children that are killed on the way.

Prints, as JSON, for each point at which a child was killed how many were, and what was then found: records without an
entry, entries without a record, looks that were shown without one, and files without a record's word for them.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # settings stand first
from django.db import connection, connections  # noqa: E402  # settings stand first

from genderdesk.casework.cases import acts, queries  # noqa: E402  # settings stand first
from genderdesk.casework.cases.models import Case, CaseEvent, CaseFile  # noqa: E402  # settings stand first
from genderdesk.casework.cases.vocabulary import LookReason  # noqa: E402  # settings stand first
from genderdesk.groundwork.platform import rows  # noqa: E402  # settings stand first
from genderdesk.groundwork.protection import ledger  # noqa: E402  # settings stand first
from genderdesk.groundwork.protection.acts import grouped  # noqa: E402  # settings stand first
from genderdesk.groundwork.protection.models import Entry  # noqa: E402  # settings stand first
from genderdesk.groundwork.protection.vault.files import store, uploads  # noqa: E402  # settings stand first
from tests.files import open_file  # noqa: E402  # settings stand first
from tests.world import World, make_world  # noqa: E402  # settings stand first

REPEATS = int(sys.argv[1])


def die() -> None:
    """As the power or the kernel ends a process: at once, with nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies(call: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    """The same call, with the end before or behind it."""

    def ending(*args: Any, **kwargs: Any) -> Any:
        if not after:
            die()
        call(*args, **kwargs)
        die()

    return ending


def _at_the_entry(after: bool) -> None:
    ledger.write = dies(ledger.write, after=after)


def _at_the_rows(after: bool) -> None:
    rows.settle = dies(rows.settle, after=after)


def _at_the_commit(after: bool) -> None:
    connection._commit = dies(connection._commit, after=after)  # type: ignore[method-assign]


def _at_the_file(after: bool) -> None:
    store.settle = dies(store.settle, after=after)


POINTS: dict[str, Callable[[], None]] = {
    "before the entry": lambda: _at_the_entry(False),
    "behind the entry": lambda: _at_the_entry(True),
    "before the rows": lambda: _at_the_rows(False),
    "behind the rows": lambda: _at_the_rows(True),
    "before the commit": lambda: _at_the_commit(False),
    "behind the commit": lambda: _at_the_commit(True),
    "before the file": lambda: _at_the_file(False),
    "behind the file": lambda: _at_the_file(True),
    "anywhere": lambda: None,
}


def note(world: World, case: Case) -> None:
    acts.note_on_case.once(uuid.uuid4())(world.focal_point, case, text="Invented words.")


def batch(world: World, case: Case) -> None:
    numbers = [uuid.uuid4() for _each in range(5)]
    with grouped(numbers):
        for number in numbers:
            acts.note_on_case.once(number)(world.focal_point, case, text="Invented words.")


def look(world: World, case: Case) -> None:
    """Whoever gets the answer writes it down: what was shown is known here even if the process then ends."""
    queries.account_of(world.focal_point, case, reason=LookReason.CONTACT)
    os.write(SHOWN, b"x")


def add(world: World, case: Case) -> None:
    sealer = uploads.Sealer(CaseFile._meta.db_table)
    sealer.new_file("content", "invented.pdf", "application/pdf", None)
    with contextlib.suppress(uploads.SkipFile):
        sealer.receive_data_chunk(b"%PDF-1.4 invented" * 9000, 0)
    arrived = sealer.file_complete(0)
    assert isinstance(arrived, uploads.Arrived), sealer.fault
    acts.add_file.once(uuid.uuid4())(world.focal_point, case, content=arrived)


WORK = {"note": note, "batch": batch, "look": look, "file": add}
SHOWN, _READ_SHOWN = 0, 0


def killed(point: str, work: str, world: World, case: Case) -> bool:
    """One child that dies; whether it was killed, and not through before its end came."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            POINTS[point]()
            WORK[work](world, case)
        finally:
            os._exit(0)
    if point == "anywhere":
        time.sleep(random.uniform(0.0, 0.05))
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(_end_of(child))


# A fork of a process with threads may wait for a lock that nobody gives back; then the test ends, and says so.
_LONGEST_SECONDS = 120


def _end_of(child: int) -> int:
    """How a child ended; TimeoutError where it does not."""
    until = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return status
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise TimeoutError(f"the child {child} did not end within {_LONGEST_SECONDS} seconds")


def count() -> dict[str, int]:
    entries = Entry.objects.filter(kind="act", name="case.note").count()
    notes = CaseEvent.objects.filter(kind="note").count()
    looks = Entry.objects.filter(name="case.account", kind="disclosure").count()
    files = set(CaseFile.objects.values_list("stored_as", flat=True))
    of_files = Entry.objects.filter(kind="act", name="file.add").count()
    with contextlib.suppress(BlockingIOError):
        count.shown += len(os.read(_READ_SHOWN, 65536))  # type: ignore[attr-defined]  # kept from one count to the next
    return {
        "acts without an entry": notes - entries + len(files) - of_files,
        "looks without an entry": max(0, count.shown - looks),  # type: ignore[attr-defined]
        "records without their file": len(files - store.names()),
    }


def main() -> None:
    global SHOWN, _READ_SHOWN
    call_command("migrate", verbosity=0)
    world = make_world()
    case = open_file(world)
    _READ_SHOWN, SHOWN = os.pipe2(os.O_NONBLOCK)
    count.shown = 0  # type: ignore[attr-defined]
    assert world.focal_point, "made before anybody dies"
    found = []
    for point in POINTS:
        for work in WORK:
            if "the file" in point and work != "file":
                continue
            many = REPEATS * 10 if point == "anywhere" else REPEATS
            dead = sum(killed(point, work, world, case) for _each in range(many))
            found.append({"point": point, "work": work, "killed": dead, "of": many, "found": count()})
    kept = {
        "notes": CaseEvent.objects.filter(kind="note").count(),
        "files": CaseFile.objects.count(),
        "shown": count.shown,
    }  # type: ignore[attr-defined]
    sys.stdout.write(json.dumps({"trials": found, "kept": kept}))


if __name__ == "__main__":
    main()
