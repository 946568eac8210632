"""Passwords: Argon2id at a cost that a station's machine can bear, and never more than two at a time.

46 MiB, two passes, one lane: about 100 ms (security.md 4.4). Of eight page threads two may hash and four may wait for
it, two of those places kept for browsers that are known here; everybody else is told to try again in a minute, and
nothing is hashed for them. So a flood of sign-ins takes neither the machine nor the pages from those who work.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

from genderdesk.groundwork.foundation.gate import Gate

gate = Gate(at_once=2, strangers_waiting=2, kept_places=2, longest_seconds=5.0)


class DeskArgon2Hasher(Argon2PasswordHasher):
    """Argon2id behind a gate of two."""

    memory_cost = 46 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with gate.through():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with gate.through():
            return super().verify(password, encoded)

    def harden_runtime(self, password: str, encoded: str) -> Any:
        """Nothing: all hashes of an installation have the same cost."""
