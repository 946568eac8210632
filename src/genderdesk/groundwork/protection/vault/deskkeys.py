"""Desk keys: made with the first record of a scope, unwrapped by the root key, kept in memory."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from genderdesk.groundwork.foundation.keyfiles import KeyFault
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.vault import keyring, transactions
from genderdesk.groundwork.protection.vault.roots import NotByThis

if TYPE_CHECKING:
    from genderdesk.groundwork.protection.vault.records import DeskKey

# How long a process goes on with the newest desk key that it knows after another process made a newer one.
LOOK_AGAIN_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk key in memory."""

    id: int
    scope: str
    version: int
    key: bytes
    cipher: AESGCM


_by_id: dict[int, Desk] = {}
_newest: dict[str, tuple[float, Desk]] = {}


def forget() -> None:
    """Drop all desk keys from this process's memory."""
    _by_id.clear()
    _newest.clear()


def current(scope: str) -> Desk:
    """The desk key that new keys of a scope are wrapped by; made where there is none yet."""
    if (fresh := transactions.desk_key(scope)) is not None:
        return fresh
    kept = _newest.get(scope)
    if kept is not None and time.monotonic() - kept[0] < LOOK_AGAIN_SECONDS:
        return kept[1]
    desk = _newest_of(scope)
    if desk is None:
        return make(scope, 1)
    _newest[scope] = (time.monotonic(), desk)
    return desk


def make(scope: str, version: int) -> Desk:
    """A new desk key, kept in the running transaction; where another process was quicker, that one's."""
    from genderdesk.groundwork.protection.vault.records import DeskKey

    root = keyring.root()
    made = DeskKey(scope=scope, version=version, root=root.mark, wrapped=root.wrap(os.urandom(32)))
    DeskKey.objects.bulk_create([made], ignore_conflicts=True)
    _newest.pop(scope, None)
    desk = _newest_of(scope)
    assert desk is not None
    # Not in the process's memory before the transaction has committed.
    transactions.note_desk_key(desk)
    return desk


def of(number: int) -> Desk:
    """A desk key by its number; KeyFault where it is not here."""
    if (kept := _by_id.get(number) or transactions.desk_key_numbered(number)) is not None:
        return kept
    from genderdesk.groundwork.protection.vault.records import DeskKey

    record = one_of(DeskKey.objects.filter(pk=number))
    if record is None:
        raise KeyFault(f"desk key {number} is not in this database. Put back the last backup.")
    desk = _by_id[number] = unwrapped(record)
    return desk


def _newest_of(scope: str) -> Desk | None:
    from genderdesk.groundwork.protection.vault.records import DeskKey

    found = DeskKey.objects.filter(scope=scope).order_by("-version").first()
    return unwrapped(found) if found is not None else None


def unwrapped(record: DeskKey) -> Desk:
    """A desk key opened by the root key; KeyFault where it is another root key's."""
    if record.root != keyring.root().mark:
        # Another process may have changed the root key since this one read it, or have stopped in the middle of that.
        keyring.forget()
        if record.root != keyring.root().mark:
            keyring.finish_renewal(record.root)
    try:
        key = keyring.root().unwrap(bytes(record.wrapped))
    except NotByThis:
        raise KeyFault(keyring.another_root()) from None
    return Desk(record.pk, record.scope, record.version, key, AESGCM(key))
