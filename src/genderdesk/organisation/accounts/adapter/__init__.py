"""How allauth behaves here: no sign-up, no e-mail, tries are counted, everybody lands where the post's work is."""

from __future__ import annotations

import time
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.gate import Busy, for_somebody_known
from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import NOBODY
from genderdesk.groundwork.protection.vault import unlock
from genderdesk.groundwork.protection.vault.sealed import seal, unseal
from genderdesk.organisation.accounts.acts import tries
from genderdesk.organisation.accounts.labels import too_many
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.queries import actor_of, has_factor, landing_of, user_named
from genderdesk.organisation.accounts.queries.browsers import remember_browser, source_of
from genderdesk.organisation.accounts.rules import proved_lately
from genderdesk.organisation.accounts.vocabulary import TEMPORARY_PASSWORD_DAYS


def held_sentence(held: tries.Held) -> ValidationError:
    """What is said to whoever must wait before the next try."""
    return ValidationError(too_many(held.wait_seconds), code="held")


class DeskAccountAdapter(DefaultAccountAdapter):
    """allauth's account adapter."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return source_of(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A counted try at a password: nothing is hashed for who must wait, nor while the queue is full."""
        name = str(credentials.get("username", ""))
        try:
            attempt = tries.begin_password(request, name, user_named(name))
        except tries.Held as held:
            raise held_sentence(held) from None
        AuthenticationBackend.unstash_authenticated_user()
        try:
            with for_somebody_known() if attempt.is_known else nullcontext():
                found = authenticate(request, **credentials)
        except Busy:
            tries.call_off(attempt)
            raise
        user = found or AuthenticationBackend.unstash_authenticated_user()
        if isinstance(user, User):
            tries.succeeded(attempt)
            with for_somebody_known():
                unlock(request, actor_of(user), str(credentials["password"]))
            return user
        tries.failed(attempt)
        return None

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A first password that was not used in time opens nothing any more."""
        oldest = timezone.now() - timedelta(days=TEMPORARY_PASSWORD_DAYS)
        if user.password_is_temporary and user.password_set_at < oldest:
            return self.respond_user_inactive(request, user)
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        ledger.write(ledger.Line("sign_in", "sign_in.refused", NOBODY, subject=user))
        return redirect("account_inactive")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_browser(request, response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        return landing_of(actor_of(user)) if isinstance(user, User) else "/staff/"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of a proof: whoever has just signed in is not asked for it again."""
        owns = has_factor(self.request.user)
        return not proved_lately(self.request.session, time.time(), has_factor=owns)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The second factor where there is one: a password that somebody saw over a shoulder is no proof then."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [each for each in methods if each["id"] != "reauthenticate"] or methods

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """None: the page itself shows that somebody is signed in."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: the desk sends no e-mail about sign-ins."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None, for the same reason."""


class DeskMFAAdapter(DefaultMFAAdapter):
    """allauth's adapter of second factors: their secrets are sealed for the account that they belong to."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This was not right. Wait for the next code, or try again."),
        "cannot_delete_authenticator": _(
            "This is your only second factor. Set up another one first, then remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, *_place(_owner())).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(bytes.fromhex(encrypted_text), *_place(_owner()))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the only one, where one is required: the account would take the next one that anybody sets up."""
        if not settings.SECOND_FACTOR_REQUIRED:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Gender Desk"}

    def generate_authenticator_name(self, user: Any, kind: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=kind).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}


def _owner() -> Any:
    """Whose secrets are opened in this request: who is signed in, or who has given the password and signs in now."""
    from allauth.core import context

    request = context.request
    if request.user.is_authenticated:
        return request.user.pk
    return request._login_stage.login.user.pk


def _place(owner: Any) -> tuple[str, str, Any, str]:
    return ("accounts", "mfa_authenticator", owner, "data")
