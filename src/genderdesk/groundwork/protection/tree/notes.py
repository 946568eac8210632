"""Signed notes: a text and, behind an empty line, who signed it with Ed25519 (C2SP signed-note, tlog-cosignature).

A key's id is 4 bytes of SHA-256 over name, newline, kind and public key. A log's own signature is of kind 1; a
witness signs with kind 4 that at a time she saw the checkpoint and that it continued the one before.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG = 1
WITNESS = 4
_DASH = "— "
# A checkpoint is some two hundred bytes; what is much longer is no note of ours.
_LONGEST = 20_000


class BadNote(Exception):
    """A text is no signed note, or no signature of a known key fits it; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with its name; ``str`` gives the one line by which it is handed over: name+id+key."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def read(cls, line: str) -> Key:
        """The key of such a line; raises BadNote where it is none or its id does not fit."""
        parts = line.strip().split("+", 2)
        try:
            name, short, encoded = parts
            data = base64.b64decode(encoded, validate=True)
            key = cls(name, data[0], data[1:])
        except (ValueError, IndexError, binascii.Error):
            raise BadNote("A key is written name+id+key, on one line.") from None
        if len(key.public) != 32 or key.kind not in (LOG, WITNESS) or not name or key.id.hex() != short:
            raise BadNote(f"The key of {name} is damaged: its id does not fit.")
        return key

    def verify(self, text: str, signature: bytes) -> datetime | None:
        """Check a signature on a text; when a witness saw it, or None for a log's. Raises BadNote where it is wrong."""
        seen, message = None, text.encode()
        if self.kind == WITNESS:
            seconds = int.from_bytes(signature[:8])
            seen, signature = datetime.fromtimestamp(seconds, UTC), signature[8:]
            message = _witnessed(seconds, text)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            raise BadNote(f"The signature of {self.name} does not fit the text.") from None
        return seen


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key of 32 bytes with its name; it makes signature lines."""

    name: str
    kind: int
    seed: bytes

    @property
    def key(self) -> Key:
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return Key(self.name, self.kind, private.public_key().public_bytes_raw())

    def line(self, text: str, now: datetime | None = None) -> str:
        """The signature line for a text; a witness's carries the time at which she saw it."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        if self.kind == WITNESS:
            if now is None:
                raise ValueError("A witness says when.")
            seconds = int(now.timestamp())
            signature = seconds.to_bytes(8) + private.sign(_witnessed(seconds, text))
        else:
            signature = private.sign(text.encode())
        return f"{_DASH}{self.name} {base64.b64encode(self.key.id + signature).decode()}"


def _witnessed(seconds: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def note(text: str, lines: Iterable[str]) -> str:
    """A text that ends with a newline, and its signature lines."""
    return text + "\n" + "".join(f"{line}\n" for line in lines)


def open_note(signed: str, keys: Iterable[Key]) -> tuple[str, dict[str, datetime | None]]:
    """The text of a note and which of the keys signed it, each with the time a witness gave.

    Lines of unknown keys are passed over; one line of a known key that does not fit spoils the note. Raises BadNote.
    """
    text, gap, tail = signed.rpartition("\n\n")
    if not gap or len(signed) > _LONGEST:
        raise BadNote("This is no signed note: a text, an empty line, and signatures.")
    text += "\n"
    known = {(key.name, key.id): key for key in keys}
    signers: dict[str, datetime | None] = {}
    for line in tail.splitlines():
        name, data = _signature(line)
        key = known.get((name, data[:4]))
        if key is not None:
            signers[name] = key.verify(text, data[4:])
    if not signers:
        raise BadNote("No known key has signed this note.")
    return text, signers


def _signature(line: str) -> tuple[str, bytes]:
    name, _space, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        data = b""
    if not line.startswith(_DASH) or not name or len(data) < 5:
        raise BadNote("A signature line is damaged.")
    return name, data


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: whose log, how many entries, their root hash, and when it was made."""

    origin: str
    size: int
    root: bytes
    at: datetime

    @property
    def text(self) -> str:
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\ntime {int(self.at.timestamp())}\n"

    @classmethod
    def read(cls, text: str) -> Head:
        """The head that a checkpoint's text gives; raises BadNote."""
        try:
            origin, size, root, time = text.removesuffix("\n").split("\n")
            word, seconds = time.split(" ")
            head = cls(
                origin, int(size), base64.b64decode(root, validate=True), datetime.fromtimestamp(int(seconds), UTC)
            )
        except (ValueError, OverflowError, binascii.Error):
            raise BadNote("This is no checkpoint: origin, size, root and time, a line each.") from None
        if word != "time" or len(head.root) != 32 or head.text != text:
            raise BadNote("This is no checkpoint: origin, size, root and time, a line each.")
        return head
