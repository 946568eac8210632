"""What figures show on other rooms' pages: their place in the navigation."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import NavItem, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.monitoring.statistics.access import MAY_SEE_FIGURES


@panel("nav", order=80)
def navigation(request: DeskRequest) -> NavItem | None:
    """Figures, for those who may see them."""
    if not permits(request.actor, MAY_SEE_FIGURES):
        return None
    return NavItem(_("Figures"), reverse("statistics:figures"), "/staff/figures/")
