"""What figures show on other rooms' pages: their place in the navigation, and the caseload behind a staffing norm."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.oversight.labels import name_looks
from genderdesk.groundwork.platform.panels import Caseload, NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.monitoring.statistics.access import MAY_RELEASE_CHARTS, MAY_SEE_FIGURES, charts_of
from genderdesk.monitoring.statistics.queries import caseload_of, records_left_out
from genderdesk.monitoring.statistics.vocabulary.shared import WAITING
from genderdesk.organisation.institution.models import Institution

_SHOWN = 10

name_looks({"explore.export": gettext_lazy("A table of Explore as a file")})


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


@panel("today", order=71)
def to_release(request: DeskRequest) -> TodayPanel | None:
    """Charts that another person froze for a link and that wait for a release; nothing where there is none."""
    if not permits(request.actor, MAY_RELEASE_CHARTS):
        return None
    waits = charts_of(request.actor).filter(state=WAITING).exclude(frozen_by=request.actor.id)
    found = list(waits.defer("content")[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            each.title,
            reverse("statistics:shared_chart", args=[each.pk]),
            status=_("Waits to be released"),
            tone="due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Links to charts to release"), rows, len(found), "due", reverse("statistics:shared"))
