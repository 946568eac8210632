"""Who asks: every request gets its actor, and staff pages their second factor and their idle limit."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from genderdesk.groundwork.protection.access import NOBODY, PUBLIC, Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.pages import known_as
from genderdesk.organisation.accounts.queries import actor_of

# Pages where somebody may be known; elsewhere nobody's session is read, and no cookie is set.
_STAFF = ("/staff/", "/api/")
# Sign-in pages belong to allauth, which keeps users and factors by itself.
SIGN_IN_PATHS = ("/staff/sign-in/", "/staff/sign-out/", "/staff/second-factor/")
# The session's end moves with use, but is written at most this often.
REFRESH_SECONDS = 300


class ActorMiddleware:
    """Sets ``request.actor``; sends whoever still lacks a second factor to set it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(_STAFF):
            known_as(request, PUBLIC)
            return self.get_response(request)
        known_as(request, self._actor(request))
        if request.path.startswith(SIGN_IN_PATHS):
            with unguarded("sign-in"):
                return self.get_response(request)
        if request.user.is_authenticated and settings.SECOND_FACTOR_REQUIRED and not used_second_factor(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor:
        user = request.user
        if not user.is_authenticated:
            return NOBODY
        now = int(time.time())
        seen = request.session.get("seen", now)
        if now - seen > settings.SESSION_COOKIE_AGE:
            logout(request)
            return NOBODY
        if now - seen > REFRESH_SECONDS or "seen" not in request.session:
            request.session["seen"] = now
        return actor_of(user)


def used_second_factor(request: HttpRequest) -> bool:
    """True where this session was opened with a second factor, or set one up."""
    records = request.session.get("account_authentication_methods", [])
    return bool(request.session.get("second_factor")) or any(each.get("method") == "mfa" for each in records)
