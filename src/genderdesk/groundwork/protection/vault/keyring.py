"""The root key, in a file outside the database or in a token, and keys derived by purpose.

HKDF-SHA256 (RFC 5869) separates purposes; 2.2 µs a key, and each is derived once in a process.
"""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from genderdesk.groundwork.foundation.keyfiles import KeyFault, make_key, read_key
from genderdesk.groundwork.foundation.once import write_once
from genderdesk.groundwork.protection.vault.roots import FileRoot, NotByThis, Place, Root, TokenRoot

__all__ = ["KeyFault", "make_key", "read_key"]

# Of the keys that are derived from the root.
CURRENT_VERSION = 1


def root_key_path() -> Path:
    return Path(settings.ENVIRONMENT.keys) / "root.key"


def make_root_key() -> None:
    """Write a new root key of 256 bits with mode 600, unless one is there.

    Only the first start of a new installation may: a new key beside old records would hide that the old one is lost.
    """
    token = token_root()
    if token is None or root_key_path().exists():
        make_key(root_key_path())
    elif not _beside("derived.key").exists():
        _write_base(_beside("derived.key"), token, os.urandom(32))


def root_is_there() -> bool:
    """Whether this installation has its root key: the file, or a token and what it wraps."""
    return root_key_path().exists() or (token_root() is not None and _beside("derived.key").exists())


@lru_cache(maxsize=1)
def token_root() -> TokenRoot | None:
    """The root key of the token that the settings name; None where they name none."""
    told = settings.ENVIRONMENT
    if not told.pkcs11_module:
        return None
    return TokenRoot(
        Place(told.pkcs11_module, told.pkcs11_token, told.pkcs11_key, told.pkcs11_pin, told.pkcs11_pin_file)
    )


@lru_cache(maxsize=1)
def root_key() -> bytes:
    """The root key of the file."""
    if not root_key_path().exists() and _is_by_token(_beside("derived.key")):
        raise KeyFault("the root key of this installation is in a token. Name it with GENDERDESK_PKCS11_MODULE.")
    return read_key(root_key_path(), "nothing sealed can be read")


def root() -> Root:
    """The root key in use, which wraps the desk keys. A file that lies there goes before a token until it was moved."""
    token = token_root()
    try:
        there = root_key_path().stat()
    except FileNotFoundError:
        return token if token is not None else FileRoot(root_key())
    return _root_of(there.st_ino, there.st_mtime_ns)


@lru_cache(maxsize=1)
def _root_of(_node: int, _changed_ns: int) -> FileRoot:
    """The file as it lies there now: what another process put in its place is seen at once."""
    return FileRoot(read_key(root_key_path(), "nothing sealed can be read"))


def another_root() -> str:
    """What to do where the root key in use is not the one of this database."""
    if (token := token_root()) is not None and root() is token:
        return f"{token.place.key!r} in the token {token.place.token!r} is not this database's root key. Name its own."
    return f"{root_key_path()} is not the root key of this database. Put back the copy from your safe."


def waiting_root() -> Root | None:
    """The root key that is to take the place of the one in use: a new file beside it, or the token."""
    if _beside("root.key.new").exists():
        return FileRoot(read_key(_beside("root.key.new"), "a rotation cannot go on"))
    return token_root() if root_key_path().exists() else None


def prepare_renewal() -> None:
    """Write the next root key, and what keys were derived from wrapped by it, beside those in use."""
    make_key(_beside("root.key.new"))
    waiting = waiting_root()
    assert waiting is not None
    _write_base(_beside("derived.key.new"), waiting, _base())


def prepare_move(token: TokenRoot) -> None:
    """Write what keys were derived from, wrapped by the token, beside the files in use."""
    if _beside("root.key.new").exists():
        raise KeyFault(
            f"{_beside('root.key.new')} waits to take its place. Leave the settings of the token out, finish it with "
            "genderdesk keys rotate --root, then move."
        )
    base = _base()
    _beside("derived.key.new").unlink(missing_ok=True)
    _write_base(_beside("derived.key.new"), token, base)


def finish_renewal(mark: str) -> bool:
    """Let the waiting root key take its place where the database has this one's mark; the old file is kept beside."""
    waiting = waiting_root()
    if waiting is None or waiting.mark != mark:
        return False
    if _beside("derived.key.new").exists():
        _beside("derived.key.new").replace(_beside("derived.key"))
    old = root_key_path()
    if old.exists():
        old.replace(_beside(f"root.key.until-{time.strftime('%Y-%m-%d-%H%M%S')}"))
    if _beside("root.key.new").exists():
        _beside("root.key.new").replace(old)
    forget()
    return True


def _write_base(path: Path, by: Root, base: bytes) -> None:
    write_once(path, base64.b64encode(by.wrap(base)) + b"\n")


def _is_by_token(path: Path) -> bool:
    """A token's wrap is longer by its nonce and its tag than one of a file."""
    return path.exists() and len(base64.b64decode(path.read_bytes())) == 12 + 32 + 16


def _beside(name: str) -> Path:
    return root_key_path().with_name(name)


@lru_cache(maxsize=1)
def _base() -> bytes:
    """What keys are derived from: the first root key. After a rotation it lies wrapped by the root key of today, since
    digests by which numbers are found must not change."""
    path = _beside("derived.key")
    if not path.exists():
        return root_key()
    wrapped = base64.b64decode(path.read_bytes())
    for each in _roots():
        with suppress(NotByThis):
            return each.unwrap(wrapped)
    raise KeyFault(f"{path} does not belong to this root key. Put back both from your safe.")


def _roots() -> Iterator[Root]:
    """The root keys that are here. Between two renames of a rotation the one in use still waits."""
    for path in (root_key_path(), _beside("root.key.new")):
        if path.exists():
            yield FileRoot(read_key(path, "nothing sealed can be read"))
    if (token := token_root()) is not None:
        yield token


def forget() -> None:
    """Drop all keys from this process's memory, for a test or after the key file was replaced."""
    root_key.cache_clear()
    _root_of.cache_clear()
    _base.cache_clear()
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
