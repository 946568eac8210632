"""The machine's side: how soon it answers, how much memory it takes, and what clients that are cut off leave behind.

``rows()`` serves a scratch demonstration of its own and measures that; nothing here is asserted.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from genderdesk.interfaces.cli import ports

Row = tuple[str, str, str]

STARTS = 5
REQUESTS_OF_ONE_ROLE = 40
CUT_OFF = (32, 256)
STREAMS = 500
# Streams of one sign-in are limited, so this many people sign in for them.
STREAMS_OF_ONE = 20
PATHS = {
    "operator": ("/staff/", "/staff/line/", "/staff/reports/", "/report/", "/"),
    "focal_point": ("/staff/", "/staff/reports/", "/staff/cases/", "/report/", "/"),
    "desk_head": ("/staff/", "/staff/reports/", "/staff/cases/", "/staff/figures/", "/"),
}


@dataclass(frozen=True)
class Installation:
    """A served demonstration: its folder, its address, its people, and the process that serves it."""

    home: Path
    address: str
    password: str
    sign_ins: dict[str, str]
    process: subprocess.Popen[bytes]
    live_port: int

    @property
    def place(self) -> tuple[str, int]:
        host, _, port = self.address.removeprefix("http://").partition(":")
        return host, int(port)


def rows() -> list[Row]:
    """(name, value, how it stands to its aim) of each measure."""
    with tempfile.TemporaryDirectory(prefix="genderdesk-bench-servers-") as folder:
        home = Path(folder) / "home"
        environment = {**os.environ, "GENDERDESK_HOME": str(home)}
        # A folder of its own: the start of a desk's one machine, which is SQLite's.
        environment.pop("DATABASE_URL", None)
        _run(["demo", "--no-serve", "--no-play", "--no-background"], environment)
        return [*_start_rows(environment), *_served_rows(home, environment)]


def _run(words: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "genderdesk", *words], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _start_rows(environment: dict[str, str]) -> list[Row]:
    helps = [_run(["--help"], environment) for _ in range(STARTS)]
    starts, work = [], []
    for _ in range(STARTS + 1):
        started = time.perf_counter()
        with _serving(environment) as served:
            starts.append(time.perf_counter() - started)
            work.append(_processor_seconds(served.home))
    first, again = starts[0], starts[1:]
    return [
        ("genderdesk --help", f"{statistics.median(helps):.2f} s", ""),
        (
            "genderdesk serve until the first page is answered",
            f"{statistics.median(again):.2f} s",
            f"{statistics.median(again) / 1.5:.2f} of 1.5 s; best {min(again):.2f} s, first {first:.2f} s",
        ),
        # On a machine that others use, this says what an idle one would need.
        ("  of it processor time, all processes", f"{statistics.median(work[1:]):.2f} s", ""),
    ]


@contextlib.contextmanager
def _serving(environment: dict[str, str]) -> Iterator[Installation]:
    home = Path(environment["GENDERDESK_HOME"])
    port = ports.free_port("127.0.0.1")
    live_port = ports.free_port("127.0.0.1")
    process = subprocess.Popen(
        [sys.executable, "-m", "genderdesk", "serve", "--port", str(port), "--live-port", str(live_port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    told = json.loads((home / "demonstration").read_text())
    try:
        _await(address, process)
        yield Installation(home, address, told["password"], told["sign_ins"], process, live_port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.01)
    raise SystemExit(f"genderdesk serve did not answer at {address}.")


def _served_rows(home: Path, environment: dict[str, str]) -> list[Row]:
    found: list[Row] = []
    with _serving(environment) as served:
        _await_all(home)
        found.append(("memory of all processes, after the start", f"{_memory_mb(home):.0f} MB", ""))
        count = _work(served)
        after = _memory_mb(home)
        found.append(
            (f"memory of all processes, after {count} requests", f"{after:.0f} MB", f"{after / 250:.2f} of 250")
        )
        for number in CUT_OFF:
            found += _cut_off_rows(served, number)
        found += _stream_rows(served, after)
    return found


def _processes(home: Path) -> dict[int, str]:
    """Process id → name, as ``ps`` has it, of each process of this data folder."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"GENDERDESK_HOME={home}\0".encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "comm").read_text().strip()
    return found


def _processor_seconds(home: Path) -> float:
    """User and system time of all processes until now."""
    ticks = 0
    for number in _processes(home):
        with contextlib.suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _await_all(home: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if {"live events", "background work"} <= {*_processes(home).values()}:
            time.sleep(2)
            return
        time.sleep(0.1)


def _memory_mb(home: Path) -> float:
    """Proportional set size of all processes together: pages that they share count once."""
    total = 0
    for number in _processes(home):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def _work(served: Installation) -> int:
    """What a desk does in an hour, as fast as it goes: people of three roles open their pages."""
    from genderdesk.demo.person import Person

    count = 0
    for role, paths in PATHS.items():
        person = Person(served.address, role)
        person.sign_in(served.sign_ins[role], served.password)
        for number in range(REQUESTS_OF_ONE_ROLE):
            person.look(paths[number % len(paths)])
            count += 1
    return count


# Clients that are cut off


def _cut_off_rows(served: Installation, count: int) -> list[Row]:
    """Half-sent headers and forms, half-read answers: the next answers while they hang, and after they are gone."""
    usual = statistics.median(_next_ms(served) for _ in range(10))
    clients = _half_done(served, count)
    while_hanging = _next_ms(served), _report_ms(served)
    for client in clients:
        # The connection ends without a farewell, as when the network is lost.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        client.close()
    afterwards = _next_ms(served), _report_ms(served)
    return [
        (
            f"{count} clients stopped in the middle: next page, next report",
            f"{while_hanging[0]:.0f} ms, {while_hanging[1]:.0f} ms",
            f"usual page {usual:.0f} ms",
        ),
        (
            f"{count} clients cut off: next page, next report",
            f"{afterwards[0]:.0f} ms, {afterwards[1]:.0f} ms",
            f"database lock {'free' if _is_writable(served.home) else 'HELD'}",
        ),
    ]


def _half_done(served: Installation, count: int) -> list[socket.socket]:
    head = "POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    halves = (
        head,
        f"{head}Content-Length: 4000\r\n\r\nnarrative=half",
        "GET /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    )
    clients = []
    for number in range(count):
        client = socket.create_connection(served.place, timeout=30)
        client.sendall(halves[number % 3].encode())
        if number % 3 == 2:
            client.recv(10)
        clients.append(client)
    return clients


def _next_ms(served: Installation) -> float:
    started = time.perf_counter()
    urllib.request.urlopen(f"{served.address}/report/", timeout=60).read()
    return 1000 * (time.perf_counter() - started)


def _report_ms(served: Installation) -> float:
    """The last step of the public form, which writes."""
    from genderdesk.demo.person import Person

    survivor = Person(served.address, "survivor online")
    survivor.open("/report/")
    survivor.press("Continue", action="/report/", for_whom="survivor", safe_to_talk="yes", immediate_danger="no")
    page = survivor.press("Continue", action="/report/", injured_or_recent="no", child_involved="no")
    district = next(each for each in page.form("/report/").choices["district"] if each)
    survivor.press("Continue", action="/report/", district=district)
    survivor.press("Continue", action="/report/", stated_kind="physical", narrative="Invented for measuring.")
    survivor.press("Continue", action="/report/", safe_to_contact="no")
    started = time.perf_counter()
    survivor.press(action="/report/")
    return 1000 * (time.perf_counter() - started)


def _is_writable(home: Path) -> bool:
    import sqlite3

    try:
        with contextlib.closing(
            sqlite3.connect(home / "database.sqlite3", timeout=5, isolation_level=None)
        ) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    return True


# Live events


def _stream_rows(served: Installation, before_mb: float) -> list[Row]:
    """Idle streams of live events: their memory, and a page meanwhile."""
    from genderdesk.demo.person import Person

    cookies, streams = [], []
    for _ in range(STREAMS // STREAMS_OF_ONE):
        person = Person(served.address, "operator")
        person.sign_in(served.sign_ins["operator"], served.password)
        cookies.append(person.cookie("gd"))
    before_mb = max(before_mb, _memory_mb(served.home))
    opened = 0
    for number in range(STREAMS):
        stream = socket.create_connection(("127.0.0.1", served.live_port), timeout=30)
        cookie = cookies[number % len(cookies)]
        stream.sendall(f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: gd={cookie}\r\n\r\n".encode())
        opened += b"200 OK" in stream.recv(300)
        streams.append(stream)
    time.sleep(2)
    more = _memory_mb(served.home) - before_mb
    page = _next_ms(served)
    for stream in streams:
        stream.close()
    return [
        (
            f"{opened} idle streams of live events",
            f"{more:.0f} MB more",
            f"{1024 * more / max(opened, 1):.0f} KB each; a page meanwhile {page:.0f} ms",
        )
    ]


def main() -> int:
    """``python -m benchmarks.servers``: these rows alone."""
    for name, value, ratio in rows():
        print(f"{name:<66} {value:>18} {ratio}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
