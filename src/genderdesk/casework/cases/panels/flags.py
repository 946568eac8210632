"""Flags that are due, on Today of who has the case in hand and of the head of the desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import labels, queries
from genderdesk.casework.cases.access import MAY_FLAG, MAY_SEE_CASES
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import FlagShow
from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20
# More stand on the page of the flags.
_AT_THE_HEAD = 5


@panel("today", order=13)
def due_flags(request: DeskRequest) -> TodayPanel | None:
    """Flags whose day has come, the longest overdue first; nothing is shown where there is none."""
    actor = request.actor
    if not permits(actor, MAY_FLAG):
        return None
    found = list(queries.due_flags(actor)[: _SHOWN + 1])
    if not found:
        return None
    today = timezone.localdate()
    rows = [
        TodayRow(
            f"{each.case.number} · {labels.FLAG_REASONS[each.reason]}",
            reverse("cases:flag", args=[each.case_id, each.pk]),
            status=_("Overdue") if each.due_on is not None and each.due_on < today else _("Due"),
            tone=labels.flag_tone(each.due_on, today),
        )
        for each in found[:_SHOWN]
    ]
    address = f"{reverse('cases:flag_list')}?show={FlagShow.DUE}"
    return TodayPanel(_("Flags"), rows, len(found), rows[0].tone, address)


@panel("case_flags")
def raised_flags(request: DeskRequest, *, case: Case) -> TodayPanel | None:
    """The raised flags of a case for the head of every page about it, and the way to all of them; None without one."""
    found, today = queries.raised_flags(case, _AT_THE_HEAD + 1), timezone.localdate()
    if not found or not permits(request.actor, MAY_SEE_CASES, case):
        return None
    rows = [
        TodayRow(labels.flag_words(each.reason, each.due_on), "", tone=labels.flag_tone(each.due_on, today))
        for each in found[:_AT_THE_HEAD]
    ]
    heading = _("More flags") if len(found) > _AT_THE_HEAD else _("See the flags")
    return TodayPanel(heading, rows, len(found), url=reverse("cases:flags", args=[case.pk]))
