"""What is asked for at the second factor: each answer is a counted try, and no code is taken twice."""

from __future__ import annotations

import base64
import binascii
import time
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.accounts.acts import tries
from genderdesk.organisation.accounts.adapter import held_sentence
from genderdesk.organisation.accounts.queries.passkeys import secret_from, without_secret
from genderdesk.organisation.accounts.rules import step_of_code

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "none", "spellcheck": "false"}


def _begin(user: Any) -> tries.Attempt:
    try:
        return tries.begin_factor(context.request, user)
    except tries.Held as held:
        raise held_sentence(held) from None


def _wrong() -> Exception:
    fault: Exception = get_adapter().validation_error("incorrect_code")
    return fault


def _takes(authenticator: Authenticator, code: str) -> bool:
    """Whether a code is right, and used up by that, also where it comes twice in the same moment."""
    with unguarded("sign-in"), transaction.atomic():
        return _takes_here(authenticator, code)


def _takes_here(authenticator: Authenticator, code: str) -> bool:
    if authenticator.type != Authenticator.Type.TOTP:
        return bool(authenticator.wrap().validate_code("".join(code.split())))
    kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = base64.b32decode(decrypt(kept.data["secret"]), casefold=True)
    step = step_of_code(secret, code, time.time(), after=kept.data.get("last_step", -1))
    if step is None:
        return False
    kept.data["last_step"] = step
    kept.save(update_fields=["data"])
    return True


class _CodeForm(AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code"), max_length=20, widget=forms.TextInput(attrs=_CODE), strip=True
        )

    def clean_code(self) -> str:
        attempt = _begin(self.user)
        code: str = self.cleaned_data["code"]
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
        for authenticator in Authenticator.objects.filter(user=self.user, type__in=kinds):
            if _takes(authenticator, code):
                authenticator.refresh_from_db()
                authenticator.user = self.user
                self.authenticator = authenticator
                tries.succeeded(attempt)
                return code
        tries.failed(attempt)
        raise _wrong()


class CodeForm(_CodeForm):
    """A code between password and sign-in."""


class CodeAgainForm(_CodeForm):
    """A code before a change that wants a fresh proof."""

    save = ReauthenticateForm.save


class ActivateAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app; it cannot be used once more to sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code that the app shows"), max_length=20, widget=forms.TextInput(attrs=_CODE)
        )

    def clean_code(self) -> str:
        attempt = _begin(self.user)
        try:
            secret = base64.b32decode(self.secret, casefold=True)
        except binascii.Error:
            raise _wrong() from None
        code: str = self.cleaned_data["code"]
        step = step_of_code(secret, code, time.time())
        if step is None:
            tries.failed(attempt)
            raise _wrong()
        tries.succeeded(attempt)
        context.request.used_step = step
        return code


class _GivesSecret(forms.Form):
    """What a passkey gave besides its answer. The field's name keeps it out of forms that are sent once more."""

    passkey_secret = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_passkey_secret(self) -> bytes:
        return secret_from(self.cleaned_data["passkey_secret"])


class _Passkey:
    """A passkey's answer, checked as a counted try. Anything that is no such answer is simply wrong."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Authenticator:
        credential = self.cleaned_data["credential"]
        attempt = _begin(self.user)
        try:
            webauthn.parse_authentication_response(credential)
            user = self.user or webauthn.extract_user_from_response(credential)
            authenticator: Authenticator = webauthn.complete_authentication(user, credential)
        except (forms.ValidationError, ValueError, TypeError, KeyError, AttributeError):
            webauthn.clear_state()
            tries.failed(attempt)
            raise _wrong() from None
        tries.succeeded(attempt)
        return authenticator


class PasskeyForm(_Passkey, _GivesSecret, AuthenticateWebAuthnForm):
    """A passkey between password and sign-in."""


class PasskeyAgainForm(_Passkey, ReauthenticateWebAuthnForm):
    """A passkey before a change that wants a fresh proof."""


class PasskeyAloneForm(_Passkey, _GivesSecret, LoginWebAuthnForm):
    """A passkey as the whole sign-in: it lies in the device, and the device asked for a PIN, finger or face."""


class AddPasskeyForm(_GivesSecret, SignupWebAuthnForm):
    """A new passkey and what its owner calls it."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean() or {}
        except (ValueError, TypeError, KeyError, AttributeError):
            raise _wrong() from None
        cleaned["credential"] = without_secret(cleaned.get("credential"))
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=60)
