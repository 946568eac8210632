"""Live events from the real server: who may hear what, and what a browser that comes back has missed."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator

import pytest

from genderdesk.demo.person import Person
from genderdesk.groundwork.protection.sessions import stored_key
from tests.cli.conftest import live_port, soon, tell
from tests.serving import Demonstration, Served, copy_of, serving

pytestmark = pytest.mark.journey

# Long beside the quarter second in which word comes, and no sign of life between makes it longer.
HEARD_SECONDS = 15.0


class Stream:
    """An open ``/live/`` as a browser's EventSource has it."""

    def __init__(self, port: int, cookie: str, last: str = "") -> None:
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=HEARD_SECONDS)
        heard = f"Last-Event-ID: {last}\r\n" if last else ""
        self.connection.sendall(
            f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: gd={cookie}\r\n{heard}\r\n".encode()
        )
        self.text = ""

    def until(self, words: str) -> str:
        """Read until the words have come, within HEARD_SECONDS; all that came so far."""
        end = time.monotonic() + HEARD_SECONDS
        while words not in self.text:
            self.connection.settimeout(max(0.01, end - time.monotonic()))
            try:
                piece = self.connection.recv(65536).decode()
            except TimeoutError:
                pytest.fail(f"not heard within {HEARD_SECONDS:.0f} s: {words!r}; heard: {self.text!r}", pytrace=False)
            assert piece, f"the stream ended before {words!r}: {self.text}"
            self.text += piece
        return self.text

    def seconds_to_its_end(self) -> float:
        """How long the server goes on; a failure where it does not end within HEARD_SECONDS."""
        began = time.monotonic()
        while (left := began + HEARD_SECONDS - time.monotonic()) > 0:
            self.connection.settimeout(left)
            try:
                if not self.connection.recv(65536):
                    return time.monotonic() - began
            except TimeoutError:
                break
        return pytest.fail(f"the stream was still open after {HEARD_SECONDS:.0f} s", pytrace=False)

    def status(self) -> int:
        return int(self.until("\r\n").split()[1])

    def words(self) -> list[tuple[str, str]]:
        """(number, kind) of what was heard."""
        found, number = [], ""
        for line in self.text.replace("\r", "").split("\n"):
            if line.startswith("id: "):
                number = line[4:]
            elif line.startswith("data: "):
                found.append((number, json.loads(line[6:])["kind"]))
        return found


@contextlib.contextmanager
def stream(port: int, cookie: str, last: str = "") -> Iterator[Stream]:
    opened = Stream(port, cookie, last)
    try:
        yield opened
    finally:
        opened.connection.close()


def say(demonstration: Demonstration, channel: str, kind: str) -> None:
    """Word of a change, as an act leaves it."""
    payload = json.dumps({"channel": channel, "kind": kind, "ref": ""})
    tell(
        demonstration,
        "INSERT INTO platform_message (topic, payload, state, attempts, due_at, created_at, fault) "
        f"VALUES ('live', '{payload}', 'sent', 0, '2099-01-01', '2099-01-01', '')",
    )


def signed_in(served: Served, role: str) -> str:
    person = Person(served.address, role)
    person.sign_in(served.sign_ins[role], served.password)
    return person.cookie("gd")


def channel_of(demonstration: Demonstration, code: str) -> str:
    import uuid

    number = tell(demonstration, f"SELECT id FROM institution_institution WHERE code = '{code}'")[0][0]
    return f"institution:{uuid.UUID(str(number))}"


@pytest.fixture(scope="module")
def served(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for those who only listen: to start one costs more than all that they ask."""
    folder = tmp_path_factory.mktemp("live")
    with copy_of(demonstration, folder / "home") as copy, serving(copy, folder / "log") as running:
        yield running


def test_each_hears_her_own_institution_only_and_nobody_hears_without_signing_in(served):
    port = live_port(served.home)
    for cookie in ("", "made-up"):
        with stream(port, cookie) as refused:
            assert refused.status() == 401
    police, defence = (signed_in(served, role) for role in ("operator", "defence operator"))
    with stream(port, police) as of_police, stream(port, defence) as of_defence:
        assert of_police.status() == of_defence.status() == 200
        of_police.until("listening")
        of_defence.until("listening")
        say(served, channel_of(served, "RNP"), "for-the-police")
        say(served, channel_of(served, "RDF"), "for-the-army")
        of_police.until("for-the-police")
        of_defence.until("for-the-army")
        say(served, channel_of(served, "RNP"), "again")
        of_police.until("again")
        said = ("for-the-police", "for-the-army", "again")
        assert [kind for _number, kind in of_police.words() if kind in said] == ["for-the-police", "again"]
        assert [kind for _number, kind in of_defence.words() if kind in said] == ["for-the-army"]


def test_who_signs_out_hears_nothing_more_on_an_open_stream_and_on_a_new_one(served):
    port, cookie = live_port(served.home), signed_in(served, "operator")
    with stream(port, cookie) as open_now, stream(port, signed_in(served, "defence operator")) as another:
        assert open_now.status() == another.status() == 200
        # As signing out, a new password, a closed account and a lost factor do: the session's row goes.
        tell(served, f"DELETE FROM django_session WHERE session_key = '{stored_key(cookie)}'")
        assert open_now.seconds_to_its_end() < HEARD_SECONDS
        say(served, channel_of(served, "RDF"), "for-the-army")
        another.until("for-the-army")
    with stream(port, cookie) as afterwards:
        assert afterwards.status() == 401


def test_one_sign_in_cannot_take_everybodys_places(served):
    with contextlib.ExitStack() as opened:
        port, greedy, other = live_port(served.home), signed_in(served, "focal_point"), signed_in(served, "dispatcher")
        streams = []
        for status in [200] * 20 + [503]:
            streams.append(opened.enter_context(stream(port, greedy)))
            assert streams[-1].status() == status
        assert opened.enter_context(stream(port, other)).status() == 200
        streams[0].connection.close()

        def has_room() -> bool:
            return opened.enter_context(stream(port, greedy)).status() == 200

        soon(has_room, "room where one was closed")


def test_a_browser_that_comes_back_after_a_restart_hears_what_it_missed(mine, tmp_path):
    with serving(mine, tmp_path / "log") as served:
        cookie = signed_in(served, "operator")
        with stream(live_port(served.home), cookie) as before:
            before.until("listening")
            say(mine, channel_of(mine, "RNP"), "heard")
            before.until("heard")
            last = before.words()[-1][0]
    say(mine, channel_of(mine, "RNP"), "missed")
    say(mine, channel_of(mine, "RDF"), "not-for-her")
    with serving(mine, tmp_path / "log2") as served, stream(live_port(served.home), cookie, last) as after:
        after.until("missed")
        say(mine, channel_of(mine, "RNP"), "fresh")
        after.until("fresh")
        # The demonstration's own worker may say a word of its own at any time.
        said = ("heard", "missed", "not-for-her", "fresh")
        assert [kind for _number, kind in after.words() if kind in said] == ["missed", "fresh"]


def test_an_appointment_that_ended_ends_the_stream_that_it_allowed(served):
    """The last of those who share a server: the operator's appointment has ended."""
    with stream(live_port(served.home), signed_in(served, "operator")) as its:
        assert its.status() == 200
        tell(
            served,
            "UPDATE institution_appointment SET ends_on = '2020-01-02', starts_on = '2020-01-01' WHERE officer_id = "
            f"(SELECT officer_id FROM accounts_user WHERE username = '{served.sign_ins['operator']}')",
        )
        its.seconds_to_its_end()
