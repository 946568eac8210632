"""Witnesses: who keeps this log's checkpoints elsewhere, and how this installation witnesses the log of a sister desk.

A file elsewhere (a share, a stick in a safe) gets every checkpoint as a line of JSON. A sister desk gets it by HTTP in
the manner of C2SP's tlog-witness, checks that it continues the last one she saw, and answers with her signature.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from genderdesk.groundwork.foundation.merkle import consistent
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.models import Checkpoint, Cosignature, Witnessed
from genderdesk.groundwork.protection.tree import log, proofs
from genderdesk.groundwork.protection.tree.notes import BadNote, Head, Key, open_note

_SECONDS = 20
_LONGEST_ANSWER = 10_000


class NotWitnessed(Exception):
    """A checkpoint cannot be witnessed; ``status`` is the HTTP status that the protocol gives to the reason."""

    def __init__(self, status: int, sentence: str, size: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.size = size


# This log's checkpoints, to its witnesses


@outbox.handles("ledger.witness")
def show_to_witnesses(payload: dict[str, Any]) -> None:
    """Give a checkpoint to every witness that the settings name; a fault is told and tried again by the outbox."""
    checkpoint = Checkpoint.objects.get(size=payload["size"])
    environment = settings.ENVIRONMENT
    if environment.witness_file:
        _write_down(Path(environment.witness_file), checkpoint)
    if environment.witness_url:
        _ask_sister(environment.witness_url, Key.read(environment.witness_key), checkpoint)


def _write_down(path: Path, checkpoint: Checkpoint) -> None:
    line = json.dumps({"size": checkpoint.size, "note": checkpoint.note}) + "\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def notes_of_file(path: Path) -> Iterator[str]:
    """The notes that a witness file keeps; a line that is none is given as it stands, to be found faulty."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                yield str(json.loads(line)["note"])
            except (ValueError, KeyError, TypeError):
                yield line


def _ask_sister(url: str, key: Key, checkpoint: Checkpoint) -> None:
    """Have the sister desk sign a checkpoint; she says with 409 which one she knows."""
    if Cosignature.objects.filter(checkpoint=checkpoint, witness=key.name).exists():
        return
    known = Cosignature.objects.filter(witness=key.name, checkpoint__size__lt=checkpoint.size).order_by("-checkpoint")
    old = known.values_list("checkpoint_id", flat=True).first() or 0
    status, answer = _post(url, _request(old, checkpoint))
    if status == 409 and answer.strip().isdecimal():
        # She has seen more or less than we remember, as after a backup was put back.
        old = int(answer.strip())
        if old > checkpoint.size:
            return
        status, answer = _post(url, _request(old, checkpoint))
    if status != 200:
        raise NotWitnessed(status, f"The sister desk answered {status}: {answer[:200]}")
    text, _gap, _tail = checkpoint.note.rpartition("\n\n")
    _text, signers = open_note(f"{text}\n\n{answer}", [key])
    line = next(each for each in answer.splitlines() if each.startswith(f"— {key.name} "))
    seen = signers[key.name]
    assert seen is not None  # a witness's key always tells the time
    Cosignature.objects.create(checkpoint=checkpoint, witness=key.name, line=line, at=seen)


def _request(old: int, checkpoint: Checkpoint) -> bytes:
    proof = "".join(f"{base64.b64encode(each).decode()}\n" for each in proofs.continues(old, checkpoint.size))
    return f"old {old}\n{proof}\n{checkpoint.note}".encode()


def _post(url: str, body: bytes) -> tuple[int, str]:
    if not url.startswith(("https://", "http://")):
        raise NotWitnessed(0, "GENDERDESK_WITNESS_URL begins with https://.")
    request = urllib.request.Request(url, body, {"Content-Type": "text/plain; charset=utf-8"}, method="POST")  # noqa: S310  # checked above
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310  # the same address
            return answer.status, answer.read(_LONGEST_ANSWER).decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read(_LONGEST_ANSWER).decode(errors="replace")


# A sister desk's log, witnessed here


def sisters() -> list[Key]:
    """The logs that this installation witnesses: one key line in each file of ``keys/sisters/``."""
    folder = Path(settings.ENVIRONMENT.keys) / "sisters"
    return [Key.read(path.read_text()) for path in sorted(folder.glob("*.key"))] if folder.is_dir() else []


def witness(body: str) -> str:
    """Witness a sister's checkpoint: the signature line, or NotWitnessed with the protocol's status."""
    old, proof, signed = _parts(body)
    keys = sisters()
    origin = signed.split("\n", 1)[0]
    if origin not in {key.name for key in keys}:
        raise NotWitnessed(404, "This log is not witnessed here.")
    try:
        text, _signers = open_note(signed, [key for key in keys if key.name == origin])
        head = Head.read(text)
    except BadNote as fault:
        raise NotWitnessed(403, str(fault)) from None
    if old > head.size:
        raise NotWitnessed(400, "The old size is beyond the checkpoint.")
    return _keep(head, old, proof, signed, text)


def _keep(head: Head, old: int, proof: list[bytes], signed: str, text: str) -> str:
    now = timezone.now()
    with transaction.atomic():
        query = Witnessed.objects.filter(pk=head.origin)
        kept = (query.select_for_update() if connection.features.has_select_for_update else query).first()
        known = kept.size if kept else 0
        if old != known:
            raise NotWitnessed(409, "Another size is known here.", known)
        if kept and not consistent(known, bytes.fromhex(kept.root), head.size, head.root, proof):
            if known == head.size:
                raise NotWitnessed(409, "Another root is known here for this size.", known)
            raise NotWitnessed(422, "The checkpoint does not continue the one that is known here.")
        Witnessed.objects.update_or_create(
            origin=head.origin, defaults={"size": head.size, "root": head.root.hex(), "note": signed, "at": now}
        )
    return log.witness_signer().line(text, now) + "\n"


def _parts(body: str) -> tuple[int, list[bytes], str]:
    lines, gap, signed = body.partition("\n\n")
    first, *rest = lines.split("\n")
    word, _space, size = first.partition(" ")
    try:
        proof = [base64.b64decode(each, validate=True) for each in rest]
    except binascii.Error:
        raise NotWitnessed(400, "A line of the proof is not base64.") from None
    if word != "old" or not size.isdecimal() or not gap or len(proof) > 63:
        raise NotWitnessed(400, "Write: old and a size, the proof's lines, an empty line, the checkpoint.")
    return int(size), proof, signed
