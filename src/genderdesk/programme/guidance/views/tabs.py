"""The registers of the room as tabs, the same on each of its lists."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import Tab


def registers() -> list[Tab]:
    """Documents, decisions, plans, self-assessment, instruments, women's representation."""
    return [
        Tab("documents", _("Documents"), reverse("guidance:documents")),
        Tab("decisions", _("Decisions"), reverse("guidance:decisions")),
        Tab("plans", _("Plans"), reverse("guidance:plans")),
        Tab("assessments", _("Self-assessment"), reverse("guidance:assessments")),
        Tab("instruments", _("Instruments"), reverse("guidance:instruments")),
        Tab("strength", _("Women’s representation"), reverse("guidance:strength")),
    ]
