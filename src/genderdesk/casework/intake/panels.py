"""What intake shows on other rooms' pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.intake import queries
from genderdesk.casework.intake.access import MAY_RECEIVE, MAY_SEE_REPORTS
from genderdesk.casework.intake.forms import NewReport
from genderdesk.casework.intake.labels import CHANNELS, URGENCIES
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.rules import TRIAGE_LIMIT
from genderdesk.casework.intake.vocabulary import PAPER_FORM, Urgency
from genderdesk.groundwork.platform.listing import addresses
from genderdesk.groundwork.platform.panels import NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.platform.print.forms import PaperForm, fields_of, part
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.circle import IN_CELL
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20
_TONES = {Urgency.NOW: "overdue", Urgency.TODAY: "due", Urgency.ROUTINE: "new"}


@panel("nav", order=20)
def navigation(request: DeskRequest) -> NavItem | None:
    """Reports, for those who triage them."""
    if not permits(request.actor, MAY_SEE_REPORTS):
        return None
    return NavItem(_("Reports"), reverse("intake:reports"), "/staff/reports/")


@panel("today_action", order=10)
def take_report(request: DeskRequest) -> NavItem | None:
    """Somebody stands at the counter: the search before a new report, for who opens reports and cases."""
    actor = request.actor
    if not (actor.has("focal_point", "desk_head") and permits(actor, MAY_RECEIVE)):
        return None
    return NavItem(_("Take a report"), reverse("intake:find"))


@panel("paper_form", order=10)
def report_on_paper(_request: DeskRequest) -> PaperForm:
    """A report as it is asked on the screen."""
    return PaperForm(
        PAPER_FORM,
        _("1 Report"),
        lambda: [part("", fields_of(NewReport()))],
        page="intake:report",
        there=queries.report_is_there,
        enter="intake:find",
    )


@panel("report", order=90)
def circle_of_report(request: DeskRequest, *, report: Report, **_context: object) -> Tab:
    """The way from a report to who may see it."""
    return Tab("circle", _("Who may see this"), reverse("intake:circle", args=[report.pk]))


@panel("case", order=90)
def circle_of_case(request: DeskRequest, *, case: Any, **_context: object) -> Tab:
    """The way from a case to who may see its file."""
    return Tab("circle", _("Who may see this"), reverse("intake:circle", args=[case.report_id]))


@panel("today", order=9)
def sealed_reports(request: DeskRequest) -> TodayPanel | None:
    """Sealed reports that nobody of the reader's cells has decided yet."""
    actor = request.actor
    if not permits(actor, IN_CELL):
        return None
    waiting = list(queries.reports(actor, open_only=True, sealed=True).order_by("received_at")[: _SHOWN + 1])
    address = addresses("intake:report")
    rows = [
        TodayRow(
            each.number,
            address(each.pk),
            each.received_at + TRIAGE_LIMIT[queries.urgency_of(each)],
            URGENCIES[queries.urgency_of(each)],
            _TONES[queries.urgency_of(each)],
        )
        for each in waiting[:_SHOWN]
    ]
    tone = "overdue" if any(row.tone == "overdue" for row in rows) else "new" if rows else "calm"
    url = reverse("intake:reports") + "?show=sealed"
    return TodayPanel(_("Sealed reports"), rows, len(waiting), tone, url, _("No sealed report waits."))


@panel("today", order=10)
def waiting_reports(request: DeskRequest) -> TodayPanel | None:
    """Reports that nobody has decided yet, the oldest first, with when they should have been triaged."""
    actor = request.actor
    if not permits(actor, MAY_SEE_REPORTS):
        return None
    waiting = list(queries.reports(actor, open_only=True).order_by("received_at")[: _SHOWN + 1])
    address = addresses("intake:report")
    found: list[tuple[datetime, TodayRow]] = []
    for report in waiting[:_SHOWN]:
        urgency = queries.urgency_of(report)
        text = " · ".join([report.number, str(CHANNELS[report.channel]), report.district__name or "—"])
        due = report.received_at + TRIAGE_LIMIT[urgency]
        row = TodayRow(text, address(report.pk), due, URGENCIES[urgency], _TONES[urgency])
        found.append((due, row))
    rows = [row for _due, row in sorted(found, key=lambda each: each[0])]
    tone = "overdue" if any(row.tone == "overdue" for row in rows) else "new" if rows else "calm"
    return TodayPanel(
        _("Reports to triage"), rows, len(waiting), tone, reverse("intake:reports"), _("No report waits for triage.")
    )
