"""What somebody sent while the network was away: the browser seals it for this desk alone, keeps it, and sends it on.

The page carries a public key, so that sealing needs no network, and nothing that lies on the phone can be read there,
by nobody. A word opens for who sealed it and for no other; it has no end, for work that waits must not be lost.
ECDH on P-256, HKDF-SHA256 and AES-256-GCM, which every browser has (Web Cryptography API); ``kept.js`` is the other
side.
"""

from __future__ import annotations

import base64
import binascii
import json
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.drafts import mark_of
from genderdesk.groundwork.protection.vault import keyring

# Of the curve P-256 (NIST SP 800-186, 3.2.1.3): the number of its points.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_POINT, _NONCE = 65, 12


def owner_mark(actor: Actor) -> str:
    """The name under which a browser keeps what one person has to send; it does not tell who that is."""
    return mark_of(actor, "kept on a phone")


def public_key() -> str:
    """The desk's key that browsers seal with: an uncompressed point in base64."""
    return _public(keyring.derived("kept on a phone"))


def open_kept(word: str, actor: Actor) -> Any:
    """What an actor's browser sealed; None where the word is none, is somebody else's or was changed."""
    try:
        raw = base64.b64decode(word, validate=True)
        point, rest = raw[:_POINT], raw[_POINT:]
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        shared = _private(keyring.derived("kept on a phone")).exchange(ec.ECDH(), sender)
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=point).derive(shared)
        return json.loads(AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], owner_mark(actor).encode()))
    except (ValueError, binascii.Error, InvalidTag):
        return None


def told_by_script(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """For a form that ``kept.js`` sent, a view's way to the next page as a word: the script then knows that it was
    taken, and a sign-in page, which is a redirect too, is never mistaken for that."""
    if "X-Desk-Kept" not in request.headers or response.status_code != 302:
        return response
    return HttpResponse(status=204, headers={"Desk-Next": response.headers["Location"]})


@lru_cache(maxsize=4)
def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret) % (_ORDER - 1) + 1, ec.SECP256R1())


@lru_cache(maxsize=4)
def _public(secret: bytes) -> str:
    point = _private(secret).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.b64encode(point).decode()
