"""The examination of the ledger: is every entry as it was written, in its place, and as the witnesses saw it?

A signed log can still be rewritten whole by whoever holds the database and the key. What that person cannot rewrite is
what witnesses keep, so give the examination their checkpoints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from genderdesk.groundwork.foundation.merkle import Edge
from genderdesk.groundwork.protection.ledger import recomputed_digest
from genderdesk.groundwork.protection.models import Checkpoint, Entry, Leaf
from genderdesk.groundwork.protection.tree import log
from genderdesk.groundwork.protection.tree.notes import BadNote, Head, Key, open_note

# Longer than any transaction: an entry may commit so much later than it was written.
LATE = timedelta(minutes=10)
_SHOWN = 20


@dataclass(slots=True)
class Examination:
    """What was found. ``entries`` have a place in the tree, ``waiting`` not yet; ``root`` is the hash over the placed
    ones, in hex; ``checkpoint`` the size of the newest checkpoint; ``faults`` are sentences, none where all is well."""

    entries: int = 0
    waiting: int = 0
    root: str = ""
    checkpoint: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults

    def find(self, sentence: str) -> None:
        if len(self.faults) < _SHOWN:
            self.faults.append(sentence)


def examine(witnessed: Iterable[str] = (), keys: Iterable[Key] | None = None) -> Examination:
    """Examine the whole ledger against its own checkpoints and the notes that witnesses kept.

    ``keys`` are the public keys to trust, this installation's own where none is given; a court brings its own.
    """
    found = Examination()
    trusted = list(keys) if keys is not None else [log.log_key()]
    checkpoints = list(Checkpoint.objects.order_by("size"))
    heads = _own_heads(checkpoints, trusted, found)
    heads += _witnessed_heads(witnessed, trusted, found)
    _walk(checkpoints, heads, found)
    found.checkpoint = checkpoints[-1].size if checkpoints else 0
    _look_at_the_waiting(checkpoints, found)
    return found


def _own_heads(checkpoints: list[Checkpoint], trusted: list[Key], found: Examination) -> list[Head]:
    heads: list[Head] = []
    for checkpoint in checkpoints:
        head = _head(checkpoint.note, trusted, f"checkpoint {checkpoint.size}", found)
        if head is None:
            continue
        if (head.size, head.root.hex()) != (checkpoint.size, checkpoint.root):
            found.find(f"checkpoint {checkpoint.size} is not what was signed")
        if heads and head.at < heads[-1].at:
            found.find(f"checkpoint {head.size} is older than the one before it: the clock was set back")
        heads.append(head)
    return heads


def _witnessed_heads(witnessed: Iterable[str], trusted: list[Key], found: Examination) -> list[Head]:
    names = {key.name for key in trusted}
    heads = []
    for number, signed in enumerate(witnessed, 1):
        head = _head(signed, trusted, f"witnessed checkpoint {number}", found)
        if head is None:
            continue
        if head.origin not in names:
            found.find(f"witnessed checkpoint {number} is of another log, {head.origin}")
            continue
        heads.append(head)
    return heads


def _head(signed: str, trusted: list[Key], what: str, found: Examination) -> Head | None:
    try:
        text, _signers = open_note(signed, trusted)
        return Head.read(text)
    except BadNote as fault:
        found.find(f"{what}: {fault}")
        return None


def _walk(checkpoints: list[Checkpoint], heads: list[Head], found: Examination) -> None:
    """One pass over all placed entries: content, place, time, and the root at each size that somebody signed."""
    signed: dict[int, set[bytes]] = {}
    for head in heads:
        signed.setdefault(head.size, set()).add(head.root)
    times = {checkpoint.size: checkpoint.at for checkpoint in checkpoints}
    edge, earliest = Edge(), None
    for leaf in _placed():
        if leaf.position != edge.size:
            found.find(f"place {edge.size} of the log is empty: an entry was taken out")
            break
        entry, digest = leaf.entry, recomputed_digest(leaf.entry)
        if digest != entry.digest:
            found.find(f"entry {entry.pk} was altered")
        if earliest is not None and entry.at < earliest:
            found.find(f"entry {entry.pk} is dated before the checkpoint that it follows: the clock was set back")
        edge.append(bytes.fromhex(digest))
        if edge.size in times:
            earliest = times[edge.size] - LATE
        for root in signed.get(edge.size, ()):
            if root != edge.root:
                found.find(f"the first {edge.size} entries are not those that were signed")
    found.entries, found.root = edge.size, edge.root.hex()
    if (longest := max(signed, default=0)) > edge.size:
        found.find(f"{longest} entries were signed and {edge.size} are here: the newest were cut off")


def _placed() -> Iterator[Leaf]:
    return Leaf.objects.select_related("entry").order_by("position").iterator(chunk_size=2000)


def _look_at_the_waiting(checkpoints: list[Checkpoint], found: Examination) -> None:
    """Entries without a place: a moment's worth is usual, older ones were put in behind the log's back."""
    waiting = Entry.objects.filter(leaf=None)
    found.waiting = waiting.count()
    covered = checkpoints[-1].at - LATE if checkpoints else None
    if covered is not None:
        for entry in waiting.filter(at__lt=covered).order_by("id")[:_SHOWN]:
            found.find(f"entry {entry.pk} is older than the newest checkpoint and has no place in the log")
    for entry in waiting.iterator(chunk_size=2000):
        if recomputed_digest(entry) != entry.digest:
            found.find(f"entry {entry.pk} was altered")
