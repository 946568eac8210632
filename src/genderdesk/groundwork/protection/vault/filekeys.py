"""File keys: made with the first sealed word of a file, found again for reading and for writing.

For reading they are kept in memory under the stamp of the edition ``vault``, which changes when anybody's key is taken
away; so a file that another process sealed or erased does not stay readable here. For writing the row itself is read
and held (FOR SHARE) in the transaction that writes: nothing new is sealed with a key that was just destroyed.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.db import connection

from genderdesk.groundwork.platform import editions, rows
from genderdesk.groundwork.protection import door
from genderdesk.groundwork.protection.vault import deskkeys, transactions

EDITION = "vault"
_MOST_KEPT = 20_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Held:
    """A file's key as it stands in memory; ``cipher`` is None where the file is sealed (there is ``public`` then) or
    erased."""

    scope: bytes
    version: int
    state: str
    cipher: AESGCM | None
    public: bytes | None = None


# file → the stamp under which its key was read, and the key
_kept: dict[bytes, tuple[str, Held]] = {}


def forget() -> None:
    """Drop all file keys from this process's memory."""
    _kept.clear()


def drop(file: bytes) -> None:
    """Drop one file's key, which was changed, from this transaction and this process."""
    transactions.drop(file)
    _kept.pop(file, None)


def for_reading(file: bytes) -> Held | None:
    """The key of a file as it is now; None where the file has none."""
    if (held := transactions.file_key(file)) is not None:
        return held
    stamp = _stamp()
    kept = _kept.get(file)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    held = read([file]).get(file)
    if held is not None:
        _keep(stamp, {file: held})
    return held


def bring(files: Iterable[bytes]) -> None:
    """Have the keys of many files in memory by one statement each five hundred, before they are opened one by one."""
    stamp = _stamp()
    missing = [file for file in dict.fromkeys(files) if _kept.get(file, ("",))[0] != stamp or not stamp]
    if len(missing) > 1:
        _keep(stamp, read(missing))


def read(files: Sequence[bytes]) -> dict[bytes, Held]:
    """The keys of files straight from the database."""
    found: dict[bytes, Held] = {}
    for start in range(0, len(files), _AT_ONCE):
        part = files[start : start + _AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(_select(connection.vendor, len(part)), [_as_stored(file) for file in part])
            lines = cursor.fetchall()
        for line in lines:
            file, held = _held(line)
            found[file] = held
    return found


# Scope, version, desk key and wrapped key of a row's file; without a wrapped key where the file is not open to all.
Beside = tuple[str, int, int, bytes | None]


def beside(sql: str, columns: Sequence[str], *, file: str, order: Sequence[str]) -> str:
    """These columns of a SELECT, each row followed by the key of its file, for an export of many: ``file`` is the
    column that names the file, ``order`` those by which all is ordered."""
    told, ordered = (", ".join(f'told."{column}"' for column in each) for each in (columns, order))
    key = ", ".join(f"key.{column}" for column in ("scope", "version", "desk_key_id", "wrapped"))
    joined = f"LEFT JOIN protection_filekey key ON key.file_id = told.\"{file}\" AND key.state = 'open'"
    parts = ["SELECT", f"{told}, {key}", "FROM", f"({sql}) told", joined, "ORDER BY", ordered]
    return " ".join(parts)


def for_writing(file: bytes, scope: Callable[[], str], *, new: bool = False) -> Held:
    """The key that a new value of a file is sealed with, held in the running transaction; made where there is none.

    ``new`` says that the file begins in this very act, so that nobody else can have made its key.
    """
    held = None if new else of_now(file)
    return held or transactions.file_key(file) or _made(file, scope())


def of_now(file: bytes) -> Held | None:
    """A file's key as it is and stays until the running transaction ends; None where it has none."""
    return transactions.file_key(file) or _locked(file)


def _locked(file: bytes) -> Held | None:
    shared = connection.vendor == "postgresql" and connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(_select(connection.vendor, 1) + (" FOR SHARE" if shared else ""), [_as_stored(file)])
        line = cursor.fetchone()
    if line is None:
        return None
    held = _held(line)[1]
    transactions.note_file_key(file, held)
    return held


def _made(file: bytes, scope: str) -> Held:
    from genderdesk.groundwork.protection.vault.records import FileKey

    desk = deskkeys.current(scope)
    key = os.urandom(32)
    insert = rows.insert_of(FileKey, "file_id", "scope", "version", "state", "desk_key", "wrapped")
    rows.put(insert, (uuid.UUID(bytes=file), desk.scope, 1, "open", desk.id, aes_key_wrap(desk.key, key)))
    held = Held(desk.scope.encode(), 1, "open", AESGCM(key))
    transactions.note_file_key(file, held)
    return held


def _stamp() -> str:
    """The stamp under which keys may be kept in memory, read once a door; empty where nothing may be kept."""
    standing = door.current()
    if standing is None:
        return editions.stamps().get(EDITION, "")
    if standing.keys_stamp is None:
        standing.keys_stamp = editions.stamps().get(EDITION, "")
    return standing.keys_stamp


def _keep(stamp: str, found: dict[bytes, Held]) -> None:
    if not stamp:
        return
    for file, held in found.items():
        if not transactions.changed(file):
            _kept[file] = (stamp, held)
    if len(_kept) > _MOST_KEPT:
        for file in list(islice(_kept, len(_kept) - _MOST_KEPT // 2)):
            _kept.pop(file, None)


def _held(line: tuple[Any, ...]) -> tuple[bytes, Held]:
    file_id, scope, version, state, desk_key, wrapped, public = line
    file = bytes.fromhex(file_id) if isinstance(file_id, str) else file_id.bytes
    cipher = None
    if state == "open":
        try:
            cipher = AESGCM(aes_key_unwrap(deskkeys.of(desk_key).key, bytes(wrapped)))
        except InvalidUnwrap:
            # A key that was altered opens nothing; the values say so one by one.
            state = "broken"
    return file, Held(scope.encode(), version, state, cipher, bytes(public) if public else None)


def _as_stored(file: bytes) -> Any:
    return file.hex() if connection.vendor == "sqlite" else uuid.UUID(bytes=file)


@lru_cache(maxsize=1024)
def _select(vendor: str, number: int) -> str:
    """Of our own names alone; ``vendor`` separates the answers of a test that runs on both."""
    places = ", ".join(["%s"] * number)
    return (
        "SELECT file_id, scope, version, state, desk_key_id, wrapped, public "
        f"FROM protection_filekey WHERE file_id IN ({places})"
    )
