"""What cases show on Today, in the navigation, on a report's page, and as the tabs of a case."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import labels, queries
from genderdesk.casework.cases.access import MAY_APPROVE_CLOSURE, MAY_SEE_CASES, MAY_TAKE_CONSENT
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.rules import Clock
from genderdesk.casework.cases.vocabulary import CLOSURE_REQUESTED, CONSENT_PENDING, PLANNED, GbvType, Sex
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.panels import NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


@panel("nav", order=30)
def navigation(request: DeskRequest) -> list[NavItem]:
    """Cases, and closures to approve for who approves them."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CASES):
        return []
    items = [NavItem(_("Cases"), reverse("cases:list"), "/staff/cases/")]
    if permits(actor, MAY_APPROVE_CLOSURE):
        items.append(NavItem(_("Approvals"), reverse("cases:approvals"), "/staff/approvals/"))
    return items


@panel("today", order=5)
def clocks(request: DeskRequest) -> TodayPanel | None:
    """Cases in which medical help is a matter of hours."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CASES):
        return None
    found = queries.running_clocks(actor)
    if not found:
        return None
    rows = [
        TodayRow(
            f"{case.number} · {labels.CLOCKS[clock.kind]} · {labels.clock_words(clock)}",
            reverse("cases:case", args=[case.pk]),
            due_at=clock.until if clock.runs else None,
            status=_clock_status(clock),
            tone=labels.clock_tone(clock),
        )
        for case, clock in found[:_SHOWN]
    ]
    return TodayPanel(_("Medical help in time"), rows, len(found), rows[0].tone, reverse("cases:list"))


def _clock_status(clock: Clock) -> str:
    if clock.seen_at is not None:
        return _("Ask what was given")
    return _("Time is running") if clock.runs else _("Refer now")


@panel("today", order=15)
def follow_ups(request: DeskRequest) -> TodayPanel | None:
    """Follow-ups that are overdue or due within a day."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CASES):
        return None
    now = timezone.now()
    found = list(queries.due_follow_ups(actor)[: _SHOWN + 1])
    rows = [
        TodayRow(
            f"{each.case.number} · {labels.CONTACT_WAYS[each.channel]}",
            reverse("cases:follow_up", args=[each.case_id, each.pk]),
            due_at=each.due_at,
            status=_("Overdue") if each.due_at < now else _("Due"),
            tone="overdue" if each.due_at < now else "due",
        )
        for each in found[:_SHOWN]
    ]
    tone = "overdue" if any(row.tone == "overdue" for row in rows) else "due" if rows else "calm"
    return TodayPanel(
        _("Follow-ups"), rows, len(found), tone, reverse("cases:list"), _("No follow-up is due within a day.")
    )


@panel("today", order=20)
def new_cases(request: DeskRequest) -> list[TodayPanel]:
    """New cases in the reader's hands, and cases in nobody's for the head of the desk."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CASES):
        return []
    own = list(queries.untouched(actor)[: _SHOWN + 1])
    shown = [_case_panel(_("New cases in your hands"), own, _("No new case waits for you."))]
    if actor.has("desk_head"):
        nobody = list(queries.unassigned(actor)[: _SHOWN + 1])
        if nobody:
            shown.append(_case_panel(_("Cases in nobody's hands"), nobody, ""))
    return shown


def _case_panel(heading: str, cases: list[Case], empty: str) -> TodayPanel:
    rows = [
        TodayRow(
            " · ".join([case.number, case.district.name if case.district else "—"]),
            reverse("cases:case", args=[case.pk]),
            status=labels.STATES[case.state],
            tone=labels.STATE_TONES[case.state],
        )
        for case in cases[:_SHOWN]
    ]
    return TodayPanel(heading, rows, len(cases), "new" if rows else "calm", reverse("cases:list"), empty)


@panel("today", order=25)
def approvals(request: DeskRequest) -> TodayPanel | None:
    """Closures that wait for the reader as the second person."""
    actor = request.actor
    if not permits(actor, MAY_APPROVE_CLOSURE):
        return None
    found = list(queries.approvals_for(actor)[: _SHOWN + 1])
    rows = [
        TodayRow(
            f"{each.case.number} · {labels.CLOSURE_REASONS[each.reason]}",
            reverse("cases:closure", args=[each.case_id]),
            status=_("Approve or send back"),
            tone="due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(
        _("Closures to approve"),
        rows,
        len(found),
        "due" if rows else "calm",
        reverse("cases:approvals"),
        _("No closure waits for you."),
    )


@panel("report", order=10)
def case_of_report(request: DeskRequest, *, report: Any, **_context: Any) -> Tab | None:
    """The way from a report to its case, for who may open the file."""
    case = queries.case_of_report(report.pk)
    if case is None or not queries.may_work_on(request.actor, case):
        return None
    return Tab("case", _("Case %(number)s") % {"number": case.number}, reverse("cases:case", args=[case.pk]))


@panel("case", order=10)
def first_tabs(request: DeskRequest, *, case: Any, **_context: Any) -> list[Tab]:
    """The parts of a file that come before referrals."""
    shown = [
        Tab("overview", _("Overview"), reverse("cases:case", args=[case.pk])),
        Tab("survivor", _("Person"), reverse("cases:survivor", args=[case.pk])),
        Tab("incident", _("Incident"), reverse("cases:incident", args=[case.pk])),
    ]
    if permits(request.actor, MAY_TAKE_CONSENT, case):
        shown.append(Tab("consents", _("Consent"), reverse("cases:consents", args=[case.pk])))
    return shown


@panel("case", order=60)
def last_tabs(request: DeskRequest, *, case: Any, **_context: Any) -> list[Tab]:
    """The parts of a file that come after referrals."""
    shown = [
        Tab("files", _("Files"), reverse("cases:files", args=[case.pk])),
        Tab("follow_ups", _("Follow-ups"), reverse("cases:follow_ups", args=[case.pk])),
    ]
    if permits(request.actor, MAY_TAKE_CONSENT, case):
        shown.append(Tab("closure", _("Closure"), reverse("cases:closure", args=[case.pk])))
    return shown


def _step(text: object, url: str, done: bool, *, what_else: tuple[object, str] | None = None) -> TodayRow:
    """One line of the list of steps: done, or what is to do about it."""
    status, tone = (_("Done"), "good") if done else what_else or (_("To do"), "due")
    return TodayRow(text, url, status=status, tone=tone)


@panel("case_step", order=10)
def first_steps(request: DeskRequest, *, case: Case, **_context: Any) -> list[TodayRow]:
    """What is asked first, in the order in which it keeps somebody safe; consent for who may take it."""
    survivor, incident, key = case.survivor, case.incident, [case.pk]
    steps = [
        _step(_("Safe contact"), reverse("cases:contact", args=key), survivor.safe_to_contact != Answer.UNKNOWN),
        _step(_("When it happened"), reverse("cases:describe_incident", args=key), incident.occurred_from is not None),
        _step(_("Seven questions"), reverse("cases:classify", args=key), incident.gbv_type != GbvType.UNCLASSIFIED),
        _step(_("Sex and age"), reverse("cases:describe_survivor", args=key), survivor.sex != Sex.UNKNOWN),
    ]
    if permits(request.actor, MAY_TAKE_CONSENT, case):
        waits = (_("Wants time to decide"), "info") if case.state == CONSENT_PENDING else None
        decided = bool(queries.consent_lines(case))
        steps.append(_step(_("Consent"), reverse("cases:consents", args=key), decided, what_else=waits))
    return steps


@panel("case_step", order=60)
def last_steps(request: DeskRequest, *, case: Case, **_context: Any) -> list[TodayRow]:
    """The next follow-up with its time, and a closure that waits for the second person."""
    found = list(queries.follow_ups_of(case))
    planned = min((each for each in found if each.state == PLANNED), key=lambda each: each.due_at, default=None)
    text, address = _("Follow-up"), reverse("cases:follow_ups", args=[case.pk])
    if planned is not None:
        late = planned.due_at < timezone.now()
        address = reverse("cases:follow_up", args=[case.pk, planned.pk])
        status, tone = (_("Overdue"), "overdue") if late else (_("Planned"), "info")
        steps = [TodayRow(text, address, due_at=planned.due_at, status=status, tone=tone)]
    else:
        steps = [_step(text, address, bool(found), what_else=(_("To do"), "due"))]
    if case.state == CLOSURE_REQUESTED:
        closure = reverse("cases:closure", args=[case.pk])
        steps.append(TodayRow(_("Closure"), closure, status=_("Waits for the second person"), tone="due"))
    return steps
