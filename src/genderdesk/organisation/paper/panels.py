"""What the room shows elsewhere: its link, and on Today the sheets that nobody accounts for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.platform.print.forms import paper_forms
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.paper import queries
from genderdesk.organisation.paper.access import MAY_KEEP_PAPER
from genderdesk.organisation.paper.vocabulary import MISSING

_SHOWN = 20


@panel("nav", order=75)
def paper_link(request: DeskRequest) -> NavItem | None:
    """Paper, for the staff of a desk."""
    if not permits(request.actor, MAY_KEEP_PAPER):
        return None
    address = reverse("paper:register")
    return NavItem(_("Numbered sheets"), address, prefix=address)


@panel("today", order=70)
def unaccounted(request: DeskRequest) -> TodayPanel | None:
    """Sheets that are missing or were skipped; nothing is shown where none is."""
    if not permits(request.actor, MAY_KEEP_PAPER):
        return None
    found = list(queries.unaccounted(request.actor)[: _SHOWN + 1])
    if not found:
        return None
    forms = paper_forms()
    rows = [
        TodayRow(
            f"{each.number} · {forms[each.pad.form].title}" if each.pad.form in forms else each.number,
            reverse("paper:sheet", args=[each.pk]),
            status=_("Missing") if each.state == MISSING else _("Skipped: where is it?"),
            tone="overdue" if each.state == MISSING else "due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Sheets of paper to find"), rows, len(found), rows[0].tone, reverse("paper:register"))
