"""The log: entries get their places, and checkpoints are signed over them, once a minute or each thousand entries."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from genderdesk.groundwork.foundation.merkle import Edge
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.models import Checkpoint, Entry, Leaf
from genderdesk.groundwork.protection.tree.notes import LOG, WITNESS, Head, Key, Signer, note
from genderdesk.groundwork.protection.vault.keyring import make_key, read_key

LONGEST_WAIT = timedelta(minutes=1)
MOST_WAITING = 1000
# An entry may commit after younger ones; never after so many more.
_LOOK_BACK = 10_000


def signing_key_path() -> Path:
    return Path(settings.ENVIRONMENT.keys) / "ledger.key"


def make_signing_key() -> None:
    """Write the log's Ed25519 key with mode 600 at the first start, unless one is there."""
    make_key(signing_key_path())


@lru_cache(maxsize=1)
def _seed() -> bytes:
    return read_key(signing_key_path(), "the ledger is not signed")


def origin() -> str:
    """The log's name: it follows from its key, so that two installations never share one."""
    public = Signer("", LOG, _seed()).key.public
    return f"genderdesk/{hashlib.sha256(public).hexdigest()[:12]}"


def log_signer() -> Signer:
    """Signs this log's checkpoints."""
    return Signer(origin(), LOG, _seed())


def witness_signer() -> Signer:
    """Signs what this installation witnesses for others, under the same key and a name of its own."""
    return Signer(f"{origin()}/witness", WITNESS, _seed())


def log_key() -> Key:
    """The public key that witnesses and courts check this log by."""
    return log_signer().key


def newest() -> Checkpoint | None:
    """The newest checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def unplaced(last: Checkpoint | None, *, thorough: bool = False) -> QuerySet[Entry]:
    """Entries without a place, by id; ``thorough`` looks at all, however old."""
    waiting = Entry.objects.filter(leaf=None).order_by("id")
    if last is None or thorough or last.size <= _LOOK_BACK:
        return waiting
    settled = Leaf.objects.values_list("entry_id", flat=True).get(position=last.size - _LOOK_BACK)
    return waiting.filter(id__gt=settled)


def grow(now: datetime | None = None, *, thorough: bool = False) -> Checkpoint | None:
    """Give waiting entries their places and sign a checkpoint over all; None where nothing waits.

    Its note goes to the witnesses by the outbox, in the same transaction.
    """
    now = now or timezone.now()
    with transaction.atomic():
        query = Checkpoint.objects.order_by("-size")
        last = (query.select_for_update() if connection.features.has_select_for_update else query).first()
        edge = Edge(last.size, [bytes.fromhex(each) for each in last.edge]) if last else Edge()
        waiting = list(unplaced(last, thorough=thorough).values_list("id", "digest"))
        if not waiting:
            return None
        Leaf.objects.bulk_create(
            [Leaf(position=edge.size + place, entry_id=id_) for place, (id_, _digest) in enumerate(waiting)], 500
        )
        edge.extend(bytes.fromhex(digest) for _id, digest in waiting)
        checkpoint = _signed(edge, now)
        outbox.put("ledger.witness", {"size": checkpoint.size}, key=f"ledger.witness:{origin()}:{checkpoint.size}")
        _mail_later(now)
        return checkpoint


def _mail_later(now: datetime) -> None:
    """One mail to each mailbox in so many minutes, at their end, so that it carries the newest checkpoint of them."""
    seconds = 60 * settings.ENVIRONMENT.witness_mail_minutes
    for address in settings.ENVIRONMENT.witness_mail:
        turn = int(now.timestamp()) // seconds
        wait = (turn + 1) * seconds - int(now.timestamp())
        key = f"ledger.mail:{hashlib.sha256(f'{origin()} {address}'.encode()).hexdigest()[:16]}:{turn}"
        outbox.put("ledger.mail", {"to": address}, key=key, after_seconds=wait)


def _signed(edge: Edge, now: datetime) -> Checkpoint:
    signer = log_signer()
    head = Head(signer.name, edge.size, edge.root, now.replace(microsecond=0))
    return Checkpoint.objects.create(
        size=head.size,
        root=head.root.hex(),
        at=head.at,
        edge=[each.hex() for each in edge.roots],
        note=note(head.text, [signer.line(head.text)]),
    )


def grow_when_due() -> Checkpoint | None:
    """What the worker runs every few seconds: a checkpoint where a minute has passed or a thousand entries wait."""
    last = newest()
    now = timezone.now()
    waiting = unplaced(last)[:MOST_WAITING].count()
    if not waiting:
        return None
    if last is not None and waiting < MOST_WAITING and last.at > now - LONGEST_WAIT:
        return None
    return grow(now)
