"""What the room shows elsewhere: its link, and on Today the pages that wait to be released."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.oversight.labels import name_looks
from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.monitoring.results.access import MAY_RELEASE_RESULTS, MAY_SEE_RESULTS, pages_of
from genderdesk.monitoring.results.vocabulary import FROZEN

_SHOWN = 10

name_looks({"results.export": gettext_lazy("Results of a project as a file")})


@panel("nav", order=84)
def results_link(request: DeskRequest) -> NavItem | None:
    """Results, for who may see them."""
    if not permits(request.actor, MAY_SEE_RESULTS):
        return None
    address = reverse("results:projects")
    return NavItem(_("Results"), address, prefix=address)


@panel("today", order=70)
def to_release(request: DeskRequest) -> TodayPanel | None:
    """Frozen pages that another person froze and that wait for a release; nothing where there is none."""
    if not permits(request.actor, MAY_RELEASE_RESULTS):
        return None
    waits = pages_of(request.actor).filter(state=FROZEN).exclude(frozen_by=request.actor.id)
    found = list(waits.defer("content").select_related("project")[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            _("%(project)s as of %(day)s") % {"project": each.project.title, "day": date_format(each.as_of)},
            reverse("results:frozen", args=[each.pk]),
            status=_("Waits to be released"),
            tone="due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Results to release"), rows, len(found), "due", reverse("results:projects"))
