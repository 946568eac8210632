"""allauth's own pages behind the desk's declaration of who may."""

from __future__ import annotations

import json
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Rule, everyone, signed_in
from genderdesk.groundwork.protection.pages import View, page
from genderdesk.groundwork.protection.vault.passkeys import mark_of, marks_of
from genderdesk.organisation.accounts.queries import sign_ins_by_role
from genderdesk.organisation.accounts.queries.passkeys import asking_for_secret, credential_of
from genderdesk.organisation.accounts.views.passkeys import (
    AddPasskey,
    PasskeyAlone,
    ProveAgainByPasskey,
    RemovePasskey,
    RenamePasskey,
    learned,
    let_open,
)


def door(view: Any, needs: Rule) -> View:
    """An allauth view with its rule. What is typed there, or given by a passkey, stands in no report of an error."""

    @sensitive_post_parameters()
    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return page(needs=needs)(through)


class SignIn(account.LoginView):
    """allauth's sign-in page, with the demonstration's people beside it where there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demonstration = settings.ENVIRONMENT.demonstration
        return {**super().get_context_data(**kwargs), "people": sign_ins_by_role() if demonstration else {}}


class Prove(mfa.AuthenticateView):
    """The second factor between password and sign-in: a code, or a passkey where the account has one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asked = context["js_data"]["request_options"]
        kinds = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return {
            **context,
            "options": json.dumps(asking_for_secret(asked)) if "webauthn" in kinds else "",
            "takes_codes": bool(kinds - {"webauthn"}),
            "passkey_wrong": bool(self.webauthn_form.errors),
        }

    def form_valid(self, form: Any) -> Any:
        """Signed in. The password has opened the personal key; from now on this passkey opens it alone too."""
        answer = super().form_valid(form)
        passkey = form.cleaned_data.get("credential")
        user = self.request.user
        if passkey is not None and user.is_authenticated and mark_of(credential_of(passkey)) not in marks_of(user.pk):
            learned(self.request, passkey, form.cleaned_data["passkey_secret"])
        return answer


class RemoveApp(totp.DeactivateTOTPView):
    """Removes the authenticator app; the adapter keeps the only factor."""

    success_url = reverse_lazy("accounts:me")

    @transaction.atomic
    def form_valid(self, form: Any) -> Any:
        return super().form_valid(form)


@page(needs=everyone)
def closed(request: HttpRequest) -> HttpResponseBase:
    """Pages of allauth that this system does not offer: nobody signs up, nobody resets a password by e-mail."""
    raise Missing(_("Accounts are made by an administrator."))


@page(needs=signed_in)
def factors(request: HttpRequest) -> HttpResponseBase:
    """allauth's list of factors: they stand on everybody's own page."""
    return redirect("accounts:me")


def _challenge_or_answer(request: HttpRequest) -> HttpResponseBase:
    """Only our script asks for a challenge; a person who opens the address is led to the sign-in."""
    if request.method == "GET" and request.headers.get("Accept") != "application/json":
        return redirect(settings.LOGIN_URL)
    answer: HttpResponseBase = PasskeyAlone.as_view()(request)
    return answer if answer.status_code != 429 else JsonResponse({"sentence": _("Try again in a minute.")}, status=429)


sign_in = door(SignIn.as_view(), everyone)
sign_out = door(account.logout, everyone)
inactive = door(account.account_inactive, everyone)
reauthenticate = door(account.reauthenticate, signed_in)
second_factor_prove = door(Prove.as_view(), everyone)
second_factor_again = door(mfa.reauthenticate, signed_in)
totp_activate = door(totp.activate_totp, signed_in)
totp_deactivate = door(RemoveApp.as_view(), signed_in)
codes_view = door(codes.view_recovery_codes, signed_in)
codes_generate = door(codes.generate_recovery_codes, signed_in)
passkey_sign_in = door(_challenge_or_answer, everyone)
passkey_add = door(AddPasskey.as_view(), signed_in)
passkey_again = door(ProveAgainByPasskey.as_view(), signed_in)
passkey_rename = door(RenamePasskey.as_view(), signed_in)
passkey_opens = door(let_open, signed_in)
passkey_remove = door(RemovePasskey.as_view(), signed_in)
