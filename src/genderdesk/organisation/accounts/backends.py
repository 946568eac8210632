"""allauth's backend, with each account kept in memory until any account changes.

Every request looks its user up. What is kept is the row and not the object, and it holds only while the stamp that the
database gives ``accounts_user`` with each change is read again unchanged: an account closed a moment ago, by whatever
process, is closed for the next request.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import ValidationError

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.organisation.accounts.models import User

EDITION = "accounts"
# Read from the model once, in the order in which rows are kept.
_FIELDS = [field.attname for field in User._meta.concrete_fields]


class DeskBackend(AuthenticationBackend):
    """Who signs in by user name and password; who is signed in, from memory."""

    def get_user(self, user_id: Any) -> User | None:
        try:
            key = User._meta.pk.to_python(user_id)
        except ValidationError:
            return None
        row = _row(key)
        if row is None:
            return None
        user = User.from_db("default", _FIELDS, row)
        return user if self.user_can_authenticate(user) else None


@editions.kept_while(EDITION)
def _row(key: Any) -> tuple[Any, ...] | None:
    return one_of(User.objects.filter(pk=key).values_list(*_FIELDS))
