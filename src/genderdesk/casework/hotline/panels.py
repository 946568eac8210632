"""What the hotline shows on other rooms' pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline import queries
from genderdesk.casework.hotline.access import MAY_SEE_CONTACTS
from genderdesk.casework.hotline.forms import call_parts
from genderdesk.casework.hotline.labels import STATES
from genderdesk.casework.hotline.rules import contacts as rules
from genderdesk.casework.hotline.vocabulary.contacts import PAPER_FORM
from genderdesk.groundwork.platform.listing import short_time
from genderdesk.groundwork.platform.panels import NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.platform.print.forms import PaperForm
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.circle import IN_CELL
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("nav", order=10)
def navigation(request: DeskRequest) -> NavItem | None:
    """The line, for those who answer it."""
    if not permits(request.actor, MAY_SEE_CONTACTS):
        return None
    return NavItem(_("Hotline"), reverse("hotline:console"), "/staff/line/")


@panel("paper_form", order=60)
def call_on_paper(_request: DeskRequest) -> PaperForm:
    """A call or text, as it is entered afterwards."""
    return PaperForm(
        PAPER_FORM,
        _("6 Call sheet"),
        call_parts,
        page="hotline:contact",
        there=queries.contact_is_there,
        enter="hotline:after",
    )


@panel("report", order=20)
def contact_of_report(request: DeskRequest, *, report: Any, **_context: Any) -> Tab | None:
    """The way from a sealed report to the contact in which it was told, which stands in no list."""
    if report.cell_id is None or report.contact_id is None or not permits(request.actor, IN_CELL, report):
        return None
    return Tab("contact", _("How it was told"), reverse("hotline:contact", args=[report.contact_id]))


@panel("today", order=5)
def waiting_calls(request: DeskRequest) -> TodayPanel | None:
    """Calls that wait, and the call that the operator has still to finish."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CONTACTS):
        return None
    board = queries.board(actor)
    console = reverse("hotline:console")
    rows = []
    if board.mine is not None:
        rows.append(TodayRow(_("Your call is not finished"), console, status=STATES[board.mine.state], tone="due"))
    for each in board.waiting:
        text = _("Call since %(time)s") % {"time": timezone.localtime(each.contact.offered_at).strftime("%H:%M")}
        rows.append(TodayRow(text, console, status=STATES[each.contact.state], tone=each.tone))
    tone = board.longest_tone if board.waiting else "due" if board.mine else "calm"
    return TodayPanel(_("Calls"), rows, len(rows), tone, console, _("Nobody waits on the line."))


@panel("today", order=6)
def held_texts(request: DeskRequest) -> TodayPanel | None:
    """Texts that were not sent because it is not safe any more, for who wrote them."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CONTACTS):
        return None
    found = list(queries.held_texts(actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            _("Text of %(time)s") % {"time": short_time(each.at)},
            reverse("hotline:held", args=[each.pk]),
            status=_("Not sent: decide what to do"),
            tone="overdue",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Texts that were held back"), rows, len(found), "overdue")


@panel("today", order=6)
def waiting_texts(request: DeskRequest) -> TodayPanel | None:
    """Texts that nobody has taken yet."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CONTACTS):
        return None
    waiting = list(queries.waiting_texts(actor)[: _SHOWN + 1])
    rows = [
        TodayRow(
            _("Text of %(time)s") % {"time": short_time(each.offered_at)},
            reverse("hotline:thread", args=[each.pk]),
            due_at=each.offered_at + rules.TEXT_GOAL,
            status=_("No answer yet"),
            tone="new",
        )
        for each in waiting[:_SHOWN]
    ]
    tone = "new" if rows else "calm"
    url = reverse("hotline:messages")
    return TodayPanel(_("Texts to answer"), rows, len(waiting), tone, url, _("Every text has been taken up."))
