"""Who may keep accounts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import Actor, Rule, role, signed_in, system_only


def _own(actor: Actor, subject: Any) -> bool:
    return subject is None or getattr(subject, "user_id", subject.pk) == actor.id


MAY_KEEP_ACCOUNTS = role("administrator") | system_only
OWN = signed_in & Rule.of(_("for the own account"), _own)
MAY_REVOKE = MAY_KEEP_ACCOUNTS | OWN
IS_ADMINISTRATOR = role("administrator")
# Whoever can set a password must not be able to take the second factor away alone: that takes two.
MAY_ASK_RESET = role("administrator", "desk_head") | system_only
MAY_DO_RESET = role("administrator", "desk_head", "oversight")
MAY_SEE_ATTACKS = role("administrator", "oversight")
