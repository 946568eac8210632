"""Whose figures are shown: those of one institution at a time."""

from __future__ import annotations

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.monitoring.statistics.access import visible_to
from genderdesk.organisation.institution.models import Institution


def institutions_for(actor: Actor, code: str = "") -> tuple[Institution, list[Institution]]:
    """The institution asked for, or the first one, and all that the actor may choose from; Missing where none."""
    choice = visible_to(actor)
    for institution in choice:
        if not code or institution.code == code:
            return institution, choice
    raise Missing(_("There are no such figures for your post."))
