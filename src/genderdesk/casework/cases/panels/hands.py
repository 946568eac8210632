"""Cases that change hands or desks, on Today."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.access import MAY_HAND_OVER, MAY_SEE_TRANSFERS
from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("today", order=12)
def offered_cases(request: DeskRequest) -> list[TodayPanel]:
    """Cases that the reader is asked to take over, and own offers that nobody has answered."""
    actor = request.actor
    if not permits(actor, MAY_HAND_OVER):
        return []
    address, shown = reverse("cases:hand_over"), []
    for heading, tone, found in (
        (_("Cases offered to you"), "due", queries.offers_to(actor)),
        (_("Cases you offered, not taken yet"), "calm", queries.offers_by(actor)),
    ):
        rows = [TodayRow(each.case.number, address, status=_("Not answered"), tone=tone) for each in found[:_SHOWN]]
        if rows:
            shown.append(TodayPanel(heading, rows, len(found), tone, address))
    return shown


@panel("today", order=11)
def transfers(request: DeskRequest) -> list[TodayPanel]:
    """Cases that another desk offers to the reader's, and own offers that it has not answered."""
    actor = request.actor
    if not permits(actor, MAY_SEE_TRANSFERS):
        return []
    address, shown, now = reverse("cases:transfers"), [], timezone.now()
    for heading, found in (
        (_("Offered to your desk"), queries.transfers_to(actor)),
        (_("Offered to another desk, not answered"), queries.transfers_by(actor)),
    ):
        rows = [
            TodayRow(
                each.number,
                address,
                due_at=each.answer_due_at,
                status=_("Answer overdue") if each.answer_due_at < now else _("Not answered"),
                tone="overdue" if each.answer_due_at < now else "due",
            )
            for each in found[:_SHOWN]
        ]
        if rows:
            shown.append(TodayPanel(heading, rows, len(found), rows[0].tone, address))
    return shown
