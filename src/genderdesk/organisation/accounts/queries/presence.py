"""Proof that the person who signed in is the one who presses now."""

from __future__ import annotations

import json
import uuid
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.organisation.accounts.models import User

_TYPED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def proves_presence(user_id: uuid.UUID, proof: str) -> bool:
    """Whether a code of the account's second factor, or an answer of one of its passkeys, is right at this moment. Each
    is good once.

    Where the demonstration asks for no second factor and none is set up, the password again.
    """
    user = one_of(User.objects.filter(pk=user_id, is_active=True))
    if user is None or not proof.strip():
        return False
    if proof.lstrip().startswith("{"):
        return _passkey_answers(user, proof)
    factors = list(Authenticator.objects.filter(user=user, type__in=_TYPED))
    if factors:
        code = "".join(proof.split())
        return any(bool(each.wrap().validate_code(code)) for each in factors)
    return not settings.SECOND_FACTOR_REQUIRED and user.check_password(proof)


def passkey_challenge(user_id: uuid.UUID) -> str:
    """What the browser asks one of somebody's passkeys, as JSON, for a proof of presence; empty where there is none."""
    if not Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN).exists():
        return ""
    return json.dumps(webauthn.begin_authentication(User.objects.get(pk=user_id)))


def _passkey_answers(user: User, proof: str) -> bool:
    """Whether a passkey of the account answered the challenge that this sign-in got last, with its owner verified."""
    if context.request is None:
        return False
    try:
        credential: Any = json.loads(proof)
        webauthn.parse_authentication_response(credential)
        passkey = webauthn.complete_authentication(user, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return False
    finally:
        webauthn.clear_state()
    passkey.record_usage()
    return True


def account_of_officer(officer_id: uuid.UUID) -> uuid.UUID | None:
    """The account by which an officer signs in."""
    return User.objects.filter(officer_id=officer_id, is_active=True).values_list("pk", flat=True).first()
