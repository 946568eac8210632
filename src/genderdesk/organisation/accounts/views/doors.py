"""allauth's own pages behind the desk's declaration of who may."""

from __future__ import annotations

from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Rule, everyone, signed_in
from genderdesk.groundwork.protection.pages import View, page
from genderdesk.organisation.accounts.queries import sign_ins_by_role


def door(view: Any, needs: Rule) -> View:
    """An allauth view with its rule."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return page(needs=needs)(through)


class SignIn(account.LoginView):
    """allauth's sign-in page, with the demonstration's people beside it where there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demonstration = settings.ENVIRONMENT.demonstration
        return {**super().get_context_data(**kwargs), "people": sign_ins_by_role() if demonstration else {}}


@page(needs=everyone)
def closed(request: HttpRequest) -> HttpResponseBase:
    """Pages of allauth that this system does not offer: nobody signs up, nobody resets a password by e-mail."""
    raise Missing(_("Accounts are made by an administrator."))


sign_in = door(SignIn.as_view(), everyone)
sign_out = door(account.logout, everyone)
inactive = door(account.account_inactive, everyone)
reauthenticate = door(account.reauthenticate, signed_in)
second_factor = door(mfa.index, signed_in)
second_factor_prove = door(mfa.authenticate, everyone)
second_factor_again = door(mfa.reauthenticate, signed_in)
totp_activate = door(totp.activate_totp, signed_in)
totp_deactivate = door(totp.deactivate_totp, signed_in)
codes_view = door(codes.view_recovery_codes, signed_in)
codes_generate = door(codes.generate_recovery_codes, signed_in)
codes_download = door(codes.download_recovery_codes, signed_in)
