"""A sealed value: ``•••`` to everyone, plaintext only inside an act or a disclosure.

Stored form: 1 byte format, 2 bytes key version, 12 bytes nonce, then AES-256-GCM ciphertext and tag. Plaintext is
padded to a multiple of 64 bytes, so that a length tells little.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidTag

from genderdesk.groundwork.protection import door
from genderdesk.groundwork.protection.vault import keyring

MASK = "•••"
_FORMAT = b"\x01"
_BLOCK = 64


class ClosedDoor(Exception):
    """Plaintext was asked for outside an act or a disclosure."""


class BrokenSeal(Exception):
    """A sealed value does not open: altered, moved to another row or column, or under a key that is not here."""


def associated_data(scope: str, table: str, row: Any, column: str, version: int) -> bytes:
    """What binds a ciphertext to its place (security.md 4.7)."""
    return f"{scope}|{table}|{row}|{column}|{version}".encode()


def seal(plain: str, scope: str, table: str, row: Any, column: str) -> bytes:
    """The stored form of a text for one place."""
    version = keyring.CURRENT_VERSION
    nonce = os.urandom(12)
    data = plain.encode() + b"\x80"
    data += bytes(-len(data) % _BLOCK)
    sealed = keyring.cipher(scope, version).encrypt(nonce, data, associated_data(scope, table, row, column, version))
    return _FORMAT + version.to_bytes(2) + nonce + sealed


def unseal(stored: bytes, scope: str, table: str, row: Any, column: str) -> str:
    """The text of a stored form; raises BrokenSeal."""
    version = int.from_bytes(stored[1:3])
    try:
        data = keyring.cipher(scope, version).decrypt(
            stored[3:15], stored[15:], associated_data(scope, table, row, column, version)
        )
    except InvalidTag:
        raise BrokenSeal(f"{table}.{column} of {row} does not open under the keys of this installation.") from None
    return data[: data.rindex(b"\x80")].decode()


def opener(table: str, column: str, scope: str = "desk") -> Callable[[Any, bytes], str]:
    """A quick ``(row id, stored) -> text`` for an export inside a disclosure; one door check for the whole run."""
    if door.current() is None:
        raise ClosedDoor("An export opens sealed values only inside a disclosure.")
    decrypt = keyring.cipher(scope).decrypt
    version = keyring.CURRENT_VERSION
    before, after = f"{scope}|{table}|".encode(), f"|{column}|{version}".encode()
    mark = _FORMAT + version.to_bytes(2)

    def open_one(row: Any, stored: bytes) -> str:
        if not stored:
            return ""
        if stored[:3] != mark:
            return unseal(stored, scope, table, row, column)
        try:
            data = decrypt(stored[3:15], stored[15:], b"%b%b%b" % (before, str(row).encode(), after))
        except InvalidTag:
            raise BrokenSeal(f"{table}.{column} of {row} does not open under the keys of this installation.") from None
        return data[: data.rindex(b"\x80")].decode()

    return open_one


class Sealed:
    """A sealed field's value. It has a truth value (is anything there?) and a mask; only ``open`` gives content."""

    __slots__ = ("_place", "_plain", "_stored", "is_json")

    def __init__(self, stored: bytes = b"", plain: str | None = None, *, is_json: bool = False) -> None:
        self._stored = stored
        self._plain = plain
        self._place: tuple[str, str, Any, str] | None = None
        self.is_json = is_json

    def bind(self, place: tuple[str, str, Any, str]) -> Sealed:
        """Tell the value where it lives: (scope, table, row, column)."""
        self._place = place
        return self

    def open(self) -> Any:
        """The content; raises ClosedDoor outside an act or a disclosure, BrokenSeal where it was tampered with."""
        if door.current() is None:
            raise ClosedDoor("A sealed value opens only inside an act or a disclosure.")
        text = self._text()
        if self.is_json:
            return json.loads(text) if text else {}
        return text

    def _text(self) -> str:
        if self._plain is None:
            if not self._stored:
                return ""
            if self._place is None:
                raise BrokenSeal("This sealed value is not bound to a row.")
            self._plain = unseal(self._stored, *self._place)
        return self._plain

    def stored_form(self, place: tuple[str, str, Any, str]) -> bytes:
        """What to write for this place: sealed now where it is new, unchanged where it was read from there."""
        if self._stored and self._place == place:
            return self._stored
        if self._plain is None and not self._stored:
            return b""
        text = self._text()
        self._stored = seal(text, *place) if text else b""
        self._place = place
        return self._stored

    def __bool__(self) -> bool:
        return bool(self._stored) or bool(self._plain)

    def __str__(self) -> str:
        return MASK if self else ""

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __reduce__(self) -> Any:
        raise TypeError("A sealed value is not pickled.")
