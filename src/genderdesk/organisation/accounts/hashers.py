"""Passwords: Argon2id at a cost that a station's machine can bear, and never more than two at a time.

46 MiB, two passes, one lane: about 100 ms (security.md 4.4). The gate keeps many sign-ins at once from taking the
machine away from calls: they wait for one another instead.
"""

from __future__ import annotations

import threading
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

_gate = threading.BoundedSemaphore(2)


def gate() -> threading.BoundedSemaphore:
    """What passwords, and the personal keys that they open, pass two at a time."""
    return _gate


class DeskArgon2Hasher(Argon2PasswordHasher):
    """Argon2id behind a gate of two."""

    memory_cost = 46 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _gate:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _gate:
            return super().verify(password, encoded)

    def harden_runtime(self, password: str, encoded: str) -> Any:
        """Nothing: all hashes of an installation have the same cost."""
