"""A half-filled public form, carried by the page itself: nothing is kept on the server, no cookie is set.

The draft is sealed with a key of its own, so that a phone's saved page shows nothing readable, and it is good for two
hours.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import time
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from genderdesk.groundwork.protection.vault import keyring

LIFE_SECONDS = 2 * 3600


def write_draft(answers: dict[str, Any]) -> str:
    """The answers so far as one opaque word."""
    nonce = os.urandom(12)
    data = json.dumps([int(time.time()), answers], ensure_ascii=False).encode()
    data += b" " * (-len(data) % 256)
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, data, b"draft")).decode()


def read_draft(word: str) -> dict[str, Any]:
    """The answers of a draft; an empty dict where it is none, is too old or was changed."""
    try:
        raw = base64.urlsafe_b64decode(word)
        written_at, answers = json.loads(_cipher().decrypt(raw[:12], raw[12:], b"draft"))
    except (ValueError, binascii.Error, InvalidTag):
        return {}
    return dict(answers) if time.time() - written_at <= LIFE_SECONDS else {}


def _cipher() -> AESGCM:
    return AESGCM(keyring.derived("draft"))
