"""Accounts: made, given and taken away; passwords."""

from __future__ import annotations

import re
import uuid

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.gate import for_somebody_known
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, refuse
from genderdesk.groundwork.protection.vault import password_changed
from genderdesk.organisation.accounts.access import MAY_KEEP_ACCOUNTS, OWN
from genderdesk.organisation.accounts.acts.devices import end_sessions
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.vocabulary import STANDING_ROLES
from genderdesk.organisation.institution.models import Officer

_USERNAME = re.compile(r"[a-z][a-z0-9_.-]{1,59}")
_NAMESPACE = uuid.UUID("3c0b4f6e-94f6-4b2d-8ff0-6c5f5a0d9a41")
_PROVIDER_NAMESPACE = uuid.UUID("5a1b7e0e-6f0d-4a57-9d6b-1c8f3e2d4b60")


@act("user.create", needs=MAY_KEEP_ACCOUNTS, notes=("standing_role",))
def create_user(
    actor: Actor,
    *,
    username: str,
    password: str,
    officer: Officer | None = None,
    standing_role: str = "",
    organisation_id: uuid.UUID | None = None,
) -> User:
    """Add somebody who signs in: an officer, whose posts give the roles, or a role that stands without a post."""
    name = username.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise Invalid(_("A sign-in name has 2 to 60 signs: letters, digits, dots, dashes; a letter first."), "username")
    if User.objects.filter(username=name).exists():
        raise Invalid(_("This sign-in name is taken. Choose another one."), "username")
    if (officer is None) == (not standing_role):
        raise Invalid(_("Choose an officer, or a role without a post; not both."), "officer")
    if standing_role and standing_role not in STANDING_ROLES:
        raise Invalid(_("This role comes with a post. Appoint an officer to the post instead."), "standing_role")
    if officer is not None and User.objects.filter(officer=officer).exists():
        raise Invalid(_("This officer already has an account."), "officer")
    if (standing_role == "provider") != (organisation_id is not None):
        raise Invalid(_("An account of a provider, and no other, names its organisation."), "organisation")
    user = User(username=name, officer=officer, standing_role=standing_role, organisation_id=organisation_id)
    _keep_password(user, password, temporary=True)
    user.save(force_insert=True)
    return user


def _keep_password(user: User, password: str, *, temporary: bool, current: str = "") -> None:
    """Set a password that stands the checks. Whoever sets one is known here: strangers' sign-ins do not hold it up."""
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise Invalid(" ".join(fault.messages), "password") from None
    with for_somebody_known():
        user.set_password(password)
        password_changed(user.pk, password, current=current)
    user.password_is_temporary = temporary
    user.password_set_at = timezone.now()


@act("user.set_password", needs=MAY_KEEP_ACCOUNTS, subject=User)
def set_password(actor: Actor, user: User, *, password: str) -> uuid.UUID:
    """Set a temporary password for somebody; every sign-in of the account ends, and its owner must change it first."""
    _keep_password(user, password, temporary=True)
    user.save()
    end_sessions(user)
    return user.pk


@act("user.change_password", needs=OWN, subject=User)
def change_password(actor: Actor, user: User, *, current: str, password: str, this_session: str = "") -> uuid.UUID:
    """Change one's own password, with the one that is valid now; every other sign-in of the account ends."""
    with for_somebody_known():
        if not user.check_password(current):
            raise Invalid(_("This is not your password of today."), "current")
    if current == password:
        raise Invalid(_("Choose another password than the one you have."), "password")
    _keep_password(user, password, temporary=False, current=current)
    user.save()
    end_sessions(user, but=this_session)
    return user.pk


@act("user.deactivate", needs=MAY_KEEP_ACCOUNTS, subject=User)
def deactivate_user(actor: Actor, user: User) -> User:
    """Take the right to sign in away, at once; what the account did stays under its name."""
    if user.pk == actor.id:
        refuse(_("You cannot take away your own sign-in. Ask another administrator."))
    user.is_active = False
    user.save()
    end_sessions(user)
    return user


@act("user.activate", needs=MAY_KEEP_ACCOUNTS, subject=User)
def activate_user(actor: Actor, user: User) -> User:
    """Give the right to sign in back."""
    user.is_active = True
    user.save()
    return user


@act("users.load", needs=MAY_KEEP_ACCOUNTS)
def load_users(actor: Actor, *, rows: list[tuple[int, dict[str, str]]], password: str, file: str = "users.csv") -> int:
    """Load the accounts of a country folder (docs/country-files.md), all with one first password; how many.

    An account that is there keeps its password. All or nothing: Invalid names each fault by file, line and column.
    """
    officers = dict(Officer.objects.values_list("staff_code", "pk"))
    faults = [
        CsvFault(file, line, "officer", f"there is no officer {row['officer']}.")
        for line, row in rows
        if row["officer"] and row["officer"] not in officers
    ]
    if faults:
        raise Invalid("\n".join(map(str, faults)))
    known = set(User.objects.values_list("pk", flat=True))
    hashed = make_password(password)
    fresh = [_user(row, officers, hashed) for _line, row in rows]
    User.objects.bulk_create([user for user in fresh if user.pk not in known])
    return len(fresh)


def _user(row: dict[str, str], officers: dict[str, uuid.UUID], hashed: str) -> User:
    return User(
        id=uuid.uuid5(_NAMESPACE, row["username"]),
        username=row["username"].lower(),
        password=hashed,
        officer_id=officers.get(row["officer"]),
        standing_role=row["role"],
        organisation_id=uuid.uuid5(_PROVIDER_NAMESPACE, row["provider"]) if row["provider"] else None,
        # All have the same one: each changes it before any work, but for the invented people.
        password_is_temporary=not settings.ENVIRONMENT.demonstration,
    )
