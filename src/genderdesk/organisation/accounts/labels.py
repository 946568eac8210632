"""What each role of an account is called: those that come with a post, and the provider's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from genderdesk.organisation.institution.labels import ROLE_LABELS as POST_LABELS

ROLE_LABELS: dict[str, object] = {**POST_LABELS, "provider": _("Provider")}

RESET_REASON_LABELS: dict[str, object] = {
    "lost": _("The phone or key is lost or stolen"),
    "broken": _("The phone or key does not work any more"),
    "left": _("The device stayed with somebody else"),
    "suspicion": _("Somebody else may have it"),
}


def too_many(wait_seconds: int) -> str:
    """What is said to whoever must wait before the next try."""
    minutes = -(-wait_seconds // 60)
    return ngettext(
        "There were too many wrong tries from here. Wait %(minutes)d minute, then try again.",
        "There were too many wrong tries from here. Wait %(minutes)d minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}
