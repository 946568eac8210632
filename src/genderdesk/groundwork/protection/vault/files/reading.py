"""Reading a sealed file back, piece by piece."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from genderdesk.groundwork.protection.vault.files import store, stream
from genderdesk.groundwork.protection.vault.files.uploads import place_of
from genderdesk.groundwork.protection.vault.sealed import BrokenSeal


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What is needed to read a file: where it lies, how large it must be, its key and its record."""

    stored_as: str
    stored_size: int
    key: bytes
    table: str
    row: uuid.UUID

    def __repr__(self) -> str:
        return f"SealedFile({self.stored_as})"


def sealed_file(record: Any) -> SealedFile:
    """The file of a record that keeps one: ``stored_as``, ``stored_size``, and its key in ``content_key``."""
    key = base64.b64decode(record.content_key.open())
    return SealedFile(record.stored_as, record.stored_size, key, record._meta.db_table, record.pk)


def why_missing(stored_as: str, stored_size: int) -> str:
    """A sentence where the file is not there, or not as long as it was; empty where it is. Opens nothing."""
    path = store.path_of(stored_as)
    if not path.exists():
        return f"{path} is missing"
    size = path.stat().st_size
    return "" if size == stored_size else f"{path} has {size} bytes instead of {stored_size}"


def pieces_of(file: SealedFile) -> Iterator[bytes]:
    """The content in pieces. BrokenSeal at once where it is missing or was cut, later at a piece that was altered."""
    if sentence := why_missing(file.stored_as, file.stored_size):
        raise BrokenSeal(sentence)
    return _pieces(file)


def _pieces(file: SealedFile) -> Iterator[bytes]:
    with store.path_of(file.stored_as).open("rb") as content:
        yield from stream.opened(content, file.key, place_of(file.table, file.row))


def why_not_whole(file: SealedFile, sha256: str) -> str:
    """A sentence where the content is not what was given, by its SHA-256; empty where it is."""
    digest = hashlib.sha256()
    try:
        for piece in pieces_of(file):
            digest.update(piece)
    except BrokenSeal as fault:
        return str(fault)
    return "" if digest.hexdigest() == sha256 else f"{store.path_of(file.stored_as)} is not what was given"
