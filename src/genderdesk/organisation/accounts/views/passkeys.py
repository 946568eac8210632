"""allauth's pages of passkeys, and what a passkey opens besides the sign-in: the personal key.

The browser hands over a passkey's secret (WebAuthn's ``prf``) in a field of its own beside the answer. It opens or
makes one wrap and is dropped with the request.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from allauth.utils import get_form_class
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from fido2.utils import websafe_encode

from genderdesk.groundwork.platform.refusals import Refused
from genderdesk.groundwork.protection.vault import holds_any, is_unlocked, let_passkey_open, unlock_by_passkey
from genderdesk.organisation.accounts.queries import actor_of
from genderdesk.organisation.accounts.queries.passkeys import asking_for_secret, credential_of


def learned(request: HttpRequest, passkey: Authenticator, secret: bytes) -> bool:
    """Let a passkey that was just made or proved open the personal key, where that is open; whether it does now."""
    user: Any = request.user
    if not secret or not user.is_authenticated or user.pk != passkey.user_id:
        return False
    return let_passkey_open(actor_of(user), credential_of(passkey), secret)


class ProveAgainByPasskey(webauthn.ReauthenticateWebAuthnView):
    """A passkey before a change that wants a fresh proof."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "options": json.dumps(context["js_data"]["request_options"])}

    def form_invalid(self, form: Any) -> Any:
        return self.render_to_response(self.get_context_data(form=form, passkey_wrong=True))


class AddPasskey(webauthn.AddWebAuthnView):
    """A new passkey: it lies in the device and asks for a PIN, finger or face, so that it can be the whole sign-in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # The last one counts: a passkey that is found without a name, with its owner verified.
        options = asking_for_secret(auth.begin_registration(self.request.user, passwordless=True))
        return {**context, "options": json.dumps(options), "passkey_wrong": context["form"].is_bound}

    @transaction.atomic
    def form_valid(self, form: Any) -> Any:
        """The passkey, its wrap of the personal key and the ledger's entries, in one transaction."""
        answer = super().form_valid(form)
        made = Authenticator.objects.filter(user_id=self.request.user.pk, type=Authenticator.Type.WEBAUTHN)
        learned(self.request, made.latest("pk"), form.cleaned_data["passkey_secret"])
        return answer

    def get_success_url(self) -> str:
        return str(reverse_lazy("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "accounts:me"))


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Removes a passkey, and with it its wrap of the personal key, but not the only factor."""

    success_url = reverse_lazy("accounts:me")

    @transaction.atomic
    def form_valid(self, form: Any) -> Any:
        if settings.SECOND_FACTOR_REQUIRED and _is_only_factor(self.get_object()):
            raise Refused(_("This is your only second factor. Set up another one first, then remove this one."))
        return super().form_valid(form)


class RenamePasskey(webauthn.EditWebAuthnView):
    """Another name for a passkey."""

    success_url = reverse_lazy("accounts:me")


def _is_only_factor(authenticator: Authenticator) -> bool:
    others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
    return not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


class PasskeyAlone(webauthn.LoginWebAuthnView):
    """A passkey as the whole sign-in: its challenge by GET, its answer by POST."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return JsonResponse({"request_options": asking_for_secret(auth.begin_authentication(user=None))})

    def form_valid(self, form: Any) -> Any:
        """Signed in; the personal key opens with it where the passkey can. Whoever holds sealed files and has not
        opened it so is told, and asked for the password once."""
        answer = super().form_valid(form)
        passkey, user = form.cleaned_data["credential"], self.request.user
        if not user.is_authenticated or user.pk != passkey.user_id:
            return answer
        actor, secret = actor_of(user), form.cleaned_data["passkey_secret"]
        if unlock_by_passkey(self.request, actor, credential_of(passkey), secret) or not holds_any(user.pk):
            return answer
        return redirect(f"{reverse('accounts:unlock')}?passkey={'new' if secret else 'no'}")

    def form_invalid(self, form: Any) -> Any:
        return redirect(f"{settings.LOGIN_URL}?passkey=wrong")


def let_open(request: HttpRequest, pk: int) -> Any:
    """Let one of the own passkeys open sealed files: the key is open here, and the passkey is used once for it."""
    passkey = get_object_or_404(Authenticator, pk=pk, user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    if not is_unlocked():
        return redirect("accounts:unlock")
    fault = ""
    if request.method == "POST":
        kind = get_form_class(app_settings.FORMS, "authenticate_webauthn", AuthenticateWebAuthnForm)
        form = kind(request.POST, user=request.user)
        if not form.is_valid() or form.cleaned_data["credential"].pk != pk:
            fault = "wrong"
        elif learned(request, passkey, form.cleaned_data["passkey_secret"]):
            return redirect("accounts:me")
        else:
            fault = "cannot"
    options = json.dumps(asking_for_secret(_of_this_one(request, passkey)))
    context = {"passkey": passkey, "options": options, "fault": fault, "passkey_wrong": fault == "wrong"}
    return render(request, "accounts/let_open.html", context, status=422 if fault else 200)


def _of_this_one(request: HttpRequest, passkey: Authenticator) -> dict[str, Any]:
    """A challenge that only this one of somebody's passkeys is asked for."""
    options = auth.begin_authentication(request.user)
    public, own = options["publicKey"], websafe_encode(credential_of(passkey))
    allowed = [each for each in public["allowCredentials"] if each["id"] == own]
    return {**options, "publicKey": {**public, "allowCredentials": allowed}}
