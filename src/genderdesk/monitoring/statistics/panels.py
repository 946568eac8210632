"""What figures show on other rooms' pages: their place in the navigation."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import NavItem, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.monitoring.statistics.access import MAY_SEE_FIGURES


@panel("nav", order=80)
def navigation(request: HttpRequest) -> NavItem | None:
    """Figures, for those who may see them."""
    if not permits(request.actor, MAY_SEE_FIGURES):  # type: ignore[attr-defined]
        return None
    return NavItem(_("Figures"), reverse("statistics:figures"), "/staff/figures/")
