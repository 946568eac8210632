"""The ledger to a separate system: a log server (RFC 5424) or a file elsewhere gets every entry, in order, after it is
placed in the tree.

Each record is one line of JSON: ``{"log", "position", "entry"}``, the entry as its canonical text: whoever keeps them
can compute the tree and compare it with a witnessed checkpoint. Sent at least once: the mark moves on only after a
whole batch was taken, and what an outage left unsure is sent again. No request ever waits for it.
"""

from __future__ import annotations

import json
import os
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.models import Entry, Exported, Leaf
from genderdesk.groundwork.protection.tree import log

BATCH = 500
MOST_BATCHES = 20
# A log server that does not answer must not hold up what else the worker does.
CONNECT_SECONDS = 3.0
SEND_SECONDS = 15.0
LEASE = timedelta(minutes=2)
WAITS_SECONDS = (5, 15, 60, 300)
# So long entries may be on their way before ``genderdesk verify`` says so.
LATE = timedelta(minutes=10)
# A datagram carries no more; a longer entry goes as its position and digest alone.
MOST_DATAGRAM = 60_000

# RFC 5424, 6.2.1: facility 13 (log audit), severity 6 (informational) or 4 (warning).
_CALM, _WARNING = 13 * 8 + 6, 13 * 8 + 4
_BAD_SIGNS = (".failed", ".held", ".attacked", ".refused")
_NOT_PRINTABLE = re.compile(r"[^\x21-\x7e]")


class NotTaken(Exception):
    """A batch was not taken, or it is not sure; it will be sent again."""


class BadAddress(Exception):
    """The setting names no log server; the sentence says what to write."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry with its place, ready to be sent."""

    position: int
    entry: Entry

    @property
    def line(self) -> str:
        """The record as a line of JSON; the entry's text stands in it as it was hashed."""
        return f'{{"log":{json.dumps(log.origin())},"position":{self.position},"entry":{ledger.text_of(self.entry)}}}'

    @property
    def syslog(self) -> bytes:
        """The record as a message of RFC 5424."""
        return self._message(self.line)

    @property
    def short_syslog(self) -> bytes:
        """The record without the entry's text, for a datagram that could not carry it."""
        told = {"log": log.origin(), "position": self.position, "digest": self.entry.digest}
        return self._message(json.dumps(told, separators=(",", ":")))

    def _message(self, text: str) -> bytes:
        at = self.entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        is_warning = self.entry.kind == Entry.Kind.REFUSAL or self.entry.name.endswith(_BAD_SIGNS)
        head = f"<{_WARNING if is_warning else _CALM}>1 {at} {_host()} genderdesk - {self.entry.kind} - "
        return head.encode() + text.encode()


def _host() -> str:
    return _NOT_PRINTABLE.sub("", socket.gethostname())[:255] or "-"


Sender = Callable[[list[Record]], None]


def destinations() -> dict[str, Sender]:
    """Where the settings send the ledger, by address; BadAddress where one cannot be used."""
    environment, found = settings.ENVIRONMENT, {}
    if environment.syslog:
        found[environment.syslog] = syslog_sender(environment.syslog, environment.syslog_ca)
    if environment.ledger_file:
        found[environment.ledger_file] = file_sender(Path(environment.ledger_file))
    return found


def send_due(now: datetime | None = None) -> int:
    """Send what every destination lacks; how many records were taken. One that fails waits longer each time."""
    return sum(_send_to(address, sender, now or timezone.now()) for address, sender in destinations().items())


def _send_to(address: str, sender: Sender, now: datetime) -> int:
    mark, _new = Exported.objects.get_or_create(address=address, defaults={"free_at": now})
    # Of two workers one takes it; after a crash it is free again.
    if not Exported.objects.filter(pk=mark.pk, free_at__lte=now).update(free_at=now + LEASE):
        return 0
    mark.refresh_from_db()
    sent = 0
    try:
        for batch in _batches(mark.sent):
            sender(batch)
            sent += len(batch)
            Exported.objects.filter(pk=mark.pk).update(sent=batch[-1].position + 1, sent_at=timezone.now())
    except (OSError, NotTaken) as fault:
        failures = mark.failures + 1
        wait = timedelta(seconds=WAITS_SECONDS[min(failures, len(WAITS_SECONDS)) - 1])
        Exported.objects.filter(pk=mark.pk).update(
            failures=failures, fault=type(fault).__name__, free_at=timezone.now() + wait
        )
        return sent
    Exported.objects.filter(pk=mark.pk).update(failures=0, fault="", free_at=now)
    return sent


def _batches(start: int) -> Iterator[list[Record]]:
    for _number in range(MOST_BATCHES):
        places = Leaf.objects.filter(position__gte=start).select_related("entry").order_by("position")[:BATCH]
        batch = [Record(place.position, place.entry) for place in places]
        if not batch:
            return
        yield batch
        start = batch[-1].position + 1


# A file


def file_sender(path: Path) -> Sender:
    """Adds lines of JSON to a file and waits until they are on its disk."""

    def send(records: list[Record]) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                # A line that a crash cut off stays as it is; the record comes again below it.
                broken = file.read(1) != b"\n"
            else:
                broken = False
            text = "".join(f"{record.line}\n" for record in records)
            file.write(("\n" if broken else "").encode() + text.encode())
            file.flush()
            os.fsync(file.fileno())

    return send


# A log server


def syslog_sender(address: str, authority: str = "") -> Sender:
    """Sends to a log server; over TCP and TLS it counts octets (RFC 6587, 3.4.1; RFC 5425)."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"udp", "tcp", "tls"} or not parts.hostname or not port or port < 0:
        raise BadAddress("GENDERDESK_SYSLOG must look like tls://logs.example:6514, tcp://… or udp://….")
    where = (parts.hostname, port)
    if parts.scheme == "udp":
        return lambda records: _send_datagrams(where, records)
    is_tls = parts.scheme == "tls"
    return lambda records: _send_stream(where, records, is_tls=is_tls, authority=authority)


def _send_datagrams(where: tuple[str, int], records: list[Record]) -> None:
    family, kind, _protocol, _name, target = socket.getaddrinfo(*where, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind) as channel:
        channel.connect(target)
        for record in records:
            message = record.syslog
            channel.send(message if len(message) <= MOST_DATAGRAM else record.short_syslog)


def _send_stream(where: tuple[str, int], records: list[Record], *, is_tls: bool, authority: str) -> None:
    """One connection for a batch. It is taken once the server has closed it in order after our end: plain syslog has no
    receipt, and a server that died in the middle answers with a reset."""
    data = b"".join(b"%d %b" % (len(message), message) for message in (record.syslog for record in records))
    with socket.create_connection(where, timeout=CONNECT_SECONDS) as plain:
        plain.settimeout(SEND_SECONDS)
        if not is_tls:
            plain.sendall(data)
            plain.shutdown(socket.SHUT_WR)
            _await_end(plain)
            return
        context = ssl.create_default_context(cafile=authority or None)
        with context.wrap_socket(plain, server_hostname=where[0]) as sealed:
            sealed.sendall(data)
            _end_tls(sealed)


def _await_end(channel: socket.socket) -> None:
    while channel.recv(4096):
        pass


def _end_tls(channel: ssl.SSLSocket) -> None:
    """Say that this is the end and wait for the server's word of it, or for its orderly close."""
    try:
        channel.unwrap().close()
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
        return
    except OSError as fault:
        # OpenSSL reports a connection that the server closed in order without a word as errno 0.
        if fault.errno not in (0, None):
            raise
        if isinstance(fault, ssl.SSLError):
            raise NotTaken from fault


# How far behind


@dataclass(frozen=True, slots=True)
class Lag:
    """How far a destination is: records sent and waiting, since when the oldest waits, what the last fault was."""

    address: str
    sent: int
    behind: int
    oldest_waiting: datetime | None
    fault: str

    @property
    def is_late(self) -> bool:
        return self.oldest_waiting is not None and self.oldest_waiting < timezone.now() - LATE


def lags() -> list[Lag]:
    """How far behind each destination of the settings is."""
    top = Leaf.objects.aggregate(top=Max("position"))["top"]
    placed = 0 if top is None else top + 1
    marks = {mark.address: mark for mark in Exported.objects.all()}
    found = []
    for address in destinations():
        mark = marks.get(address)
        sent = mark.sent if mark else 0
        oldest = Leaf.objects.filter(position=sent).values_list("entry__at", flat=True).first()
        found.append(Lag(address, sent, max(0, placed - sent), oldest, mark.fault if mark else ""))
    return found
