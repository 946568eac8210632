"""`genderdesk serve`: all of it or nothing, whatever ends, breaks off or comes twice."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from io import BytesIO
from pathlib import Path

import pytest

from genderdesk.demo.person import Person
from tests.cli.conftest import listened_on, live_port, one_sentence, processes_of, soon, tell
from tests.serving import Demonstration, Served, free_port, serving

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc; CI runs on Linux"),
]


PROCESSES = ("pages", "live events", "background work")


def answers(address: str) -> bool:
    with contextlib.suppress(OSError):
        urllib.request.urlopen(address, timeout=5).close()
        return True
    return False


def started(demonstration: Demonstration, log: Path, port: int) -> subprocess.Popen[bytes]:
    """`genderdesk serve` as somebody starts it by hand; it answers when this returns."""
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "genderdesk", "serve", "--port", str(port)],
            env=demonstration.environment,
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
        )
    soon(lambda: "Gender Desk is at" in log.read_text() or process.poll() is not None, "the first page")
    assert process.poll() is None, log.read_text()
    return process


@pytest.mark.one_database
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_behind_however_it_is_stopped(mine, tmp_path, sent):
    port = free_port()
    process = started(mine, tmp_path / "log", port)
    # A page that listens to live events must not keep them alive.
    person = Person(f"http://127.0.0.1:{port}", "operator")
    person.sign_in(mine.sign_ins["operator"], mine.password)
    soon(lambda: {*PROCESSES} <= {*processes_of(mine.home).values()}, "all processes")
    listening = _listen(person, mine.home)
    process.send_signal(sent)
    code = process.wait(timeout=20)
    assert code == (-signal.SIGKILL if sent == signal.SIGKILL else 0), (tmp_path / "log").read_text()
    soon(lambda: not processes_of(mine.home), f"no process of {mine.home}: {processes_of(mine.home)}")
    listening.close()
    # And the folder can be served again.
    process = started(mine, tmp_path / "again", port)
    process.terminate()
    assert process.wait(timeout=20) == 0


def _listen(person: Person, home: Path) -> socket.socket:
    """An open stream of live events, as a browser's page has; a signed-in person's."""
    stream = socket.create_connection(("127.0.0.1", live_port(home)), timeout=60)
    stream.sendall(f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: gd={person.cookie('gd')}\r\n\r\n".encode())
    assert b"200 OK" in stream.recv(200)
    return stream


@pytest.mark.one_database
def test_what_ends_is_started_again_and_what_never_stays_up_ends_everything(mine, tmp_path):
    port = free_port()
    process = started(mine, tmp_path / "log", port)
    address = f"http://127.0.0.1:{port}/"
    soon(lambda: processes_of(mine.home, "background work"), "background work")
    for name in PROCESSES:
        soon(lambda name=name: processes_of(mine.home, name), f"{name} running")
        before = processes_of(mine.home, name)
        for each in before:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        soon(lambda name=name, before=before: set(processes_of(mine.home, name)) - set(before), name)
    soon(lambda: answers(address), "a page")
    assert "it is started again" in (tmp_path / "log").read_text()
    for each in processes_of(mine.home, "background work"):
        os.kill(each, signal.SIGKILL)
    assert process.wait(timeout=30) == 1
    # What it stopped may still speak after it, so only its own lines are asked.
    said = [line for line in (tmp_path / "log").read_text().splitlines() if line.startswith("genderdesk serve:")]
    assert "background work ended again" in said[-1]
    assert not processes_of(mine.home)


_STANDS = """
import os
from genderdesk.groundwork.protection import walls
from genderdesk.interfaces.cli import servers

def tell():
    print("in its process:", walls._viewer.get().kind, flush=True)

walls.begin_as_system()
process = servers._HOW.Process(target=servers._begin, args=("pages", tell, os.getpid()))
process.start()
process.join(20)
print("in the verb:", walls._viewer.get().kind)
"""


@pytest.mark.one_database
def test_what_answers_people_is_not_forked_with_the_sight_of_the_verb():
    done = subprocess.run([sys.executable, "-c", _STANDS], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines() == ["in its process: nobody", "in the verb: system"], done.stderr


_NOT_FORKED = """
import multiprocessing, sys
from genderdesk.interfaces.cli import main, servers

if __name__ == "__main__":
    servers._HOW = multiprocessing.get_context("spawn")
    sys.exit(main(["serve", "--port", sys.argv[1]]))
"""


@pytest.mark.one_database
def test_where_a_system_does_not_fork_each_process_loads_by_itself(mine, tmp_path):
    (tmp_path / "serve.py").write_text(_NOT_FORKED)
    command, port = [sys.executable, str(tmp_path / "serve.py")], free_port()
    with (tmp_path / "log").open("wb") as lines:
        process = subprocess.Popen([*command, str(port)], env=mine.environment, stdout=lines, stderr=lines)
    soon(lambda: answers(f"http://127.0.0.1:{port}/") or process.poll() is not None, "a page")
    soon(lambda: {*PROCESSES} <= {*processes_of(mine.home).values()} or process.poll() is not None, "all processes")
    soon(lambda: len({*listened_on(processes_of(mine.home))}) == 2, "pages and live events")
    process.terminate()
    assert process.wait(timeout=20) == 0, (tmp_path / "log").read_text()
    soon(lambda: not processes_of(mine.home), f"no process of {mine.home}: {processes_of(mine.home)}")


@pytest.mark.one_database
def test_a_page_process_that_crashes_is_replaced_while_serve_goes_on(mine, tmp_path):
    with serving(mine, tmp_path / "log") as served:
        # The younger of the two answers; the other one watches it.
        os.kill(max(processes_of(mine.home, "pages")), signal.SIGKILL)
        soon(lambda: answers(served.address), "a page")


@pytest.mark.one_database
def test_a_second_serve_and_a_taken_port_are_told_so(typed, mine, tmp_path):
    with serving(mine, tmp_path / "log") as served:
        where = {"home": mine.home, "database_url": mine.database_url}
        sentence = one_sentence(typed("serve", "--port", str(free_port()), **where), "serve")
        assert f"{mine.home} is already served at {served.address}" in sentence
        sentence = one_sentence(typed("demo", "--port", str(free_port()), **where), "demo")
        assert "is already served" in sentence
        taken = served.address.rpartition(":")[2]
        other = one_sentence(typed("serve", "--port", taken, home=tmp_path / "other", database_url=""), "serve")
        assert f"port {taken} is taken" in other


# Clients that are cut off

FORM = b"narrative=" + b"a" * 4000


def requests_cut_off(address: str, count: int) -> list[socket.socket]:
    """Open connections that stop in the middle: a third in the headers, a third in a form, a third while they read."""
    host, _, port = address.removeprefix("http://").partition(":")
    opened = []
    head = f"POST /report/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    halves = (
        head.encode(),
        f"{head}Content-Length: {len(FORM)}\r\n\r\n".encode() + FORM[:100],
        f"GET /report/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
    )
    for number in range(count):
        client = socket.create_connection((host, int(port)), timeout=10)
        client.sendall(halves[number % 3])
        if number % 3 == 2:
            client.recv(10)
        opened.append(client)
    return opened


@pytest.mark.parametrize("count", [32, 256])
def test_clients_that_are_cut_off_hold_neither_the_pages_nor_the_database(mine, tmp_path, count):
    with serving(mine, tmp_path / "log") as served:
        reports = tell(mine, "SELECT count(*) FROM intake_report")[0][0]
        waiting = requests_cut_off(served.address, count)
        # A telephone that lost its network sends no word of it: everybody else is answered all the same.
        assert answers(served.address)
        _report(served)
        for client in waiting:
            # An end without the usual farewell, as when the line is cut.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            client.close()
        _report(served)
        assert tell(mine, "SELECT count(*) FROM intake_report")[0][0] == reports + 2
        assert _open_transactions(mine) == 0
        text = (tmp_path / "log").read_text()
        assert "Traceback" not in text, text


def _report(served: Served) -> None:
    """Somebody reports by the public form, which takes the database's lock."""
    survivor = Person(served.address, "survivor online")
    survivor.open("/report/")
    survivor.press("Continue", action="/report/", for_whom="survivor", safe_to_talk="yes", immediate_danger="no")
    page = survivor.press("Continue", action="/report/", injured_or_recent="no", child_involved="no")
    district = next(each for each in page.form("/report/").choices["district"] if each)
    survivor.press("Continue", action="/report/", district=district)
    survivor.press("Continue", action="/report/", stated_kind="physical", narrative="Invented for a test.")
    survivor.press("Continue", action="/report/", safe_to_contact="no")
    page = survivor.press(action="/report/")
    assert page.status == 200, page.words[:400]


def _open_transactions(demonstration: Demonstration) -> int:
    if not demonstration.database_url:
        # The worker writes for a moment now and then; a lock that somebody left behind would stay.
        import sqlite3

        with contextlib.closing(
            sqlite3.connect(demonstration.home / "database.sqlite3", timeout=5, isolation_level=None)
        ) as trial:
            trial.execute("BEGIN IMMEDIATE")
            trial.execute("ROLLBACK")
        return 0
    name = demonstration.database_url.rpartition("/")[2].partition("?")[0]
    asked = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}' AND state LIKE 'idle in transaction%'"
    return int(tell(demonstration, asked)[0][0])


def test_a_request_that_broke_off_or_is_too_large_is_never_half_done(mine, tmp_path):
    with serving(mine, tmp_path / "log") as served:
        host, _, port = served.address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as client:
            head = f"POST /report/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            client.sendall(f"{head}Content-Length: 50000000\r\n\r\n".encode())
            assert client.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.one_database
def test_no_header_can_pose_as_another():
    from genderdesk.config.pages import _environ

    class Scope:
        server, client, scheme, method, path = "127.0.0.1:8000", "127.0.0.1:5", "http", "GET", "/caf%C3%A9/"
        query_string, http_version, authority = "a=1", "1.1", None
        headers = {"x_forwarded_proto": "https", "x-forwarded-for": "1", "content-type": "text/plain"}

    made = _environ(Scope, BytesIO(b"body"), 4)
    assert "HTTP_X_FORWARDED_PROTO" not in made
    assert made["HTTP_X_FORWARDED_FOR"] == "1"
    assert made["CONTENT_TYPE"] == "text/plain"
    assert made["CONTENT_LENGTH"] == "4"
    assert made["PATH_INFO"] == "/café/".encode().decode("latin-1")
