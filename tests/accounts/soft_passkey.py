"""A passkey in software: it answers the server's challenges as a phone's own authenticator does, ``prf`` included."""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import os
import re
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.accounts.sign_ins import DESK, PASSWORD, give_password

HOST, ORIGIN = "localhost", "http://localhost"


class SoftPasskey:
    """One passkey. ``can`` says whether its device gives secrets; ``made_with`` whether it does so when it is made."""

    def __init__(self, *, can: bool = True, made_with: bool = True) -> None:
        self.can, self.made_with = can, made_with
        self.knows_its_owner = True
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self._seed = os.urandom(32)
        self._owner = ""
        self._count = 0

    def secret(self, options: dict[str, Any]) -> bytes:
        """What it gives for the input that is asked: HMAC under a key of its own (WebAuthn, 10.1.4)."""
        asked = websafe_decode(options["publicKey"]["extensions"]["prf"]["eval"]["first"])
        given = hashlib.sha256(b"WebAuthn PRF\0" + asked).digest()
        return hmac.new(self._seed, given, hashlib.sha256).digest()

    def _data(self, rp_id: str, **more: Any) -> AuthenticatorData:
        self._count += 1
        verified = AuthenticatorData.FLAG.UV if self.knows_its_owner else AuthenticatorData.FLAG(0)
        flags = AuthenticatorData.FLAG.UP | verified | (AuthenticatorData.FLAG.AT if more else 0)
        return AuthenticatorData.create(hashlib.sha256(rp_id.encode()).digest(), flags, self._count, **more)

    def _said(self, options: dict[str, Any], kind: CollectedClientData.TYPE) -> CollectedClientData:
        challenge = websafe_decode(options["publicKey"]["challenge"])
        return CollectedClientData.create(type=kind, challenge=challenge, origin=ORIGIN)

    def made(self, options: dict[str, Any]) -> dict[str, str]:
        """The form that a browser sends after making it."""
        public = options["publicKey"]
        self._owner = public["user"]["id"]
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        attested = AttestationObject.create("none", self._data(public["rp"]["id"], credential_data=credential), {})
        response = {
            "clientDataJSON": websafe_encode(self._said(options, CollectedClientData.TYPE.CREATE)),
            "attestationObject": websafe_encode(attested),
        }
        return self._form(response, {"prf": {"enabled": self.can}}, options if self.made_with else None)

    def answer(self, options: dict[str, Any]) -> dict[str, str]:
        """The form that a browser sends after using it."""
        said = self._said(options, CollectedClientData.TYPE.GET)
        data = self._data(options["publicKey"]["rpId"])
        response = {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(data + said.hash, ec.ECDSA(SHA256()))),
            "userHandle": self._owner,
        }
        return self._form(response, {}, options)

    def _form(self, response: dict[str, str], told: Any, options: dict[str, Any] | None) -> dict[str, str]:
        own = websafe_encode(self.id)
        credential = {
            "id": own,
            "rawId": own,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": told,
        }
        form = {"credential": json.dumps(credential)}
        if self.can and options is not None and "prf" in (options["publicKey"].get("extensions") or {}):
            form["passkey_secret"] = websafe_encode(self.secret(options))
        return form


def at_desk() -> Client:
    """A browser under the name that passkeys take without TLS."""
    return Client(REMOTE_ADDR=DESK, HTTP_HOST=HOST)


def options_on(client: Client, address: str) -> dict[str, Any]:
    """The challenge in a page."""
    page = client.get(address)
    found = re.search(r'data-options="([^"]+)"', page.content.decode())
    assert found, (page.status_code, page.content[:2000])
    options: dict[str, Any] = json.loads(html.unescape(found[1]))
    return options


def add_passkey(client: Client, passkey: SoftPasskey, name: str = "Phone") -> Any:
    """Make it, as somebody who is signed in."""
    address = "/staff/second-factor/passkeys/add/"
    return client.post(address, {**passkey.made(options_on(client, address)), "name": name})


def challenge_alone(client: Client) -> dict[str, Any]:
    """The challenge for a passkey as the whole sign-in."""
    answer = client.get("/staff/sign-in/passkey/", headers={"Accept": "application/json"})
    options: dict[str, Any] = answer.json()["request_options"]
    return options


def sign_in_alone(passkey: SoftPasskey, **changed: str) -> tuple[Client, Any]:
    """Sign in with nothing but it."""
    client = at_desk()
    form = {**passkey.answer(challenge_alone(client)), **changed}
    return client, client.post("/staff/sign-in/passkey/", form)


def sign_in_with_both(passkey: SoftPasskey, password: str = PASSWORD) -> Client:
    """Sign in with the password and then the passkey."""
    client = at_desk()
    give_password(client, password=password)
    address = "/staff/second-factor/prove/"
    answer = client.post(address, passkey.answer(options_on(client, address)))
    assert answer.status_code == 302, answer.content
    return client
