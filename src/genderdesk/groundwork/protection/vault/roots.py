"""What wraps the desk keys: the root key of a file, or a key that stays in a PKCS#11 token and works in there.

A file's key wraps by AES-KW (RFC 3394). A token's key wraps by the token's own AES-256-GCM: it never leaves the token,
and the desk hands in what is to be wrapped. The PIN is read when it is needed; no sentence and no log has it.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from genderdesk.groundwork.foundation.keyfiles import KeyFault, read_secret

_PURPOSE = b"genderdesk root key"
_MARKED = b"genderdesk|root mark, of a token"


class NotByThis(Exception):
    """A wrap is not this root key's, or was changed."""


class Root(Protocol):
    """A root key, wherever it lies."""

    @property
    def mark(self) -> str:
        """Sixteen signs that tell one root key from another and say nothing about it."""

    def wrap(self, key: bytes) -> bytes:
        """A key wrapped by this one."""

    def unwrap(self, wrapped: bytes) -> bytes:
        """The key; NotByThis where another root key wrapped it."""


@dataclass(frozen=True, slots=True)
class FileRoot:
    """The root key of a file, in memory."""

    key: bytes = field(repr=False)

    @property
    def mark(self) -> str:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"genderdesk|root mark").derive(self.key)[:8].hex()

    def wrap(self, key: bytes) -> bytes:
        return aes_key_wrap(self.key, key)

    def unwrap(self, wrapped: bytes) -> bytes:
        try:
            return aes_key_unwrap(self.key, wrapped)
        except (InvalidUnwrap, ValueError):
            raise NotByThis from None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a token's key is: the maker's module, the labels of token and key, and the PIN or the file with it."""

    module: str
    token: str
    key: str
    pin: str = field(default="", repr=False)
    pin_file: str = ""

    def read_pin(self) -> str:
        return self.pin or read_secret(Path(self.pin_file), "the token stays closed")


class TokenRoot:
    """A root key that stays in a token. Every use opens the token and closes it again: a desk key is opened once in a
    process. A PIN that the token refused is not tried again by this process, since a few wrong ones lock the token."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._mark = ""
        self._refused: bytes = b""

    @property
    def mark(self) -> str:
        if not self._mark:
            # A fixed text under a fixed nonce that is used for nothing else: always the same, and no other key's.
            sealed = self._with_key(lambda key: _seal(key, bytes(12), _MARKED))
            self._mark = hashlib.sha256(sealed).digest()[:8].hex()
        return self._mark

    def wrap(self, key: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._with_key(lambda root: _seal(root, nonce, key))

    def unwrap(self, wrapped: bytes) -> bytes:
        return self._with_key(lambda root: _open(root, wrapped[:12], wrapped[12:]))

    def make(self) -> bool:
        """Make the key in the token, unless one of this label is there; whether it was made."""
        with _use:
            return _in_words(self.place, self._make)

    def _make(self) -> bool:
        import pkcs11

        with self._session(writing=True) as session:
            try:
                _find(session, self.place.key)
            except pkcs11.NoSuchKey:
                session.generate_key(
                    pkcs11.KeyType.AES, 256, label=self.place.key, store=True, template=_never_leaves()
                )
                return True
        return False

    def _with_key(self, do: Callable[[Any], bytes]) -> bytes:
        with _use:
            return _in_words(self.place, lambda: self._done(do))

    def _done(self, do: Callable[[Any], bytes]) -> bytes:
        with self._session() as session:
            return do(_find(session, self.place.key))

    def _session(self, *, writing: bool = False) -> Any:
        import pkcs11

        pin = self.place.read_pin()
        if self._refused == (tried := hashlib.sha256(pin.encode()).digest()):
            raise pkcs11.PinIncorrect
        try:
            return _library(self.place.module).get_token(token_label=self.place.token).open(rw=writing, user_pin=pin)
        except pkcs11.PinIncorrect:
            self._refused = tried
            raise


# A token knows one login for the whole process, so its users take turns.
_use = threading.Lock()
_opened_in: dict[str, int] = {}


def _library(module: str) -> Any:
    """The maker's module; begun anew in a process that was forked, as PKCS#11 asks for."""
    import pkcs11

    library, here = pkcs11.lib(module), os.getpid()
    if _opened_in.get(module, here) != here:
        library.reinitialize()
    _opened_in[module] = here
    return library


def _find(session: Any, label: str) -> Any:
    import pkcs11

    return session.get_key(label=label, key_type=pkcs11.KeyType.AES, object_class=pkcs11.ObjectClass.SECRET_KEY)


def _never_leaves() -> dict[Any, bool]:
    from pkcs11 import Attribute

    yes = (Attribute.TOKEN, Attribute.PRIVATE, Attribute.SENSITIVE, Attribute.ENCRYPT, Attribute.DECRYPT)
    no = (Attribute.EXTRACTABLE, Attribute.WRAP, Attribute.UNWRAP, Attribute.SIGN, Attribute.VERIFY)
    return {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}


def _seal(key: Any, nonce: bytes, content: bytes) -> bytes:
    import pkcs11

    sealed: bytes = key.encrypt(content, mechanism=pkcs11.Mechanism.AES_GCM, mechanism_param=_gcm(nonce))
    return sealed


def _open(key: Any, nonce: bytes, sealed: bytes) -> bytes:
    import pkcs11

    try:
        content: bytes = key.decrypt(sealed, mechanism=pkcs11.Mechanism.AES_GCM, mechanism_param=_gcm(nonce))
    except (pkcs11.GeneralError, pkcs11.EncryptedDataInvalid, pkcs11.EncryptedDataLenRange):
        raise NotByThis from None
    return content


def _gcm(nonce: bytes) -> Any:
    import pkcs11

    return pkcs11.GCMParams(nonce, _PURPOSE, 128)


Answer = TypeVar("Answer")


def _in_words(place: Place, do: Callable[[], Answer]) -> Answer:
    """What a token answers, and its refusals as sentences that say what to do."""
    try:
        import pkcs11
    except ImportError:
        raise KeyFault(
            "GENDERDESK_PKCS11_MODULE names a token, and the package that speaks to it is missing. "
            "Type: pip install 'genderdesk[pkcs11]'"
        ) from None
    try:
        return do()
    except pkcs11.PKCS11Error as fault:
        raise KeyFault(_sentence(place, fault)) from None


def _sentence(place: Place, fault: Exception) -> str:
    import pkcs11

    sentences: list[tuple[tuple[type[Exception], ...], str]] = [
        (
            (pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.DeviceRemoved),
            f"no token labelled {place.token!r} is there. Plug it in, or correct GENDERDESK_PKCS11_TOKEN.",
        ),
        (
            (pkcs11.MultipleTokensReturned,),
            f"several tokens are labelled {place.token!r}. Unplug the others, or give this one another label.",
        ),
        (
            (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange),
            f"the token {place.token!r} does not take this PIN. Correct it before the next start: "
            "a few wrong ones lock the token.",
        ),
        (
            (pkcs11.PinLocked,),
            f"the token {place.token!r} is locked after wrong PINs. Its security officer unlocks it.",
        ),
        (
            (pkcs11.NoSuchKey,),
            f"the token {place.token!r} holds no AES key labelled {place.key!r}. "
            "Correct GENDERDESK_PKCS11_KEY, or type: genderdesk keys token --make",
        ),
        (
            (pkcs11.MultipleObjectsReturned,),
            f"the token {place.token!r} holds several keys labelled {place.key!r}. Leave one of this label.",
        ),
    ]
    for kinds, sentence in sentences:
        if isinstance(fault, kinds):
            return sentence
    return (
        f"the token of {place.module} does not answer ({fault or type(fault).__name__}). Is the module the right one?"
    )
