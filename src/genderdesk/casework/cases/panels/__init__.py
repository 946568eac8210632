"""What cases show on Today, in the navigation, on a report's page, and as the tabs of a case."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import labels, queries
from genderdesk.casework.cases.access import (
    MAY_APPROVE_CLOSURE,
    MAY_KEEP_OFFENCES,
    MAY_READ_FEEDBACK,
    MAY_SEE_CASES,
    MAY_TAKE_CONSENT,
)
from genderdesk.casework.cases.forms import consent_parts
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.panels.deaths import deaths
from genderdesk.casework.cases.panels.flags import due_flags, raised_flags
from genderdesk.casework.cases.panels.hands import offered_cases, transfers
from genderdesk.casework.cases.panels.joins import joins_to_decide
from genderdesk.casework.cases.panels.plans import safety_plans_to_make
from genderdesk.casework.cases.panels.safe_contact import change_contact, safe_contact_again
from genderdesk.casework.cases.panels.suspects import custodies
from genderdesk.casework.cases.rules import Clock
from genderdesk.casework.cases.vocabulary import CLOSURE_REQUESTED, CONSENT_PENDING, PAPER_FORM, PLANNED, GbvType, Sex
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.panels import NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.platform.print.forms import PaperForm
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

# A panel is there once its file is read.
__all__ = [
    "change_contact",
    "custodies",
    "deaths",
    "due_flags",
    "joins_to_decide",
    "offered_cases",
    "raised_flags",
    "safe_contact_again",
    "safety_plans_to_make",
    "transfers",
]
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


@panel("today_action", order=20)
def look_for_a_person(request: DeskRequest) -> NavItem | None:
    """Somebody comes back: the search for her or his file."""
    if not permits(request.actor, MAY_SEE_CASES):
        return None
    return NavItem(_("Look for a person"), reverse("cases:search"))


@panel("overdue", order=10)
def overdue_in_cases(request: DeskRequest) -> list[queries.Overdue]:
    """What is overdue in the files."""
    return queries.overdue_of_cases(request.actor, labels.OVERDUE)


@panel("nav", order=87)
def offences_link(request: DeskRequest) -> NavItem | None:
    """The country's offences, for administrators."""
    if not permits(request.actor, MAY_KEEP_OFFENCES):
        return None
    return NavItem(_("Offences"), reverse("cases:offences"), "/staff/offences/")


@panel("nav", order=45)
def feedback_link(request: DeskRequest) -> NavItem | None:
    """What survivors say of the help, for heads of desk and oversight."""
    if not permits(request.actor, MAY_READ_FEEDBACK):
        return None
    return NavItem(_("Feedback"), reverse("cases:feedback_results"), "/staff/feedback/")


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
    return _("Time is running") if clock.runs else str(labels.CLOCK_STATES[clock.state])


@panel("today", order=10)
def risks(request: DeskRequest) -> TodayPanel | None:
    """Cases whose risk is to be assessed, for the first time or again."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CASES):
        return None
    now = timezone.now()
    found = list(queries.due_assessments(actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            f"{case.number} · {labels.RISK_LEVELS[case.risk_level]}",
            reverse("cases:risk_assess", args=[case.pk]),
            due_at=case.risk_due_at,
            status=_("Assess now") if case.risk_due_at and case.risk_due_at <= now else _("Due"),
            tone="overdue" if case.risk_due_at and case.risk_due_at <= now else "due",
        )
        for case in found[:_SHOWN]
    ]
    return TodayPanel(_("Risk to assess"), rows, len(found), rows[0].tone, reverse("cases:list"))


@panel("today", order=18)
def plan_items(request: DeskRequest) -> TodayPanel | None:
    """What was planned with survivors and is due by tomorrow."""
    actor = request.actor
    if not permits(actor, MAY_SEE_CASES):
        return None
    today = timezone.localdate()
    found = list(queries.due_plan_items(actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            f"{each.case.number} · {labels.NEEDS[each.need]} · {labels.PLAN_OWNERS[each.owner]}",
            reverse("cases:plan_item", args=[each.case_id, each.pk]),
            status=_("Overdue") if each.due_on < today else _("Due"),
            tone="overdue" if each.due_on < today else "due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("From the plans"), rows, len(found), rows[0].tone, reverse("cases:list"))


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


@panel("consent_recipients", order=90)
def recipients(request: DeskRequest, **_context: Any) -> list[tuple[uuid.UUID, str]]:
    """The sister institutions, whose desk goes on with a case that is transferred there."""
    return [(each.pk, each.name) for each in queries.sister_institutions(request.actor.institution_id)]


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


@panel("today", order=26)
def exceptions(request: DeskRequest) -> TodayPanel | None:
    """Legal exceptions that wait for the reader as the second person; nothing is shown where none does."""
    found = list(queries.exceptions_to_decide(request.actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            f"{each.case.number} · {labels.LEGAL_GROUNDS[each.ground]}",
            reverse("cases:exceptions", args=[each.case_id]),
            status=_("Authorise or refuse"),
            tone="due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Legal exceptions to decide"), rows, len(found), "due", rows[0].url)


@panel("paper_form", order=20)
def consent_on_paper(_request: DeskRequest) -> PaperForm:
    """A decision on one recipient; its record is the case in which it is kept."""
    return PaperForm(
        PAPER_FORM,
        _("2 Consent"),
        consent_parts,
        page="cases:consents",
        there=queries.case_is_there,
        numbers=_("The number of the case in which you kept the decision."),
    )


@panel("report", order=10)
def case_of_report(request: DeskRequest, *, report: Any, **_context: Any) -> Tab | None:
    """The way from a report to its case, for who may open the file."""
    case = queries.whole_case(report_id=report.pk)
    if case is None or not queries.may_work_on(request.actor, case):
        return None
    return Tab("case", _("Case %(number)s") % {"number": case.number}, reverse("cases:case", args=[case.pk]))


@panel("report_clocks", order=10)
def first_windows(request: DeskRequest, *, report: Any, **_context: Any) -> list[TodayRow]:
    """How long medical help of a report is in time, for who talks with the caller: from what the report itself says."""
    return [
        TodayRow(labels.CLOCKS[clock.kind], "", status=labels.clock_words(clock), tone=labels.clock_tone(clock))
        for clock in queries.windows_of_report(report)
    ]


@panel("case", order=10)
def first_tabs(request: DeskRequest, *, case: Any, **_context: Any) -> list[Tab]:
    """The parts of a file that come before referrals."""
    shown = [
        Tab("overview", _("Overview"), reverse("cases:case", args=[case.pk])),
        Tab("survivor", _("Person"), reverse("cases:survivor", args=[case.pk])),
        Tab("incident", _("Incident"), reverse("cases:incident", args=[case.pk])),
        Tab("suspects", _("Suspects"), reverse("cases:suspects", args=[case.pk])),
        Tab("risk", _("Risk"), reverse("cases:risk", args=[case.pk])),
        Tab("plans", _("Plans"), reverse("cases:plans", args=[case.pk])),
    ]
    if getattr(case, "death", None) is not None:
        shown.insert(1, Tab("death", _("Death"), reverse("cases:death", args=[case.pk])))
    if permits(request.actor, MAY_TAKE_CONSENT, case):
        shown.append(Tab("consents", _("Consent"), reverse("cases:consents", args=[case.pk])))
    return shown


@panel("case", order=60)
def last_tabs(request: DeskRequest, *, case: Any, **_context: Any) -> list[Tab]:
    """The parts of a file that come after referrals."""
    shown = [
        Tab("files", _("Files"), reverse("cases:files", args=[case.pk])),
        Tab("follow_ups", _("Follow-ups"), reverse("cases:follow_ups", args=[case.pk])),
        Tab("flags", _("Flags"), reverse("cases:flags", args=[case.pk])),
    ]
    if permits(request.actor, MAY_TAKE_CONSENT, case):
        shown.append(Tab("closure", _("Closure"), reverse("cases:closure", args=[case.pk])))
    return shown


def _step(text: object, url: str, done: bool, *, what_else: tuple[object, str] | None = None) -> TodayRow:
    """One line of the list of steps: done, or what is to do about it."""
    status, tone = (_("Done"), "good") if done else what_else or (_("To do"), "due")
    return TodayRow(text, url, status=status, tone=tone)


def _risk_step(case: Case) -> TodayRow:
    """Assess the risk before anything that can wait; then when it is due again."""
    level = case.risk_level
    due = case.risk_due_at is not None and case.risk_due_at <= timezone.now()
    text = _("Risk: %(level)s") % {"level": labels.RISK_LEVELS[level]} if level else _("Risk")
    status, tone = (_("Assess now"), "overdue") if due or not level else (_("Done"), "good")
    address = reverse("cases:risk_assess" if due else "cases:risk", args=[case.pk])
    return TodayRow(text, address, due_at=case.risk_due_at if level else None, status=status, tone=tone)


@panel("case_step", order=10)
def first_steps(request: DeskRequest, *, case: Case, **_context: Any) -> list[TodayRow]:
    """What is asked first, in the order in which it keeps somebody safe; consent for who may take it."""
    survivor, incident, key = case.survivor, case.incident, [case.pk]
    steps = [
        _step(
            _("Safe contact"),
            reverse("cases:contact", args=key) + "#contact-form",
            survivor.safe_to_contact != Answer.UNKNOWN,
        ),
        _risk_step(case),
        _step(
            _("When it happened"),
            reverse("cases:describe_incident", args=key) + "#facts-form",
            incident.occurred_from is not None,
        ),
        _step(
            _("Seven questions"),
            reverse("cases:classify", args=key) + "#questions-form",
            incident.gbv_type != GbvType.UNCLASSIFIED,
        ),
        _step(
            _("Sex and age"), reverse("cases:describe_survivor", args=key) + "#facts-form", survivor.sex != Sex.UNKNOWN
        ),
    ]
    if permits(request.actor, MAY_TAKE_CONSENT, case):
        waits = (_("Wants time to decide"), "info") if case.state == CONSENT_PENDING else None
        decided = queries.decided_on_recipients(case)
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
