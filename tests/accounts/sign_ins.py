"""Signing in as browsers do it: password, then a code; for tests of the door."""

from __future__ import annotations

import base64
import time
import uuid
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.vault.sealed import unseal
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.rules import CODE_SECONDS, code_at

PASSWORD = "Kigali-horizon-7741"
DESK, ELSEWHERE = "10.0.0.5", "203.0.113.9"


@dataclass
class Owner:
    """Somebody with an account of their own, and an authenticator app once it is set up."""

    user: User
    secret: str = ""

    def code(self) -> str:
        """What the app shows now, as if the last code had been used long ago."""
        for row in Authenticator.objects.filter(user=self.user, type="totp"):
            row.data["last_step"] = -1
            row.save()
        return code_at(base64.b32decode(self.secret), int(time.time()) // CODE_SECONDS)


def owner(role: str = "oversight", *, name: str = "owner") -> Owner:
    """An account with a password that only its owner knows."""
    with unguarded("test"):
        user = User(username=name, standing_role=role)
        user.set_password(PASSWORD)
        user.save()
    return Owner(user)


def browser(source: str = DESK) -> Client:
    """A browser at an address."""
    return Client(REMOTE_ADDR=source)


def give_password(client: Client, name: str = "owner", password: str = PASSWORD) -> Any:
    """Send the sign-in form."""
    return client.post("/staff/sign-in/", {"login": name, "password": password})


def give_code(client: Client, code: str) -> Any:
    """Send the second factor."""
    return client.post("/staff/second-factor/prove/", {"code": code})


def set_up_app(client: Client, who: Owner) -> None:
    """Set an authenticator app up and see the recovery codes."""
    page = client.get("/staff/second-factor/activate/")
    who.secret = page.context["form"].secret
    answer = client.post("/staff/second-factor/activate/", {"code": who.code()})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer.headers["Location"]).status_code == 200


def with_app(settings: Any, *, name: str = "owner", role: str = "oversight") -> tuple[Owner, Client]:
    """An owner with an app, and the browser in which it was set up, signed in."""
    settings.SECOND_FACTOR_REQUIRED = True
    who, client = owner(role, name=name), browser()
    give_password(client, name)
    set_up_app(client, who)
    return who, client


def sign_in(client: Client, who: Owner) -> Any:
    """Password and code."""
    give_password(client, who.user.username)
    return give_code(client, who.code())


def change_password(client: Client, current: str, password: str) -> Any:
    """Send the form for a new password of one's own."""
    sent = {"current": current, "password": password, "op_id": str(uuid.uuid4())}
    return client.post("/staff/me/password/", sent)


def opened_secret(authenticator: Authenticator, owner_id: Any) -> str:
    """An app's secret from its row, opened for an account."""
    sealed = bytes.fromhex(authenticator.data["secret"])
    return unseal(sealed, "accounts", "mfa_authenticator", owner_id, "data")
