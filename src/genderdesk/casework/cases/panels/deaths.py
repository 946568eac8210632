"""Deaths that one person alone has said, on Today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.access import MAY_APPROVE_CLOSURE
from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("today", order=6)
def deaths(request: DeskRequest) -> TodayPanel | None:
    """Deaths that one person alone has said, for the head of the desk."""
    actor = request.actor
    if not permits(actor, MAY_APPROVE_CLOSURE):
        return None
    found = list(queries.deaths_to_confirm(actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            each.case.number, reverse("cases:death", args=[each.case_id]), status=_("Not confirmed"), tone="overdue"
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Deaths to confirm or take back"), rows, len(found), "overdue", reverse("cases:list"))
