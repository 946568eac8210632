"""What somebody has typed and not sent, as one opaque word: the browser keeps the word, this desk alone opens it.

On a shared computer or a phone that is taken away nothing of it can be read, and the server keeps nothing at all. A
word opens for what it was bound to and until its life is over; its length says little, for it is filled up.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import time
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.vault import keyring

# Our own choice: a form of staff outlives the longest session (12 hours, docs/sign-in.md) and no more.
STAFF_LIFE_SECONDS = 12 * 3600
_FILL = 256


def seal_draft(typed: Any, bound_to: str) -> str:
    """What was typed, which JSON can say, as one opaque word."""
    nonce = os.urandom(12)
    data = json.dumps([int(time.time()), typed], ensure_ascii=False).encode()
    data += b" " * (-len(data) % _FILL)
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, data, bound_to.encode())).decode()


def open_draft(word: str, bound_to: str, life_seconds: int) -> Any:
    """What was typed; None where the word is none, is bound to something else, is too old or was changed."""
    try:
        raw = base64.urlsafe_b64decode(word)
        written_at, typed = json.loads(_cipher().decrypt(raw[:12], raw[12:], bound_to.encode()))
    except (ValueError, binascii.Error, InvalidTag):
        return None
    return typed if time.time() - written_at <= life_seconds else None


def mark_of(actor: Actor, address: str) -> str:
    """The name under which a browser keeps the drafts of one person for the form of one address; it tells neither."""
    return hmac.new(keyring.derived("draft mark"), f"{actor.id} {address}".encode(), hashlib.sha256).hexdigest()[:32]


def bound_to(actor: Actor, mark: str) -> str:
    """What a draft of staff is bound to: who typed it, and the form."""
    return f"{actor.id} {mark}"


def _cipher() -> AESGCM:
    return AESGCM(keyring.derived("draft"))
