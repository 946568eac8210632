"""Keyed digests: find a number or a name without keeping it readable, compare arguments without storing them."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from django.conf import settings

from genderdesk.groundwork.foundation.names import plain_words, sounds_of
from genderdesk.groundwork.protection.vault import keyring

# What a slow digest begins with: the name of the parameters below; whoever changes them gives it another letter. A
# digest of another mark, or without one, is found by nothing that is asked until ``genderdesk keys reindex`` has run.
SLOW_MARK = "s."
# The whole of a country's numbers can be tried against a digest, so each try must cost something.
SLOW_KINDS = frozenset({"phone", "national_id"})
_KEPT_IN_MEMORY = 20_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one digest costs Argon2id: memory in KiB and passes over it."""

    memory_kib: int
    passes: int


# 19 MiB and two passes, about 24 ms (security.md 4.3 and 4.4): a stolen key file then costs a thief 11 days of one core
# for all mobile numbers of the country, instead of a minute.
FULL_COST = Cost(19 * 1024, 2)
# A demonstration holds invented numbers, thousands at a time, and no secret.
DEMONSTRATION_COST = Cost(64, 1)

# The quick digest of a value → its slow one; the oldest go first.
_kept: dict[str, str] = {}


def cost() -> Cost:
    """What a slow digest costs in this installation; the same for all of its digests."""
    return DEMONSTRATION_COST if settings.ENVIRONMENT.demonstration else FULL_COST


def blind_index(kind: str, value: str) -> str:
    """A keyed digest of a normalised value (``phone``, E.164): equal values give equal digests, nothing else shows.

    Slow by design for ``SLOW_KINDS``: Argon2id over an HMAC, both keyed. The last 20,000 are kept in this process by
    their HMAC, so that a number that comes again costs nothing; call it before a transaction opens (``beforehand`` of
    an act), since other writers wait meanwhile. All other kinds: HMAC-SHA256, 1.3 µs. Empty values have no index.
    """
    if not value:
        return ""
    quick = _digest(f"index|{kind}", value.encode())
    if kind not in SLOW_KINDS:
        return quick
    if (kept := _kept.get(quick)) is None:
        kept = _slow(kind, quick, cost())
        _keep(quick, kept)
    return kept


def known_index(kind: str, value: str, digest: str) -> None:
    """Say that a record of this database keeps this digest of this value, so that it is not worked out again (the
    report of a contact has the contact's number)."""
    if value and digest.startswith(SLOW_MARK):
        _keep(_digest(f"index|{kind}", value.encode()), digest)


def _keep(quick: str, digest: str) -> None:
    # One assignment and one deletion, each whole by itself: threads need no lock here.
    if len(_kept) >= _KEPT_IN_MEMORY:
        _kept.pop(next(iter(_kept)), None)
    _kept[quick] = digest


def _slow(kind: str, quick: str, at: Cost) -> str:
    raw = hash_secret_raw(
        secret=bytes.fromhex(quick),
        salt=keyring.derived(f"index|{kind}|slow"),
        time_cost=at.passes,
        memory_cost=at.memory_kib,
        parallelism=1,
        hash_len=31,
        type=Type.ID,
    )
    return SLOW_MARK + raw.hex()


def exact_names(names: str) -> frozenset[str]:
    """A keyed digest of each part of a name as it is written, without accents and case."""
    return frozenset(_digest("index|name", word.encode())[:40] for word in plain_words(names))


def name_sounds(names: str) -> frozenset[str]:
    """A keyed digest of each part of a name as it sounds (``foundation.names``)."""
    return frozenset(_digest("index|name sound", sound.encode())[:40] for sound in sounds_of(names))


def whole_name(names: str) -> str:
    """A keyed digest of all parts of a name together, in any order; empty for fewer than two parts."""
    words = plain_words(names)
    return _digest("index|whole name", " ".join(words).encode()) if len(words) > 1 else ""


def fingerprint(data: bytes) -> str:
    """A keyed digest of an operation's arguments, which may hold what a survivor said."""
    return _digest("fingerprint", data)


def _digest(purpose: str, data: bytes) -> str:
    return hmac.new(keyring.derived(purpose), data, hashlib.sha256).hexdigest()
