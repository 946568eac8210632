"""Files of one person to join or to part again, on Today of whoever decides as the second person."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.cases import queries
from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("today", order=27)
def joins_to_decide(request: DeskRequest) -> TodayPanel | None:
    """Requests to join two files or to part them; nothing is shown where there is none."""
    found = queries.joins_to_decide(request.actor)
    if not found:
        return None
    rows = [
        TodayRow(
            _("%(part)s and %(whole)s") % {"part": each.case.number, "whole": each.into.number},
            reverse("cases:join", args=[each.into_id]),
            status=_("Part or leave joined") if each.parting_waits else _("Join or send back"),
            tone="due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Files of the same person"), rows, len(found), "due", rows[0].url)
