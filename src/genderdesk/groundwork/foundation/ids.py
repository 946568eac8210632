"""Identifiers: UUIDv7 made by whoever creates the record, and human numbers that leak no volume."""

from __future__ import annotations

import os
import secrets
import threading
import time
import uuid
from collections.abc import Callable

# Crockford base 32 without letters that are misheard or misread on a bad line.
NUMBER_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

_lock = threading.Lock()
_last_ms = 0
_sequence = 0


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562, 5.7), ever increasing within this process even inside one millisecond."""
    global _last_ms, _sequence
    with _lock:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms, _sequence = now_ms, int.from_bytes(os.urandom(2)) & 0x7FF
        else:
            _sequence += 1
            if _sequence > 0xFFF:
                _last_ms, _sequence = _last_ms + 1, 0
        millisecond, sequence = _last_ms, _sequence
    value = millisecond << 80 | 0x7 << 76 | sequence << 64 | 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2
    return uuid.UUID(int=value)


def imported_ids(namespace: str) -> Callable[..., uuid.UUID]:
    """What gives a room's imported records their ids (UUIDv5), by kind and codes: ``imported_id("desk", "RNP-GD")``.

    The same codes give the same id in every load. Each room has its own ``namespace``, which never changes.
    """
    space = uuid.UUID(namespace)

    def imported_id(kind: str, *codes: str) -> uuid.UUID:
        return uuid.uuid5(space, ":".join([kind, *codes]))

    return imported_id


def new_stamp() -> str:
    """128 random bits as text, never given twice."""
    return secrets.token_hex(16)


def new_number(prefix: str, groups: int = 2) -> str:
    """A random human number such as ``GD-7K3M-92QX``: 4 characters a group from 30 signs, the last one a check.

    Random, so that the numbers of two cases tell nothing about how many lie between them.
    """
    signs = groups * 4 - 1
    drawn = secrets.randbelow(len(NUMBER_ALPHABET) ** signs)
    body = "".join(
        NUMBER_ALPHABET[drawn // len(NUMBER_ALPHABET) ** place % len(NUMBER_ALPHABET)] for place in range(signs)
    )
    body += check_sign(body)
    parts = [body[start : start + 4] for start in range(0, len(body), 4)]
    return "-".join([prefix, *parts])


def check_sign(body: str) -> str:
    """The sign that makes a misheard number fail: position-weighted sum modulo 29 over NUMBER_ALPHABET.

    29 is prime and weights stay below it, so every single wrong sign and every swap of neighbours is caught,
    but for the pair 2 and Z, which share a remainder.
    """
    total = sum(NUMBER_ALPHABET.index(sign) * (place + 1) for place, sign in enumerate(body))
    return NUMBER_ALPHABET[total % 29]


def read_number(text: str, prefix: str) -> str | None:
    """The number in its written form from what a person typed (spaces, case, missing dashes), or None."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    signs = signs.removeprefix(prefix)
    if len(signs) < 4 or len(signs) % 4 or any(sign not in NUMBER_ALPHABET for sign in signs):
        return None
    if check_sign(signs[:-1]) != signs[-1]:
        return None
    return "-".join([prefix, *(signs[start : start + 4] for start in range(0, len(signs), 4))])
