"""Proofs of the log: that an entry stands in it, and that a newer log continues an older one."""

from __future__ import annotations

from genderdesk.groundwork.foundation import merkle
from genderdesk.groundwork.protection.models import Checkpoint, Entry, Leaf


def leaves(size: int) -> list[bytes]:
    """The hashes of the first leaves; 32 bytes each, so a million entries take some 60 MB for the moment."""
    found = Leaf.objects.filter(position__lt=size).order_by("position").values_list("entry__digest", flat=True)
    return [bytes.fromhex(digest) for digest in found.iterator(chunk_size=5000)]


def continues(old_size: int, size: int) -> list[bytes]:
    """The proof that the log of ``size`` entries begins with that of ``old_size``; empty from nothing."""
    return merkle.consistency_proof(leaves(size), old_size) if 0 < old_size < size else []


def stands_in(entry: Entry, checkpoint: Checkpoint) -> tuple[int, list[bytes]]:
    """Position and audit path of an entry under a checkpoint; raises Leaf.DoesNotExist where it has no place there."""
    position = Leaf.objects.get(entry=entry, position__lt=checkpoint.size).position
    return position, merkle.inclusion_proof(leaves(checkpoint.size), position)
