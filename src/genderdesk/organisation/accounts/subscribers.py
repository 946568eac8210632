"""What accounts hears of the framework: each event of a sign-in makes one entry in the ledger."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from genderdesk.groundwork.protection import door, ledger
from genderdesk.groundwork.protection.access import NOBODY
from genderdesk.groundwork.protection.sessions import stored_key
from genderdesk.groundwork.protection.vault import passkeys
from genderdesk.organisation.accounts.acts import keep_device
from genderdesk.organisation.accounts.acts.devices import device_left
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.queries import actor_of
from genderdesk.organisation.accounts.queries.passkeys import credential_of


def _tell(name: str, user: User, **notes: Any) -> None:
    ledger.write(ledger.Line("sign_in", name, actor_of(user), subject=user, notes=notes))


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: User, **_signal: Any) -> None:
    """A sign-in: one entry, its clocks begin, and the browser stands in the list of devices."""
    session = request.session
    session["since"] = session["seen"] = session["listed"] = int(time.time())
    session["temporary_password"] = user.password_is_temporary
    if session.session_key is None:
        session.save()
    _tell("sign_in", user)
    browser = request.headers.get("User-Agent", "")
    keep_device(user, session_key=stored_key(str(session.session_key)), browser=browser)


@receiver(user_logged_out)
def signed_out(sender: Any, request: HttpRequest, user: User | None, **_signal: Any) -> None:
    """A sign-out, or the end of a sign-in by its clocks."""
    if user is not None:
        _tell("sign_out", user)
        device_left(stored_key(str(request.session.session_key)))


@receiver(authentication_step_completed)
def proved(sender: Any, request: HttpRequest, user: User, method: str, **told: Any) -> None:
    """A proof: the second factor on the way in, or a fresh one before a change. The password is part of the sign-in."""
    by = str(told.get("type") or method)
    if told.get("reauthenticated"):
        _tell("sign_in.again", user, by=by)
    elif method == "mfa":
        # Nobody is signed in yet: who proves this is known by the password, or by the passkey itself.
        ledger.write(ledger.Line("sign_in", "second_factor.proved", NOBODY, subject=user, notes={"by": by}))


# Rows and not allauth's own signals: those come after the commit, and the entry must not be missing for a moment.
@receiver(post_save, sender=Authenticator)
def factor_added(sender: Any, instance: Authenticator, created: bool, **_signal: Any) -> None:
    """A new factor, in its transaction. Who has just set it up need not prove it again; its first code is used up."""
    if not created:
        return
    request = context.request
    if instance.type == Authenticator.Type.RECOVERY_CODES:
        request.session.pop("codes_seen", None)
    else:
        request.session["second_factor"] = int(time.time())
    if instance.type == Authenticator.Type.TOTP:
        instance.data["last_step"] = getattr(request, "used_step", -1)
        instance.save(update_fields=["data"])
    _tell("second_factor.added", instance.user, what=instance.type)


@receiver(post_delete, sender=Authenticator)
def factor_removed(sender: Any, instance: Authenticator, **_signal: Any) -> None:
    """A factor that its owner removed. One taken away by others stands in their act; codes go when new ones come.
    A passkey's wrap of the personal key goes with it, whoever took it away."""
    if instance.type == Authenticator.Type.WEBAUTHN:
        passkeys.forget(instance.user_id, credential_of(instance))
    standing = door.current()
    if instance.type != Authenticator.Type.RECOVERY_CODES and (standing is None or standing.kind != "act"):
        _tell("second_factor.removed", instance.user, what=instance.type)
