"""The root key, in a file outside the database, and keys derived from it by purpose.

HKDF-SHA256 (RFC 5869) separates purposes; 2.2 µs a key, and each is derived once in a process.
"""

from __future__ import annotations

import base64
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from genderdesk.groundwork.foundation.keyfiles import KeyFault, make_key, read_key
from genderdesk.groundwork.foundation.once import write_once

__all__ = ["KeyFault", "make_key", "read_key"]

# Of the keys that are derived from the root.
CURRENT_VERSION = 1


def root_key_path() -> Path:
    return Path(settings.ENVIRONMENT.keys) / "root.key"


def make_root_key() -> None:
    """Write a new root key of 256 bits with mode 600, unless one is there.

    Only the first start of a new installation may: a new key beside old records would hide that the old one is lost.
    """
    make_key(root_key_path())


@lru_cache(maxsize=1)
def root_key() -> bytes:
    """The root key, which wraps the desk keys."""
    return read_key(root_key_path(), "nothing sealed can be read")


@lru_cache(maxsize=1)
def root_mark() -> str:
    """Sixteen signs that tell one root key from another and say nothing about it."""
    return mark_of(root_key())


def waiting_root_key() -> bytes:
    """The new root key while it waits beside the one in use."""
    return read_key(_beside("root.key.new"), "a rotation cannot go on")


def prepare_renewal() -> None:
    """Write the next root key, and what keys were derived from wrapped by it, beside those in use."""
    make_key(_beside("root.key.new"))
    wrapped = aes_key_wrap(waiting_root_key(), _base())
    write_once(_beside("derived.key.new"), base64.b64encode(wrapped) + b"\n")


def finish_renewal(mark: str) -> bool:
    """Let the waiting root key take its place where the database has this one's mark; the old one is kept beside it."""
    waiting = _beside("root.key.new")
    if not waiting.exists() or mark_of(waiting_root_key()) != mark:
        return False
    if _beside("derived.key.new").exists():
        _beside("derived.key.new").replace(_beside("derived.key"))
    old = root_key_path()
    if old.exists():
        old.replace(_beside(f"root.key.until-{time.strftime('%Y-%m-%d-%H%M%S')}"))
    waiting.replace(old)
    forget()
    return True


def _beside(name: str) -> Path:
    return root_key_path().with_name(name)


def _base() -> bytes:
    """What keys are derived from: the first root key. After a rotation it lies wrapped by the root key of today, since
    digests by which numbers are found must not change."""
    path = _beside("derived.key")
    if not path.exists():
        return root_key()
    wrapped = base64.b64decode(path.read_bytes())
    # Between two renames of a rotation the root key that wraps it still waits.
    for key in (root_key_path(), _beside("root.key.new")):
        if key.exists():
            with suppress(InvalidUnwrap):
                return aes_key_unwrap(read_key(key, "nothing sealed can be read"), wrapped)
    raise KeyFault(f"{path} does not belong to the root key beside it. Put back both from your safe.")


def mark_of(root: bytes) -> str:
    """The mark of a root key."""
    return _derive(root, "genderdesk|root mark")[:8].hex()


def forget() -> None:
    """Drop all keys from this process's memory, for a test or after the key file was replaced."""
    root_key.cache_clear()
    root_mark.cache_clear()
    derived.cache_clear()
    cipher.cache_clear()


@lru_cache(maxsize=4096)
def derived(purpose: str, version: int = CURRENT_VERSION) -> bytes:
    """The key of 256 bits for a purpose such as ``index|phone``."""
    return _derive(_base(), f"genderdesk|{purpose}|{version}")


@lru_cache(maxsize=64)
def cipher(scope: str, version: int = CURRENT_VERSION) -> AESGCM:
    """AES-256-GCM under the derived key of a scope, which values of format 1 are sealed with."""
    return AESGCM(derived(f"field|{scope}", version))


def _derive(root: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(root)
