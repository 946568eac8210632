"""Who asks: every request gets its actor; a sign-in ends by its clocks, and what it lacks comes before any page."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.gate import Busy
from genderdesk.groundwork.protection.access import NOBODY, PUBLIC, Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.pages import known_as
from genderdesk.groundwork.protection.refreshes import is_refresh
from genderdesk.groundwork.protection.sessions import stored_key
from genderdesk.organisation.accounts.acts.devices import device_seen
from genderdesk.organisation.accounts.queries import actor_of, codes_of
from genderdesk.organisation.accounts.rules import missing_step, why_over

# Pages where somebody may be known; elsewhere nobody's session is read, and no cookie is set.
_STAFF = ("/staff/", "/api/")
# Sign-in pages belong to allauth, which keeps users and factors by itself.
SIGN_IN_PATHS = ("/staff/sign-in/", "/staff/sign-out/", "/staff/second-factor/")
# The session's clock moves with use, but is written at most this often; the list of devices more rarely.
REFRESH_SECONDS = 60
SEEN_SECONDS = 300
# By the API somebody who holds a session could try passwords for as long as it lasts; the page counts the tries.
_ON_PAGES_ALONE = ("/api/v1/acts/user.change_password",)


class ActorMiddleware:
    """Sets ``request.actor``; sends whoever still lacks a password of their own or a second factor to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(_STAFF):
            known_as(request, PUBLIC)
            return self.get_response(request)
        actor = self._actor(request)
        known_as(request, actor)
        if request.path.startswith(SIGN_IN_PATHS):
            with unguarded("sign-in"):
                return self.get_response(request)
        if request.user.is_authenticated and (before := _before_work(request)):
            return before
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The queue before the passwords is full: said at once, with nothing hashed."""
        if not isinstance(fault, Busy):
            return None
        sentence = _("Many sign in at this moment. Nothing is wrong with yours: try again in a minute.")
        answer = render(request, "web/errors/503.html", {"sentence": sentence}, status=503)
        answer["Retry-After"] = "60"
        return answer

    def _actor(self, request: HttpRequest) -> Actor:
        user = request.user
        if not user.is_authenticated:
            return NOBODY
        now = int(time.time())
        session = request.session
        if why_over(session, now):
            logout(request)
            return NOBODY
        if is_use(request):
            if now - session.get("listed", 0) > SEEN_SECONDS:
                session["listed"] = now
                device_seen(stored_key(str(session.session_key)))
            if now - session["seen"] > REFRESH_SECONDS:
                session["seen"] = now
        return actor_of(user)


def is_use(request: HttpRequest) -> bool:
    """Whether somebody does something: what an open page fetches by itself keeps no sign-in alive.

    What is typed is; what the page sends once more because it could not be kept (``draft.js``, ``keep.js``) is not.
    """
    by_script = request.method == "GET" and request.headers.get("Sec-Fetch-Dest") == "empty"
    return not (by_script or is_refresh(request) or "X-Desk-Again" in request.headers)


def _before_work(request: HttpRequest) -> HttpResponse | None:
    """Where somebody who is signed in must go first, or a refusal; None where nothing is missing."""
    session = request.session
    step = missing_step(session, factor_required=settings.SECOND_FACTOR_REQUIRED)
    if step == "codes":
        codes = codes_of(request.user)
        if codes is not None and codes.data.get("viewed_at"):
            session["codes_seen"] = True
            step = ""
        elif codes is None:
            step = "no codes"
    if step == "password" and request.path == "/staff/me/password/":
        step = ""
    if step:
        return redirect(_STEPS[step])
    if request.path.startswith(_ON_PAGES_ALONE):
        return HttpResponse(_("Change your password under My account."), status=403, content_type="text/plain")
    return None


_STEPS = {
    "password": "accounts:password",
    "factor": "mfa_activate_totp",
    "codes": "mfa_view_recovery_codes",
    "no codes": "mfa_generate_recovery_codes",
}
