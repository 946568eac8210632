"""The desk's password hasher at a cost for tests only."""

from __future__ import annotations

from genderdesk.organisation.accounts.hashers import DeskArgon2Hasher


class CheapArgon2Hasher(DeskArgon2Hasher):
    """The same algorithm with the smallest memory and one pass: under a millisecond."""

    memory_cost = 64
    time_cost = 1
