"""Keys: a root key in a file outside the database, and keys derived from it by purpose.

HKDF-SHA256 (RFC 5869) separates purposes; 2.2 µs a key, and each is derived once in a process.
"""

from __future__ import annotations

import base64
import os
import stat
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from genderdesk.groundwork.foundation.once import write_once

CURRENT_VERSION = 1


class KeyFault(Exception):
    """The key file is missing, open to others or damaged; the sentence says what to do."""


def root_key_path() -> Path:
    return Path(settings.ENVIRONMENT.keys) / "root.key"


def make_root_key() -> None:
    """Write a new root key of 256 bits with mode 600, unless one is there.

    Only the first start of a new installation may: a new key beside old records would hide that the old one is lost.
    """
    make_key(root_key_path())


def make_key(path: Path) -> None:
    """Write a new key of 256 bits with mode 600, unless one is there."""
    write_once(path, base64.b64encode(os.urandom(32)) + b"\n")


def read_key(path: Path, loss: str) -> bytes:
    """The 32 bytes of a key file; KeyFault where it is missing (``loss`` says what that means), open or damaged."""
    if not path.exists():
        raise KeyFault(f"{path} is missing, and without it {loss}. Put back the copy from your safe.")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFault(f"{path} can be read by other users. Type: chmod 600 {path}")
    try:
        key = base64.b64decode(path.read_bytes())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyFault(f"{path} is damaged: it must hold 32 bytes in base64. Put back the copy from your safe.")
    return key


@lru_cache(maxsize=1)
def _root_key() -> bytes:
    return read_key(root_key_path(), "nothing sealed can be read")


def forget() -> None:
    """Drop all keys from this process's memory, for a test or after the key file was replaced."""
    _root_key.cache_clear()
    derived.cache_clear()
    cipher.cache_clear()


@lru_cache(maxsize=4096)
def derived(purpose: str, version: int = CURRENT_VERSION) -> bytes:
    """The key of 256 bits for a purpose such as ``field|desk`` or ``index|phone``."""
    info = f"genderdesk|{purpose}|{version}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(_root_key())


@lru_cache(maxsize=4096)
def cipher(scope: str, version: int = CURRENT_VERSION) -> AESGCM:
    """AES-256-GCM under the key of a scope (a desk today, a case tomorrow)."""
    return AESGCM(derived(f"field|{scope}", version))
