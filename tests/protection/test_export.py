"""The ledger's way to a separate system: in order, at least once, over an outage, and never in a request's path."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import ipaddress
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from genderdesk.groundwork.foundation.merkle import Edge
from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.models import Exported
from genderdesk.groundwork.protection.tree import export, log

pytestmark = pytest.mark.django_db

_SYSLOG = re.compile(
    rb"<(\d+)>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (\S+) genderdesk - (\w+) - (\{.*\})\Z", re.DOTALL
)


class Receiver:
    """A log server on a real socket. It can die, refuse, or reset in the middle, and come back at the same port."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.context = context
        self.messages: list[bytes] = []
        self.resets_after: int | None = None
        self.listener: socket.socket | None = None
        self.port = 0

    def start(self) -> None:
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen(8)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, args=(self.listener,), daemon=True)
        self.thread.start()

    def die(self) -> None:
        assert self.listener is not None
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(10)

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                channel, _peer = listener.accept()
            except OSError:
                return
            try:
                self._take(self.context.wrap_socket(channel, server_side=True) if self.context else channel)
            except OSError:
                continue

    def _take(self, channel: socket.socket) -> None:
        data = b""
        while piece := channel.recv(1000):
            data += piece
            if self.resets_after is not None and len(data) > self.resets_after:
                # As a killed process does with unread data: a reset, no orderly end.
                channel.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
                channel.close()
                return
        while data:
            length, _space, rest = data.partition(b" ")
            self.messages.append(rest[: int(length)])
            data = rest[int(length) :]
        if isinstance(channel, ssl.SSLSocket):
            channel.unwrap().close()
        channel.close()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(_SYSLOG.fullmatch(each).group(5)) for each in self.messages]  # type: ignore[union-attr]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    made.start()
    yield made
    made.die()


@pytest.fixture
def told(settings: Any) -> Callable[..., None]:
    """``told(syslog=…)``: an installation with these settings."""

    def tell(**given: str) -> None:
        settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, **given)

    return tell


def write(number: int, **more: Any) -> None:
    """So many entries, placed in the tree."""
    for each in range(number):
        ledger.write(
            ledger.Line("act", f"trial.{each}", SYSTEM, notes={"n": each, "word": "Ümlaut \u2028 <\"'>", **more})
        )
    log.grow()


def later(seconds: int) -> Any:
    return timezone.now() + timedelta(seconds=seconds)


def root_of(records: list[dict[str, Any]], raw: list[bytes]) -> str:
    """The tree that whoever keeps the records computes from the texts as they came."""
    edge = Edge()
    for record, text in zip(records, raw, strict=True):
        assert record["position"] == edge.size
        entry = text.split(b'"entry":', 1)[1][:-1]
        edge.extend([hashlib.sha256(b"\x00" + entry).digest()])
    return edge.root.hex()


def test_a_log_server_gets_every_entry_in_order_and_can_check_the_tree(receiver, told):
    told(syslog=f"tcp://127.0.0.1:{receiver.port}")
    write(30)
    ledger.write(ledger.Line("refusal", "trial.refused", SYSTEM))
    ledger.write(ledger.Line("sign_in", "sign_in.failed", SYSTEM))
    checkpoint = log.grow()
    assert export.send_due() == 32
    assert export.send_due() == 0
    parts = [_SYSLOG.fullmatch(each) for each in receiver.messages]
    assert [part.group(1) for part in parts] == [b"110"] * 30 + [b"108"] * 2
    assert [part.group(4) for part in parts] == [b"act"] * 30 + [b"refusal", b"sign_in"]
    assert root_of(receiver.records, [part.group(5) for part in parts]) == checkpoint.root
    assert {record["log"] for record in receiver.records} == {log.origin()}


def test_nothing_is_sent_before_the_commit_or_by_a_request(receiver, told, client):
    told(syslog=f"tcp://127.0.0.1:{receiver.port}")
    client.post("/staff/sign-in/", {"login": "nobody", "password": "nothing"})
    ledger.write(ledger.Line("act", "trial.one", SYSTEM))
    assert export.send_due() == 0
    assert receiver.messages == []
    log.grow()
    assert export.send_due() == 2
    assert [record["entry"]["name"] for record in receiver.records] == ["sign_in.failed", "trial.one"]


def test_an_outage_loses_nothing_and_the_order_stays(receiver, told):
    told(syslog=f"tcp://127.0.0.1:{receiver.port}")
    write(5)
    assert export.send_due() == 5
    receiver.die()
    write(7)
    assert export.send_due() == 0
    (lag,) = export.lags()
    assert (lag.sent, lag.behind, lag.fault) == (5, 7, "ConnectionRefusedError")
    # It waits longer each time, and asks nobody meanwhile.
    assert export.send_due() == 0
    assert Exported.objects.get().failures == 1
    assert export.send_due(later(6)) == 0
    assert Exported.objects.get().failures == 2
    receiver.start()
    assert export.send_due(later(6)) == 0
    assert export.send_due(later(60)) == 7
    assert [record["position"] for record in receiver.records] == list(range(12))
    (lag,) = export.lags()
    assert (lag.sent, lag.behind, lag.fault) == (12, 0, "")


def test_a_server_killed_in_the_middle_gets_the_batch_again(receiver, told):
    told(syslog=f"tcp://127.0.0.1:{receiver.port}")
    write(400)
    receiver.resets_after = 20_000
    assert export.send_due() == 0
    assert Exported.objects.get().sent == 0
    receiver.resets_after = None
    assert export.send_due(later(60)) == 400
    assert [record["position"] for record in receiver.records][-400:] == list(range(400))


def test_more_than_a_batch_is_sent_batch_by_batch(receiver, told, monkeypatch):
    monkeypatch.setattr(export, "BATCH", 10)
    told(syslog=f"tcp://127.0.0.1:{receiver.port}")
    write(35)
    assert export.send_due() == 35
    assert [record["position"] for record in receiver.records] == list(range(35))


def test_of_two_workers_one_sends(receiver, told):
    told(syslog=f"tcp://127.0.0.1:{receiver.port}")
    write(3)
    Exported.objects.create(address=f"tcp://127.0.0.1:{receiver.port}", free_at=later(90))
    assert export.send_due() == 0
    assert export.send_due(later(120)) == 3


def test_datagrams_carry_what_fits(told):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(10)
        told(syslog=f"udp://127.0.0.1:{server.getsockname()[1]}")
        write(2)
        write(1, long="x" * 70_000)
        assert export.send_due() == 3
        messages = [server.recv(65_535) for _three in range(3)]
    records = [json.loads(_SYSLOG.fullmatch(each).group(5)) for each in messages]  # type: ignore[union-attr]
    assert [record["position"] for record in records] == [0, 1, 2]
    assert ["entry" in record for record in records] == [True, True, False]
    assert len(records[2]["digest"]) == 64


# TLS


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "logs.invalid")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "logs.pem", folder / "logs.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret


def test_tls_is_spoken_with_the_named_authority_alone(told, tmp_path):
    certificate, secret = _certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    server = Receiver(context)
    server.start()
    try:
        write(4)
        told(syslog=f"tls://127.0.0.1:{server.port}")
        assert export.send_due() == 0
        assert export.lags()[0].fault == "SSLCertVerificationError"
        told(syslog_ca=str(certificate))
        assert export.send_due(later(60)) == 4
        assert [record["position"] for record in server.records] == [0, 1, 2, 3]
    finally:
        server.die()


# A file


def test_a_file_gets_lines_that_anybody_can_check(told, tmp_path):
    path = tmp_path / "elsewhere.jsonl"
    told(ledger_file=str(path))
    write(6)
    assert export.send_due() == 6
    write(6)
    assert export.send_due() == 6
    raw = (
        path.read_bytes().splitlines()
        if b"\xe2\x80\xa8" not in path.read_bytes()
        else path.read_bytes().split(b"\n")[:-1]
    )
    assert root_of([json.loads(line) for line in raw], raw) == log.newest().root
    assert path.stat().st_mode & 0o077 == 0


def test_a_line_that_a_crash_cut_off_spoils_no_other(told, tmp_path):
    path = tmp_path / "elsewhere.jsonl"
    told(ledger_file=str(path))
    write(3)
    path.write_bytes(b'{"log":"x","position":0,"en')
    assert export.send_due() == 3
    lines = path.read_bytes().split(b"\n")
    assert [json.loads(line)["position"] for line in lines[1:4]] == [0, 1, 2]


def test_a_share_that_is_away_is_tried_again(told, tmp_path):
    told(ledger_file=str(tmp_path / "mount" / "ledger.jsonl"))
    write(2)
    assert export.send_due() == 0
    (tmp_path / "mount").mkdir()
    assert export.send_due(later(60)) == 2


def test_a_wrong_log_server_does_not_hold_the_file_up(told, tmp_path):
    told(syslog="tcp://127.0.0.1:1", ledger_file=str(tmp_path / "ledger.jsonl"))
    write(2)
    assert export.send_due() == 2
    assert [(each.behind, bool(each.fault)) for each in export.lags()] == [(2, True), (0, False)]


@pytest.mark.parametrize(
    "address", ["logs.example:514", "http://logs.example:514", "tcp://logs.example", "tcp://:1", "tcp://x:y"]
)
def test_an_address_that_is_none_is_said_in_a_sentence(address):
    with pytest.raises(export.BadAddress, match="GENDERDESK_SYSLOG"):
        export.syslog_sender(address)


def test_verify_tells_how_far_behind(told, capsys):
    import argparse

    from genderdesk.interfaces.cli.verbs import ledger as verb
    from genderdesk.interfaces.cli.verbs import verify

    told(syslog="tcp://127.0.0.1:1")
    write(4)
    export.send_due()
    verb.run(argparse.Namespace(what="verify", json=True, witness=[]))
    told_of = json.loads(capsys.readouterr().out)["exports"]
    assert told_of == [{"to": "tcp://127.0.0.1:1", "sent": 0, "behind": 4, "fault": "ConnectionRefusedError"}]
    checks = dict(verify.CHECKS)
    assert checks["ledger export"]() == ""
    ledger.write(ledger.Line("act", "trial.old", SYSTEM, at=timezone.now() - timedelta(minutes=11)))
    Exported.objects.update(sent=4)
    log.grow()
    assert "lacks 1 entries" in checks["ledger export"]()
