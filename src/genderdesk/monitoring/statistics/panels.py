"""What figures show on other rooms' pages: their place in the navigation, and the caseload behind a staffing norm."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import Caseload, NavItem, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.monitoring.statistics.access import MAY_SEE_FIGURES
from genderdesk.monitoring.statistics.queries import caseload_of, records_left_out
from genderdesk.organisation.institution.models import Institution


@panel("nav", order=80)
def navigation(request: DeskRequest) -> NavItem | None:
    """Figures, for those who may see them."""
    if not permits(request.actor, MAY_SEE_FIGURES):
        return None
    return NavItem(_("Figures"), reverse("statistics:figures"), "/staff/figures/")


@panel("caseload")
def caseload(request: DeskRequest, *, institution: Institution, until: date) -> list[Caseload] | None:
    """Cases of each district in twelve whole months, for those who may see the institution's figures."""
    if not permits(request.actor, MAY_SEE_FIGURES, institution):
        return None
    found = caseload_of(institution.code, until, records_left_out(request.actor))
    return [Caseload(district, cases) for district, cases in found.items()]
