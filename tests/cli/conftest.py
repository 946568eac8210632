"""A ``genderdesk`` typed in a terminal, and a demonstration of one's own to do it to."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Demonstration, copy_of, environment_for

VERB_SECONDS = 120
Typed = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """``typed("verify", "--json", home=…, database_url=…, **environment)``: the ended process with its words."""

    def run(
        *words: str, home: Path | None = None, database_url: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        address = os.environ.get("DATABASE_URL", "") if database_url is None else database_url
        return subprocess.run(
            [sys.executable, "-m", "genderdesk", *words],
            env={**environment_for(home or tmp_path / "home", address), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=VERB_SECONDS,
            check=False,
        )

    return run


@pytest.fixture
def mine(demonstration: Demonstration, tmp_path: Path) -> Iterator[Demonstration]:
    """The demonstration again, to change as one likes."""
    with copy_of(demonstration, tmp_path / "mine") as copy:
        yield copy


def tell(demonstration: Demonstration, *sentences: str) -> list[Any]:
    """Say SQL to a demonstration's database, past Gender Desk as an intruder would; the last answer's rows."""
    rows: list[Any] = []
    if demonstration.database_url:
        import psycopg

        with psycopg.connect(demonstration.database_url, autocommit=True) as connection:
            for sentence in sentences:
                cursor = connection.execute(sentence)  # type: ignore[call-overload]  # written in the tests
                rows = cursor.fetchall() if cursor.description else []
        return rows
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(demonstration.home / "database.sqlite3", timeout=30)) as connection:
        for sentence in sentences:
            rows = connection.execute(sentence).fetchall()
        connection.commit()
    return rows


def one_sentence(done: subprocess.CompletedProcess[str], verb: str) -> str:
    """What a refused verb said: exactly one line on the error output, no traceback, exit status 1."""
    assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith(f"genderdesk {verb}: ")
    assert len(lines[0].split()) > 6, "a sentence, not a code"
    return lines[0]


def checks_of(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Name → fault of what ``verify --json`` found."""
    found = json.loads(done.stdout)
    assert set(found) == {"ok", "checks", "second_wall", "warnings"}
    assert found["ok"] is all(each["ok"] for each in found["checks"])
    assert done.returncode == (0 if found["ok"] else 1)
    return {each["check"]: each["fault"] for each in found["checks"]}


SOON_SECONDS = 60.0


def soon(is_so: Callable[[], object], what: str) -> None:
    """Wait until something is so; fail with what was awaited."""
    until = time.monotonic() + SOON_SECONDS
    while not is_so():
        assert time.monotonic() < until, f"not within {SOON_SECONDS:.0f} s: {what}"
        time.sleep(0.1)


def processes_of(home: Path, name: str = "") -> dict[int, str]:
    """Process id → name, as ``ps`` has it, of each process whose GENDERDESK_HOME is this folder."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"GENDERDESK_HOME={home}\0".encode() in (folder / "environ").read_bytes() + b"\0":
                found[int(folder.name)] = (folder / "comm").read_text().strip()
    return {number: its for number, its in found.items() if name in ("", its)}


def live_port(home: Path) -> int:
    """The port of live events of a served data folder, once it is listened on."""
    soon(lambda: listened_on(processes_of(home, "live events")), "live events")
    return listened_on(processes_of(home, "live events"))[0]


def listened_on(processes: dict[int, str]) -> list[int]:
    """The ports that these processes listen on."""
    sockets = set()
    for process in processes:
        for handle in Path(f"/proc/{process}/fd").glob("*"):
            with contextlib.suppress(OSError):
                sockets.add(handle.readlink().name)
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = "0A"
    ours = [line[1] for line in lines if line[3] == listening and f"socket:[{line[9]}]" in sockets]
    return [int(address.partition(":")[2], 16) for address in ours]
