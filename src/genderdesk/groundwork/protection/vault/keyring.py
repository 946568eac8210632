"""The root key, in a file outside the database, and keys derived from it by purpose.

HKDF-SHA256 (RFC 5869) separates purposes; 2.2 µs a key, and each is derived once in a process.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from genderdesk.groundwork.foundation.keyfiles import KeyFault, make_key, read_key

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
    return _derive(root_key(), f"genderdesk|{purpose}|{version}")


@lru_cache(maxsize=64)
def cipher(scope: str, version: int = CURRENT_VERSION) -> AESGCM:
    """AES-256-GCM under the derived key of a scope, which values of format 1 are sealed with."""
    return AESGCM(derived(f"field|{scope}", version))


def _derive(root: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(root)
