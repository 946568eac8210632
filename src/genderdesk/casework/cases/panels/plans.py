"""Safety plans that are still to be made, on Today of who has the case in hand."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.cases import labels, queries
from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("today", order=14)
def safety_plans_to_make(request: DeskRequest) -> TodayPanel | None:
    """Cases of high or extreme risk in the reader's hands that have no safety plan; each leads straight to its form."""
    actor = request.actor
    if not permits(actor, MAY_WORK_ON):
        return None
    found = list(queries.without_safety_plan(actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            case.number,
            reverse("cases:safety_plan", args=[case.pk]),
            status=labels.RISK_LEVELS[case.risk_level],
            tone=labels.RISK_TONES[case.risk_level],
        )
        for case in found[:_SHOWN]
    ]
    return TodayPanel(_("Safety plans to make"), rows, len(found), "due")
