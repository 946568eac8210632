"""Pages: the application that granian serves, Django's WSGI handler behind a gate that waits for whole requests.

A form from a telephone that lost its network half way holds no thread and no database: bodies are read here, without
one, and only a request that came whole reaches Django. Under plain WSGI sixteen such telephones stop every page.

Only what is too large to be held, a photograph or a recording, is handed on while it arrives, to threads of its own:
however slowly those come, pages are answered.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from genderdesk.groundwork.foundation.garbage import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genderdesk.config.settings")
with loading():
    django_pages = get_wsgi_application()
    # The views too, which would come with the first request.
    _addresses = get_resolver().url_patterns

# A thread waits for the database most of its time; each holds a connection with 8 MB of cache at most.
THREADS = 8
# Forms are far smaller; Django's own limit for a form is a quarter of it.
MOST_BODY_BYTES = 10 * 1024 * 1024
# A form with files that is larger than this is handed on piece by piece; so many at a time, each to a staff page.
HELD_FILE_BYTES = 1024 * 1024
FILES_AT_ONCE = 4
# The longest silence in the middle of a body, and the longest that a reader may leave a piece of an answer unread.
SILENCE_SECONDS = 30.0
# Answers longer than this are sent in pieces while they are made.
PIECE_BYTES = 128 * 1024

_threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="page")
_file_threads = ThreadPoolExecutor(max_workers=FILES_AT_ONCE, thread_name_prefix="file")
_files_arriving = 0
_log = logging.getLogger(__name__)

Headers = list[tuple[str, str]]


class _NotWhole(Exception):
    """The request cannot be answered as it came: a status, and a sentence for whoever sent it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


async def application(scope: Any, protocol: Any) -> None:
    """The RSGI entry point: read the whole request, answer it in a thread."""
    if scope.proto != "http":
        return
    if size := _size_of_files(scope):
        await _answer_to_files(scope, protocol, size)
        return
    try:
        body = await _whole_body(scope, protocol)
    except _NotWhole as fault:
        protocol.response_str(fault.status, [("content-type", "text/plain; charset=utf-8")], f"{fault}\n")
        return
    loop = asyncio.get_running_loop()
    environ = _environ(scope, BytesIO(body), len(body))
    answer = await loop.run_in_executor(_threads, _answer, environ, protocol, loop)
    if answer is not None:
        protocol.response_bytes(*answer)


def _size_of_files(scope: Any) -> int:
    """How large a form with files is that is not to be held here; 0 for every other request."""
    told = scope.headers.get("content-length") or ""
    kind = (scope.headers.get("content-type") or "").lower()
    wanted = kind.startswith("multipart/form-data") and scope.path.startswith("/staff/")
    return int(told) if wanted and told.isdecimal() and int(told) > HELD_FILE_BYTES else 0


async def _answer_to_files(scope: Any, protocol: Any, size: int) -> None:
    """Django's answer to a form whose files it reads as they arrive; at once a word where too many are under way."""
    global _files_arriving
    from django.conf import settings

    environment = settings.ENVIRONMENT
    most = max(environment.photo_mb, environment.document_mb, environment.recording_mb) * 1024**2 + HELD_FILE_BYTES
    refusal = ""
    if size > most:
        status, refusal = 413, f"This is larger than {most // 1024**2} MB. Please send less at a time."
    elif _files_arriving >= FILES_AT_ONCE:
        status, refusal = 503, "Other files are arriving. Go back, wait a minute and send this one again."
    if refusal:
        protocol.response_str(status, [("content-type", "text/plain; charset=utf-8")], f"{refusal}\n")
        return
    loop = asyncio.get_running_loop()
    environ = _environ(scope, _Arriving(protocol, loop, size), size)
    _files_arriving += 1
    try:
        answer = await loop.run_in_executor(_file_threads, _answer, environ, protocol, loop)
    finally:
        _files_arriving -= 1
    if answer is not None:
        protocol.response_bytes(*answer)


class _Arriving:
    """PEP 3333's input stream over a body that still arrives: one piece in memory, and an end to every silence."""

    def __init__(self, protocol: Any, loop: asyncio.AbstractEventLoop, size: int) -> None:
        self._pieces, self._loop, self._missing = aiter(protocol), loop, size
        self._waiting = b""

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes, fewer where fewer have come, none at the end; OSError where the sender is gone."""
        if not self._waiting:
            self._waiting = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
            self._missing -= len(self._waiting)
            if not self._waiting and self._missing > 0:
                # Django would take what came for the whole of it.
                raise OSError("The file broke off.")
        taken = self._waiting if size < 0 else self._waiting[:size]
        self._waiting = self._waiting[len(taken) :]
        return taken

    def readline(self, size: int = -1) -> bytes:
        raise NotImplementedError("Django reads forms with files by pieces.")

    async def _next(self) -> bytes:
        try:
            return bytes(await asyncio.wait_for(anext(self._pieces), SILENCE_SECONDS))
        except StopAsyncIteration:
            return b""
        except (TimeoutError, RuntimeError) as gone:
            raise OSError("The file stopped arriving.") from gone


async def _whole_body(scope: Any, protocol: Any) -> bytes:
    told = scope.headers.get("content-length")
    if told is None and "transfer-encoding" not in scope.headers:
        return b""
    expected = int(told) if told is not None and told.isdecimal() else None
    if expected == 0:
        return b""
    _demand_room(expected or 0)
    pieces, size, arriving = [], 0, aiter(protocol)
    try:
        while True:
            piece = await asyncio.wait_for(anext(arriving), SILENCE_SECONDS)
            size += len(piece)
            _demand_room(size)
            pieces.append(bytes(piece))
    except StopAsyncIteration:
        pass
    except TimeoutError:
        raise _NotWhole(408, "The request stopped arriving. Please send it again.") from None
    except RuntimeError:
        # Granian's word for a connection that was cut off.
        raise _NotWhole(400, "The request broke off. Please send it again.") from None
    if expected is not None and size != expected:
        raise _NotWhole(400, "The request broke off. Please send it again.")
    return b"".join(pieces)


def _demand_room(size: int) -> None:
    if size > MOST_BODY_BYTES:
        raise _NotWhole(413, f"This is larger than {MOST_BODY_BYTES // 1024**2} MB. Please send less at a time.")


def _environ(scope: Any, body: Any, size: int) -> dict[str, Any]:
    """PEP 3333's environment of a request. A header with an underscore could pose as another, so it is left out."""
    host, _colon, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        environ[key] = f"{environ[key]}{'; ' if name == 'cookie' else ','}{value}" if key in environ else value
    environ["CONTENT_LENGTH"] = str(size)
    if scope.authority:
        environ.setdefault("HTTP_HOST", scope.authority)
    return environ


class _Head:
    """PEP 3333's ``start_response``: keeps the status and the headers that Django answers with."""

    status = 500
    headers: Headers = []

    def __call__(self, status: str, headers: Headers, _fault: Any = None, /) -> Callable[[bytes], object]:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower(), value) for name, value in headers]
        return self._write

    def _write(self, data: bytes) -> object:
        raise NotImplementedError("Django gives its answers to be read, and writes none.")


def _answer(
    environ: dict[str, Any], protocol: Any, loop: asyncio.AbstractEventLoop
) -> tuple[int, Headers, bytes] | None:
    """Django's answer to one request, from beginning to end in one thread; None where it was sent in pieces here."""
    head = _Head()
    answer = django_pages(environ, head)
    try:
        pieces = _gathered(answer)
        first = next(pieces, b"")
        if len(first) < PIECE_BYTES:
            return head.status, head.headers, first
        _send_in_pieces(protocol, loop, head, first, pieces)
        return None
    finally:
        answer.close()


def _gathered(answer: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of at least PIECE_BYTES; the last one may be shorter."""
    waiting, size = [], 0
    for piece in answer:
        waiting.append(piece)
        size += len(piece)
        if size >= PIECE_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def _send_in_pieces(
    protocol: Any, loop: asyncio.AbstractEventLoop, head: _Head, first: bytes, rest: Iterator[bytes]
) -> None:
    """Send while the answer is made, no faster than it is read. A reader who is gone ends the making."""

    async def begin() -> Any:
        return protocol.response_stream(head.status, head.headers)

    async def send(piece: bytes) -> None:
        await asyncio.wait_for(stream.send_bytes(piece), SILENCE_SECONDS)

    try:
        stream = asyncio.run_coroutine_threadsafe(begin(), loop).result()
        asyncio.run_coroutine_threadsafe(send(first), loop).result()
        for piece in rest:
            asyncio.run_coroutine_threadsafe(send(piece), loop).result()
    except (RuntimeError, TimeoutError) as gone:
        _log.info("A reader left in the middle of an answer: %s", type(gone).__name__)
