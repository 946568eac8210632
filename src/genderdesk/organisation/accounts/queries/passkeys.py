"""What somebody's passkeys are and open, and how they are asked for it: WebAuthn's extension ``prf``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from fido2.utils import websafe_decode, websafe_encode

from genderdesk.groundwork.protection.vault.passkeys import INPUT, SECRET_BYTES, mark_of, marks_of


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey; whether it ``opens`` the personal key, and whether it ``can`` (None where nobody asked it)."""

    factor: Authenticator
    opens: bool
    can: bool | None


def passkeys_among(factors: list[Authenticator]) -> list[Passkey]:
    """The passkeys among somebody's factors, and what each opens."""
    keys = [each for each in factors if each.type == Authenticator.Type.WEBAUTHN]
    marks = marks_of(keys[0].user_id) if keys else frozenset()
    return [Passkey(each, mark_of(credential_of(each)) in marks, can_give_secret(each)) for each in keys]


def credential_of(authenticator: Authenticator) -> bytes:
    """A passkey's own id, as it attested it."""
    made: bytes = authenticator.wrap().authenticator_data.credential_data.credential_id
    return made


def can_give_secret(authenticator: Authenticator) -> bool | None:
    """Whether a passkey said that it can give a secret; None where it was made before anybody asked."""
    told = authenticator.data["credential"].get("clientExtensionResults", {}).get("prf")
    return None if told is None else bool(told.get("enabled"))


def asking_for_secret(options: dict[str, Any]) -> dict[str, Any]:
    """A challenge of allauth's that also asks for the passkey's secret."""
    public = dict(options["publicKey"])
    asked = {"eval": {"first": websafe_encode(INPUT)}}
    public["extensions"] = {**(public.get("extensions") or {}), "prf": asked}
    return {**options, "publicKey": public}


def secret_from(text: str) -> bytes:
    """The secret that a browser handed over; empty where it is none."""
    try:
        secret: bytes = websafe_decode(text)
    except ValueError:
        return b""
    return secret if len(secret) == SECRET_BYTES else b""


def without_secret(credential: Any) -> Any:
    """A new passkey's answer as it is kept: whether it can give a secret, never the secret."""
    if not isinstance(credential, dict):
        return credential
    results = credential.get("clientExtensionResults")
    if not isinstance(results, dict) or "prf" not in results:
        return credential
    told = results["prf"]
    can = bool(told.get("enabled")) if isinstance(told, dict) else False
    return {**credential, "clientExtensionResults": {**results, "prf": {"enabled": can}}}
