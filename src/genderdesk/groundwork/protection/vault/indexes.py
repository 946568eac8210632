"""Keyed digests: find a phone number without keeping it, compare arguments without storing them."""

from __future__ import annotations

import hashlib
import hmac

from genderdesk.groundwork.protection.vault import keyring


def blind_index(kind: str, value: str) -> str:
    """A keyed digest of a normalised value (``phone``, E.164): equal values give equal digests, nothing else shows.

    HMAC-SHA256, 1.3 µs (security.md 4.3). The key must not leak: all mobile numbers of a country can be tried against
    it in minutes. It lives only in the key file. Empty values have no index.
    """
    return _digest(f"index|{kind}", value.encode()) if value else ""


def fingerprint(data: bytes) -> str:
    """A keyed digest of an operation's arguments, which may hold what a survivor said."""
    return _digest("fingerprint", data)


def _digest(purpose: str, data: bytes) -> str:
    return hmac.new(keyring.derived(purpose), data, hashlib.sha256).hexdigest()
