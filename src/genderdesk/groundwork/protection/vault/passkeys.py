"""A passkey opens the personal key too: by the secret that it gives for a fixed input (WebAuthn's extension ``prf``,
CTAP 2.1 ``hmac-secret``).

The secret comes with the passkey's answer, opens one wrap and is forgotten; it is never stored, and no log has it. Each
passkey has a wrap of its own, so that taking one away leaves the others as they are.
"""

from __future__ import annotations

import hashlib
import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.vault import boxes

# What each passkey is asked for. No secret: every passkey answers it differently, and only to its owner.
INPUT = hashlib.sha256(b"genderdesk personal key by passkey, 1").digest()
SECRET_BYTES = 32


def mark_of(credential: bytes) -> str:
    """By what a wrap is found: a digest of the passkey's own id."""
    return hashlib.sha256(b"genderdesk passkey|" + credential).hexdigest()


def keep(user_id: uuid.UUID, private: bytes, credential: bytes, secret: bytes) -> None:
    """Wrap somebody's private key by what her or his passkey gave just now; an older wrap of this passkey goes."""
    from genderdesk.groundwork.protection.vault.records import PasskeyWrap

    mark, salt, nonce = mark_of(credential), os.urandom(16), os.urandom(12)
    cipher = AESGCM(_derived(secret, salt, user_id, mark))
    wrapped = nonce + cipher.encrypt(nonce, private, _bound(user_id, boxes.public_of(private), mark))
    PasskeyWrap.objects.update_or_create(user_id=user_id, passkey=mark, defaults={"salt": salt, "wrapped": wrapped})


def opened(user_id: uuid.UUID, credential: bytes, secret: bytes) -> bytes | None:
    """Somebody's private key by what a passkey gave; None where it has no wrap, or gave something else."""
    from genderdesk.groundwork.protection.vault.records import PasskeyWrap, PersonalKey

    mark = mark_of(credential)
    kept = PasskeyWrap.objects.filter(user_id=user_id, passkey=mark).first()
    person = one_of(PersonalKey.objects.filter(pk=user_id))
    if kept is None or person is None or len(secret) != SECRET_BYTES:
        return None
    wrapped, cipher = bytes(kept.wrapped), AESGCM(_derived(secret, bytes(kept.salt), user_id, mark))
    try:
        return cipher.decrypt(wrapped[:12], wrapped[12:], _bound(user_id, bytes(person.public), mark))
    except InvalidTag:
        return None


def forget(user_id: uuid.UUID, credential: bytes) -> None:
    """Destroy a passkey's wrap, with the passkey."""
    from genderdesk.groundwork.protection.vault.records import PasskeyWrap

    PasskeyWrap.objects.filter(user_id=user_id, passkey=mark_of(credential)).delete()


def forget_all(user_id: uuid.UUID) -> None:
    """Destroy the wraps of all passkeys of somebody: the pair is a new one, or its owner's password was reset."""
    from genderdesk.groundwork.protection.vault.records import PasskeyWrap

    PasskeyWrap.objects.filter(user_id=user_id).delete()


def marks_of(user_id: uuid.UUID) -> frozenset[str]:
    """The passkeys that open somebody's personal key, by their marks."""
    from genderdesk.groundwork.protection.vault.records import PasskeyWrap

    return frozenset(PasskeyWrap.objects.filter(user_id=user_id).values_list("passkey", flat=True))


def _bound(user_id: uuid.UUID, public: bytes, mark: str) -> bytes:
    return b"genderdesk personal key by passkey|" + user_id.bytes + public + bytes.fromhex(mark)


def _derived(secret: bytes, salt: bytes, user_id: uuid.UUID, mark: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) of the passkey's secret, for this purpose, person and passkey alone."""
    info = b"genderdesk|personal key by passkey|1|" + user_id.bytes + bytes.fromhex(mark)
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)
