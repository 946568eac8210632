"""Whose personal key is open now: for one sign-in, in two halves that open nothing alone.

A password that was just found right opens the private key, and so does what a passkey gives. It is encrypted at once
under a secret that goes into a cookie which scripts cannot read; what is encrypted lies in the session on the server.
The session ends with the sign-out, the idle limit or a revocation, and its half with it.
"""

from __future__ import annotations

import base64
import binascii
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.vault import passkeys, personal

COOKIE = "gdk"
SESSION = "vault"
# Where somebody may be signed in.
_STAFF = ("/staff/", "/api/")


class Person:
    """Somebody whose private key may be open; it is opened when it is first needed. ``secrets`` are the keys of sealed
    files that it has opened since, kept no longer than the person stands here: one request."""

    def __init__(self, find: Callable[[], tuple[uuid.UUID, bytes] | None]) -> None:
        self._find = find
        self._found: tuple[uuid.UUID, bytes] | None = None
        self._asked = False
        self.secrets: dict[tuple[bytes, int], bytes] = {}

    def key(self) -> tuple[uuid.UUID, bytes] | None:
        """The person's id and private key; None where it is not open."""
        if not self._asked:
            self._found, self._asked = self._find(), True
        return self._found


_present: ContextVar[Person | None] = ContextVar("genderdesk_person", default=None)


def present() -> Person | None:
    """The person in front of the desk now."""
    return _present.get()


@contextmanager
def standing_here(person: Person | None) -> Iterator[None]:
    """Let a person's key be used within the ``with``."""
    token = _present.set(person)
    try:
        yield
    finally:
        _present.reset(token)


def person_with(user_id: uuid.UUID, private: bytes) -> Person:
    """A person whose private key is at hand, such as the recovery's two share holders."""
    return Person(lambda: (user_id, private))


def unlock(request: HttpRequest, actor: Actor, password: str) -> None:
    """Open somebody's private key by the password just found right, for this sign-in; a new pair stands in the ledger.

    It opens nothing before the sign-in is complete: only with her or him signed in are the halves brought together.
    """
    from genderdesk.groundwork.protection import ledger

    opened = personal.open_or_make(actor.id, password)
    if opened.how != "opened":
        ledger.write(ledger.Line("sign_in", f"personal_key.{opened.how}", actor))
    _part(request, actor.id, opened.private)


def unlock_by_passkey(request: HttpRequest, actor: Actor, credential: bytes, secret: bytes) -> bool:
    """Open somebody's private key by what the passkey just proved gave, for this sign-in; whether it could be."""
    private = passkeys.opened(actor.id, credential, secret)
    if private is not None:
        _part(request, actor.id, private)
    return private is not None


def let_passkey_open(actor: Actor, credential: bytes, secret: bytes) -> bool:
    """Let a passkey open the personal key that is open now; whether it is. The ledger says so."""
    from genderdesk.groundwork.protection import ledger

    person = present()
    key = person.key() if person else None
    if key is None or key[0] != actor.id or len(secret) != passkeys.SECRET_BYTES:
        return False
    with transaction.atomic():
        passkeys.keep(actor.id, key[1], credential, secret)
        ledger.write(ledger.Line("sign_in", "personal_key.passkey_added", actor))
    return True


def _part(request: HttpRequest, user_id: uuid.UUID, private: bytes) -> None:
    """Encrypt a private key under a fresh secret: one half for the session, one for the cookie."""
    secret, nonce = os.urandom(32), os.urandom(12)
    kept = nonce + AESGCM(secret).encrypt(nonce, private, _bound(user_id))
    # The session may still change its key, or begin anew, before the answer goes out.
    setattr(request, _HALVES, (base64.b64encode(kept).decode(), base64.urlsafe_b64encode(secret).decode()))


def is_unlocked() -> bool:
    """Whether the personal key of whoever is signed in is open in this browser."""
    person = present()
    return bool(person and person.key())


def password_changed(user_id: uuid.UUID, password: str, *, current: str = "") -> bool:
    """Take the personal key along to a new password where its owner changes it here and now; whether it could be.

    Where it is closed in this browser, the password that was valid until now (``current``) opens it. Wraps by passkeys
    stay; where somebody else set the password they are destroyed, as whoever set it must gain nothing by them.
    """
    person = present()
    key = person.key() if person else None
    private = key[1] if key is not None and key[0] == user_id else None
    if private is None and current:
        private = personal.opened_by(user_id, current)
    if private is not None:
        personal.rewrap(user_id, private, password)
    elif not current:
        passkeys.forget_all(user_id)
    return private is not None


_HALVES = "_vault_halves"


class PersonalKeys:
    """Middleware: brings both halves together for a request, and parts them again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(_STAFF):
            return self.get_response(request)
        with standing_here(Person(lambda: _opened(request))):
            response = self.get_response(request)
        halves: tuple[str, str] | None = getattr(request, _HALVES, None)
        if halves is not None:
            request.session[SESSION] = halves[0]
            _give(response, halves[1])
        elif COOKIE in request.COOKIES and SESSION not in request.session:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response


def _give(response: HttpResponseBase, secret: str) -> None:
    response.set_cookie(COOKIE, secret, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def _opened(request: HttpRequest) -> tuple[uuid.UUID, bytes] | None:
    user: Any = request.user
    halves: tuple[str, str] = getattr(request, _HALVES, None) or ("", request.COOKIES.get(COOKIE, ""))
    kept, secret = request.session.get(SESSION, halves[0]), halves[1]
    if not user.is_authenticated or not kept or not secret:
        return None
    try:
        stored = base64.b64decode(kept)
        private = AESGCM(base64.urlsafe_b64decode(secret)).decrypt(stored[:12], stored[12:], _bound(user.pk))
    except (InvalidTag, ValueError, binascii.Error):
        return None
    return user.pk, private


def _bound(user_id: uuid.UUID) -> bytes:
    return b"genderdesk session|" + user_id.bytes
