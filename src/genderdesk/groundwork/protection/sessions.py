"""Sessions whose rows say nothing: the database keeps a digest of the key, and the content sealed.

Who reads the table, or a backup of it, can neither take over a sign-in nor see a secret that is being set up.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from genderdesk.groundwork.protection.vault.sealed import BrokenSeal, seal, unseal

_LOOK_UP = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


def stored_key(session_key: str) -> str:
    """What the table keeps of a browser's session key: 40 characters of its SHA-256."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


def open_sessions(session_keys: set[str]) -> set[str]:
    """Which of these keys still open a session."""
    by_stored = {stored_key(key): key for key in session_keys}
    found = Session.objects.filter(session_key__in=list(by_stored), expire_date__gt=timezone.now())
    return {by_stored[stored] for stored in found.values_list("session_key", flat=True)}


class SessionStore(DatabaseStore):
    """Django's sessions in the database, under digests and seals."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal(json.dumps(session_dict), *self._place()).hex()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            plain = unseal(bytes.fromhex(str(session_data)), *self._place())
        except (BrokenSeal, ValueError, IndexError):
            # Altered, moved from another row, or from before the sessions were sealed: nobody is signed in by it.
            return {}
        return dict(json.loads(plain))

    def _place(self) -> tuple[str, str, str, str]:
        return ("sessions", "django_session", stored_key(self.session_key or ""), "session_data")

    def load(self) -> dict[str, Any]:
        """By its statement as it is: every page of somebody who is signed in begins here, and working out a question is
        a tenth of the time of a page that refuses."""
        with connection.cursor() as cursor:
            now = connection.ops.adapt_datetimefield_value(timezone.now())
            cursor.execute(_LOOK_UP, [stored_key(self.session_key or ""), now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def exists(self, session_key: str) -> bool:
        return self.model.objects.filter(session_key=stored_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        made = super().create_model_instance(data)
        made.session_key = stored_key(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=stored_key(key)).delete()
