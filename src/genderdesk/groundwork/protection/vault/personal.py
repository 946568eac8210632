"""Personal keys: a pair for each person, whose private half her or his password opens, and passkeys (``passkeys``).

It is made at the first sign-in with a password, and made anew where an administrator has set another password since:
what was wrapped to the old one is then lost to this person until another holder or the recovery gives it again. An
own change of the password takes the pair along.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.vault import boxes, passkeys


@dataclass(frozen=True, slots=True)
class Cost:
    """What Argon2id costs: 46 MiB and two passes are about 100 ms (security.md 4.4)."""

    memory_kib: int = 46 * 1024
    passes: int = 2
    lanes: int = 1


cost = Cost()


@dataclass(frozen=True, slots=True)
class Opened:
    """A private key that a password has just opened; ``how`` is opened, made or replaced."""

    private: bytes
    how: str


# Only so many derive at a time; the room that keeps passwords says by what gate.
_gate: list[Callable[[], AbstractContextManager[object]]] = [nullcontext]


def stand_behind(gate: Callable[[], AbstractContextManager[object]]) -> None:
    """Let derivations pass the same gate as passwords."""
    _gate[:] = [gate]


def open_or_make(user_id: uuid.UUID, password: str) -> Opened:
    """The private key of somebody whose password was just found right."""
    from genderdesk.groundwork.protection.vault.records import PersonalKey

    kept = one_of(PersonalKey.objects.filter(pk=user_id))
    if kept is None:
        return _made(user_id, password)
    try:
        return Opened(_unwrapped(kept, password), "opened")
    except InvalidTag:
        return _replaced(user_id, password)


def opened_by(user_id: uuid.UUID, password: str) -> bytes | None:
    """The private key by a password that was just found right; None where there is none, or another password's."""
    from genderdesk.groundwork.protection.vault.records import PersonalKey

    kept = one_of(PersonalKey.objects.filter(pk=user_id))
    try:
        return _unwrapped(kept, password) if kept is not None else None
    except InvalidTag:
        return None


def rewrap(user_id: uuid.UUID, private: bytes, password: str) -> None:
    """Wrap somebody's private key by a new password of her or his own choice; wraps by passkeys stay as they are."""
    from genderdesk.groundwork.protection.vault.records import PersonalKey

    PersonalKey.objects.filter(pk=user_id, public=boxes.public_of(private)).update(
        **_wrapping(user_id, private, password)
    )


def _made(user_id: uuid.UUID, password: str) -> Opened:
    from genderdesk.groundwork.protection.vault.records import PersonalKey

    private, public = boxes.new_pair()
    made = PersonalKey(user_id=user_id, public=public, **_wrapping(user_id, private, password))
    PersonalKey.objects.bulk_create([made], ignore_conflicts=True)
    # Of two sign-ins at the same moment one has made it.
    kept = PersonalKey.objects.get(pk=user_id)
    return Opened(private, "made") if bytes(kept.public) == public else Opened(_unwrapped(kept, password), "opened")


def _replaced(user_id: uuid.UUID, password: str) -> Opened:
    """A new pair. Nobody gives it old keys without being asked: whoever set this password could sign in with it."""
    from genderdesk.groundwork.protection.vault.records import HolderKey, PersonalKey

    private, public = boxes.new_pair()
    wrapping = _wrapping(user_id, private, password)
    with transaction.atomic():
        PersonalKey.objects.filter(pk=user_id).update(public=public, **wrapping)
        HolderKey.objects.filter(holder_id=user_id).delete()
        passkeys.forget_all(user_id)
    return Opened(private, "replaced")


def _wrapping(user_id: uuid.UUID, private: bytes, password: str) -> dict[str, object]:
    salt, nonce = os.urandom(16), os.urandom(12)
    key = _derived(password, salt, cost.memory_kib, cost.passes, cost.lanes)
    wrapped = nonce + AESGCM(key).encrypt(nonce, private, _bound(user_id, boxes.public_of(private)))
    return {
        "wrapped": wrapped,
        "salt": salt,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }


def _unwrapped(kept: object, password: str) -> bytes:
    from genderdesk.groundwork.protection.vault.records import PersonalKey

    assert isinstance(kept, PersonalKey)
    key = _derived(password, bytes(kept.salt), kept.memory_kib, kept.passes, kept.lanes)
    wrapped = bytes(kept.wrapped)
    return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], _bound(kept.user_id, bytes(kept.public)))


def _bound(user_id: uuid.UUID, public: bytes) -> bytes:
    return b"genderdesk personal key|" + user_id.bytes + public


def _derived(password: str, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    with _gate[0]():
        return hash_secret_raw(password.encode(), salt, passes, memory_kib, lanes, 32, Type.ID)
