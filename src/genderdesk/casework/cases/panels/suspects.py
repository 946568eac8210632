"""Suspects in custody, on Today."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.access import MAY_SEE_SUSPECTS
from genderdesk.casework.cases.rules import custody_until
from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("today", order=14)
def custodies(request: DeskRequest) -> TodayPanel | None:
    """Suspects whose custody ends within a day or has ended: she or he is to be warned before anybody is released."""
    actor = request.actor
    if not permits(actor, MAY_SEE_SUSPECTS):
        return None
    found = queries.custody_ending(actor)
    now = timezone.now()
    rows = [
        TodayRow(
            f"{each.case.number} · {each.code}",
            reverse("cases:suspect", args=[each.case_id, each.pk]),
            due_at=until,
            status=_("Custody has ended") if until <= now else _("Custody ends"),
            tone="overdue" if until <= now else "due",
        )
        for each in found[:_SHOWN]
        if (until := custody_until(each.arrested_at)) is not None
    ]
    return TodayPanel(_("Suspects in custody"), rows, len(found), rows[0].tone, rows[0].url) if rows else None
