"""How allauth behaves here: no sign-up, no e-mail, everybody lands where the post's work is."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from genderdesk.groundwork.protection.vault import unlock
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.queries import actor_of, landing_of

_FRESH_SECONDS = 300


class DeskAccountAdapter(DefaultAccountAdapter):
    """allauth's account adapter."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        if not isinstance(user, User):
            return None
        unlock(request, actor_of(user), str(credentials["password"]))
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        return landing_of(actor_of(user)) if isinstance(user, User) else "/staff/"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of a sign-in: whoever has just given the password is not asked for it again."""
        records = self.request.session.get("account_authentication_methods") or [{}]
        return time.time() - records[-1].get("at", 0) > _FRESH_SECONDS

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """None: the page itself shows that somebody is signed in."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: the desk sends no e-mail about sign-ins."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None, for the same reason."""
