"""What accounts hears of the framework: each sign-in, each failed try and each sign-out goes to the ledger."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import NOBODY, SYSTEM
from genderdesk.organisation.accounts.acts import keep_device
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.queries import actor_of


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: User, **_signal: Any) -> None:
    """A sign-in: one entry, and the browser in the list of devices."""
    ledger.write(ledger.Line("sign_in", "sign_in", actor_of(user), subject=user))
    if request.session.session_key is None:
        request.session.save()
    browser = request.headers.get("User-Agent", "")
    keep_device(SYSTEM, user, session_key=str(request.session.session_key), browser=browser)


@receiver(user_login_failed)
def failed(sender: Any, **_signal: Any) -> None:
    """A failed try. What was typed is not kept: it may be a password in the wrong field."""
    ledger.write(ledger.Line("sign_in", "sign_in.failed", NOBODY))


@receiver(user_logged_out)
def signed_out(sender: Any, request: HttpRequest, user: User | None, **_signal: Any) -> None:
    """A sign-out."""
    if user is not None:
        ledger.write(ledger.Line("sign_in", "sign_out", actor_of(user), subject=user))


@receiver(authenticator_added)
def second_factor_added(sender: Any, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Whoever has just set the second factor up need not prove it again in this session."""
    request.session["second_factor"] = True
    ledger.write(ledger.Line("sign_in", "second_factor.added", actor_of(user), subject=user))
