"""Proof that the person who signed in is the one who presses now."""

from __future__ import annotations

import uuid

from allauth.mfa.models import Authenticator
from django.conf import settings

from genderdesk.organisation.accounts.models import User

_TYPED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def proves_presence(user_id: uuid.UUID, proof: str) -> bool:
    """Whether a code of the account's second factor is right at this moment; a code is good once.

    Where the demonstration asks for no second factor and none is set up, the password again.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not proof.strip():
        return False
    factors = list(Authenticator.objects.filter(user=user, type__in=_TYPED))
    if factors:
        code = "".join(proof.split())
        return any(bool(each.wrap().validate_code(code)) for each in factors)
    return not settings.SECOND_FACTOR_REQUIRED and user.check_password(proof)


def account_of_officer(officer_id: uuid.UUID) -> uuid.UUID | None:
    """The account by which an officer signs in."""
    return User.objects.filter(officer_id=officer_id, is_active=True).values_list("pk", flat=True).first()
