"""A file sealed piece by piece, so that one of any length is written and read in the memory of one piece.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015, as Tink uses it): AES-256-GCM over pieces of
64 KiB under a key that no other file has, with the nonce 7 random bytes, the piece's number in 4 bytes, and one byte
that says whether it is the last. A piece that is altered, moved, left out, doubled or added does not open, nor does a
file that was cut short; the associated data names the place, so that a file under another record's name does not open.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from genderdesk.groundwork.protection.vault.sealed import BrokenSeal

PIECE = 64 * 1024
_TAG = 16
_FORMAT = b"GDF\x01"
_PREFIX = 7


def new_key() -> bytes:
    """A key of 256 bits for one file."""
    return os.urandom(32)


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


class Sealing:
    """Writes a sealed file: ``add`` what arrives, ``end`` once."""

    def __init__(self, file: BinaryIO, key: bytes, place: bytes) -> None:
        self._file, self._cipher, self._place = file, AESGCM(key), place
        self._prefix = os.urandom(_PREFIX)
        self._waiting = bytearray()
        self._number = 0
        file.write(_FORMAT + self._prefix)

    def add(self, data: bytes) -> None:
        self._waiting += data
        # One piece stays back: only the end knows which is the last.
        while len(self._waiting) > PIECE:
            self._write(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def end(self) -> None:
        self._write(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _write(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), piece, self._place))
        self._number += 1


def opened(file: BinaryIO, key: bytes, place: bytes) -> Iterator[bytes]:
    """The pieces of a sealed file; BrokenSeal at the first that is not what was written at its place."""
    head = file.read(len(_FORMAT) + _PREFIX)
    if len(head) != len(_FORMAT) + _PREFIX or not head.startswith(_FORMAT):
        raise BrokenSeal("This file is none that the vault wrote.")
    cipher, prefix, number = AESGCM(key), head[len(_FORMAT) :], 0
    piece = file.read(PIECE + _TAG)
    while True:
        following = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, not following), piece, place)
        except InvalidTag:
            raise BrokenSeal(f"Piece {number} of this file is not what was sealed at its place.") from None
        if not following:
            return
        piece, number = following, number + 1


def sealed_size(size: int) -> int:
    """How many bytes a file of this size has when it is sealed."""
    pieces = max(1, -(-size // PIECE))
    return len(_FORMAT) + _PREFIX + size + pieces * _TAG
