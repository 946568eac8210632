"""Live word for open browsers: one small ASGI process that turns outbox rows into server-sent events at ``/live/``.

It reads the database four times a second while anybody listens and sends what belongs to each listener's channels: a
kind and a reference, never content; the page then fetches what its reader may see. Frames stay under 1 KB. A browser
that comes back says what it heard last (``Last-Event-ID``) and hears what it missed, for an hour.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import Error, close_old_connections

from genderdesk.groundwork.platform import editions, panels, queries
from genderdesk.groundwork.protection.circle import circle_of
from genderdesk.groundwork.protection.sessions import open_sessions
from genderdesk.organisation.accounts.queries import actor_of_session

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 15.0
# All sessions are looked at this often, so that an ended sign-in hears nothing more.
LOOK_SECONDS = 3.0
# A listener is asked again who it is at least this often, and whenever a session or the organisation changed.
CHECK_AGAIN_SECONDS = 60.0
MOST_LISTENERS = 500
# Windows of one sign-in; more are a fault of a page, and must not take everybody's places.
MOST_OF_ONE_SESSION = 20
# Two transactions may commit in the other order than their numbers were given; so far back each reading looks again.
LOOK_BACK = 50
TRY_AGAIN_SECONDS = 5.0

_log = logging.getLogger(__name__)

_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="live")


@dataclass(eq=False)
class Listener:
    """One open stream: its session, its channels and what waits to be sent to it."""

    session_key: str
    channels: frozenset[str]
    # Files of which no word may reach this listener, because a conflict bars her or him.
    barred: frozenset[str] = frozenset()
    waiting: asyncio.Queue[tuple[int, dict[str, Any]]] = field(default_factory=lambda: asyncio.Queue(maxsize=200))
    # Set when it must be asked again who listens, before anything more is sent.
    doubt: asyncio.Event = field(default_factory=asyncio.Event)

    def may_hear(self, payload: dict[str, Any]) -> bool:
        return payload["channel"] in self.channels and payload.get("file") not in self.barred


class Switchboard:
    """All listeners of this process and the one task that reads the outbox for them."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None
        self._circles = ""
        self._reading = asyncio.Event()

    async def join(self, listener: Listener) -> None:
        """Returns once the outbox is read from a known mark on: no word that is written afterwards passes her by."""
        self.listeners.add(listener)
        if self._task is None or self._task.done():
            self._reading = asyncio.Event()
            self._task = asyncio.create_task(self._read_on(self._reading))
        await self._reading.wait()

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)

    def has_room_for(self, session_key: str) -> bool:
        """False where this process, or this sign-in, has as many open streams as it may have."""
        own = sum(each.session_key == session_key for each in self.listeners)
        return len(self.listeners) < MOST_LISTENERS and own < MOST_OF_ONE_SESSION

    async def _read_on(self, reading: asyncio.Event) -> None:
        """Read while anybody listens; a database that is away for a while is asked again."""
        try:
            await self._read(reading)
        finally:
            # Nobody waits for a reading that ended.
            reading.set()

    async def _read(self, reading: asyncio.Event) -> None:
        mark: int | None = None
        passed_on: set[int] = set()
        looked, organisation = 0.0, ""
        while self.listeners:
            try:
                if time.monotonic() - looked > LOOK_SECONDS:
                    organisation = await self._doubt_who_left(organisation)
                    looked = time.monotonic()
                if mark is None:
                    mark = await in_thread(queries.newest_live_id)
                    passed_on = {number for number, _payload in await in_thread(queries.live_since, mark - LOOK_BACK)}
                    reading.set()
                fresh = [
                    (number, payload)
                    for number, payload in await in_thread(queries.live_since, mark - LOOK_BACK)
                    if number not in passed_on
                ]
            except Error:
                _log.exception("Live events could not be read; trying again in %s seconds.", TRY_AGAIN_SECONDS)
                await asyncio.sleep(TRY_AGAIN_SECONDS)
                continue
            if any("file" in payload for _number, payload in fresh):
                await self._renew_circles()
            for number, payload in fresh:
                self._pass_on(number, payload)
            mark = max([mark, *(number for number, _payload in fresh)])
            passed_on = {each for each in passed_on if each > mark - LOOK_BACK} | {number for number, _p in fresh}
            await asyncio.sleep(POLL_SECONDS)

    async def _doubt_who_left(self, organisation: str) -> str:
        """Doubt listeners whose session ended, and everybody where appointments changed; the organisation's stamp."""
        keys = {each.session_key for each in self.listeners}
        still_open, stamp = await in_thread(_standing, keys)
        for listener in self.listeners:
            if listener.session_key not in still_open or stamp != (organisation or stamp):
                listener.doubt.set()
        return str(stamp)

    async def _renew_circles(self) -> None:
        """Ask again whom a conflict bars from what, where the register or the organisation has changed since."""
        stamps = await in_thread(editions.stamps)
        now = f"{stamps.get('circles')} {stamps.get('organisation')}"
        if now != self._circles:
            for listener in list(self.listeners):
                listener.barred = await in_thread(barred_to, listener.session_key)
            self._circles = now

    def _pass_on(self, number: int, payload: dict[str, Any]) -> None:
        for listener in self.listeners:
            if listener.may_hear(payload) and not listener.waiting.full():
                listener.waiting.put_nowait((number, payload))


switchboard = Switchboard()


async def in_thread(function: Callable[..., Any], *args: Any) -> Any:
    """Run database work on one of the two threads, with connections that are still good."""

    def work() -> Any:
        close_old_connections()
        return function(*args)

    return await asyncio.get_running_loop().run_in_executor(_threads, work)


def _standing(keys: set[str]) -> tuple[set[str], str]:
    """Which of the sessions are still open, and the stamp of the organisation: two small statements for all."""
    return open_sessions(keys), editions.stamps().get("organisation", "")


def barred_to(session_key: str) -> frozenset[str]:
    """The files of which the owner of a session must not hear."""
    return frozenset(map(str, circle_of(actor_of_session(session_key)).barred))


def channels_of(session_key: str) -> frozenset[str]:
    """The channels that the owner of a session may listen to; empty where nobody is signed in, or not wholly."""
    actor = actor_of_session(session_key)
    if actor.kind != "user":
        return frozenset()
    own = {f"user:{actor.id}", *(f"cell:{each}" for each in circle_of(actor).cells)}
    if actor.institution_id:
        own.add(f"institution:{actor.institution_id}")
    if actor.organisation_id:
        own.add(f"provider:{actor.organisation_id}")
    return frozenset(own) | frozenset(panels.panels_for("live_channels", SimpleNamespace(actor=actor)))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI entry point."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _stream(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    key = _session_key(headers)
    channels = await in_thread(channels_of, key) if key and scope["method"] == "GET" else frozenset()
    if not channels or not switchboard.has_room_for(key):
        await _answer(send, 401 if not channels else 503, headers)
        return
    listener = Listener(key, channels, await in_thread(barred_to, key))
    try:
        # Before the browser is told that it listens: what happens after that must reach it.
        await switchboard.join(listener)
        await _begin(send, 200, headers, "text/event-stream")
        await _send_missed(send, listener, headers.get("last-event-id", ""))
        gone = asyncio.create_task(_until_gone(receive))
        await _send_words(send, listener, gone)
        gone.cancel()
    finally:
        switchboard.leave(listener)


async def _send_missed(send: Send, listener: Listener, last_heard: str) -> None:
    """The beginning of a stream: what this browser missed since the number that it heard last."""
    await _write(send, b"retry: 3000\n: listening\n\n")
    if last_heard.isdecimal():
        for number, payload in await in_thread(queries.live_since, int(last_heard[:18]), listener.channels):
            if listener.may_hear(payload):
                await _write(send, _frame(number, payload))


def _frame(number: int, payload: dict[str, Any]) -> bytes:
    word = json.dumps({"kind": payload["kind"], "ref": payload["ref"]})
    return f"id: {number}\ndata: {word}\n\n".encode()


async def _send_words(send: Send, listener: Listener, gone: asyncio.Task[None]) -> None:
    """Send what comes in, and a sign of life where nothing does, until the browser is gone or may hear no more."""
    clock = asyncio.get_running_loop().time
    checked = clock()
    while not gone.done():
        coming = asyncio.create_task(listener.waiting.get())
        doubt = asyncio.create_task(listener.doubt.wait())
        await asyncio.wait({coming, gone, doubt}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        doubt.cancel()
        if listener.doubt.is_set():
            listener.doubt.clear()
            if await in_thread(channels_of, listener.session_key) != listener.channels:
                coming.cancel()
                return
        if coming.done():
            await _write(send, _frame(*coming.result()))
        else:
            coming.cancel()
            await _write(send, b": still here\n\n")
        if clock() - checked > CHECK_AGAIN_SECONDS:
            checked = clock()
            if await in_thread(channels_of, listener.session_key) != listener.channels:
                return


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _session_key(headers: dict[str, str]) -> str:
    cookie = SimpleCookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


def _same_host_origin(headers: dict[str, str]) -> str:
    """The page's origin where it is this very host on another port; only that one may read the stream."""
    origin = headers.get("origin", "")
    host = headers.get("host", "").rsplit(":", 1)[0]
    return origin if host and origin.split("//")[-1].rsplit(":", 1)[0] == host else ""


async def _begin(send: Send, status: int, headers: dict[str, str], kind: str) -> None:
    fields = [(b"content-type", kind.encode()), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
    if origin := _same_host_origin(headers):
        fields += [
            (b"access-control-allow-origin", origin.encode()),
            (b"access-control-allow-credentials", b"true"),
            (b"vary", b"Origin"),
        ]
    await send({"type": "http.response.start", "status": status, "headers": fields})


async def _answer(send: Send, status: int, headers: dict[str, str]) -> None:
    await _begin(send, status, headers, "text/plain")
    await send({"type": "http.response.body", "body": b""})


async def _write(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})
