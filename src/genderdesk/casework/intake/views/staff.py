"""The staff's pages of reports."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.intake import forms, labels, queries
from genderdesk.casework.intake.access import MAY_DECIDE, MAY_EXPORT, MAY_RECEIVE, MAY_SEE_REPORTS
from genderdesk.casework.intake.acts import (
    add_to_report,
    decide_report,
    receive_report,
    take_up_again,
    triage_report,
)
from genderdesk.casework.intake.exporters import REGISTER, register, scope_of
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import RECEIVED, REPORT, TRIAGED, Channel, Urgency
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.listing import Column, addresses, link, said, short_times, table, tag, text
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import permits, signed_in
from genderdesk.groundwork.protection.circle import IN_CELL, hides
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.paper.queries import may_be_entered, sheet_of_number, sheet_of_record


@page(needs=MAY_SEE_REPORTS)
def report_list(request: DeskRequest) -> HttpResponse:
    """Reports of the desk, newest first; all or only those that wait."""
    show = request.GET.get("show", "")
    only_open, sealed = show not in ("all", "sealed"), show == "sealed"
    query = queries.reports(request.actor, open_only=only_open, sealed=sealed)
    shown = page_by_key(query, request, key="received_at")
    context = {
        "table": _table(shown.rows),
        "page": shown,
        "only_open": only_open,
        "sealed": sealed,
        "in_cell": permits(request.actor, IN_CELL),
    }
    return render(request, "intake/report_list.html", context)


_TONES = {Urgency.NOW: "overdue", Urgency.TODAY: "due", Urgency.ROUTINE: "new"}


def _table(rows: list[Any]) -> str:
    address, received, status = addresses("intake:report"), short_times(), said(_status)
    channel = said(lambda channel: text(labels.CHANNELS.get(channel, channel)))
    kind = said(lambda kind: text(labels.STATED_KINDS.get(kind, kind)))
    columns = [
        Column(_("Number"), lambda report: link(address(report.pk), report.number, "code")),
        Column(_("Received"), lambda report: received(report.received_at)),
        Column(_("How"), lambda report: channel(report.channel)),
        Column(_("District"), lambda report: text(report.district__name)),
        Column(_("About"), lambda report: kind(report.stated_kind)),
        Column(_("Status"), lambda report: status(_standing(report))),
    ]
    return table(_("Reports, the newest first"), columns, rows)


def _standing(report: Any) -> tuple[str, Urgency | None]:
    """The state of a report, and its urgency while it waits."""
    return report.state, queries.urgency_of(report) if report.state in (RECEIVED, TRIAGED) else None


def _status(standing: tuple[str, Urgency | None]) -> str:
    state, urgency = standing
    words = labels.STATES.get(state, state)
    return tag("calm", words) if urgency is None else tag(_TONES[urgency], f"{words}: {labels.URGENCIES[urgency]}")


@sensitive_post_parameters()
@page(needs=MAY_RECEIVE & signed_in)
def find(request: DeskRequest) -> HttpResponse:
    """Search before a new report. What is searched for travels in the body, never in an address."""
    form = forms.FindEarlier(request.POST or None)
    matches = None
    if request.method == "POST" and form.is_valid():
        district = form.cleaned_data["district"]
        matches = queries.possible_duplicates(
            request.actor,
            phone=form.cleaned_data["phone"] or "",
            district_code=district.pk if district else "",
            reference=form.op_id or new_id(),
        )
    context = {"form": form, "matches": matches, "paper": request.GET.get("paper", ""), **_words()}
    return render(request, "intake/find.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@page(needs=MAY_RECEIVE & signed_in)
def new_report(request: DeskRequest) -> HttpResponse:
    """A report written by staff: walk-in, patrol, letter, or a call taken elsewhere."""
    actor = request.actor
    if request.method == "POST" and "begin" in request.POST:
        begun = {"reporter_phone": request.POST.get("phone", ""), "district": request.POST.get("district", "")}
        # The report is saved under the very number that the search named.
        begun |= {name: request.POST[name] for name in ("op_id", "paper") if request.POST.get(name)}
        return _new_report(request, forms.NewReport(initial=begun))
    sheet = sheet_of_number(actor, request.GET.get("paper", ""))
    if sheet is not None and not may_be_entered(sheet):
        return redirect("paper:sheet", sheet.pk)
    form = forms.NewReport(request.POST or None, initial={"paper": sheet.number} if sheet else {})
    if request.method == "POST" and form.is_valid():
        institution = Institution.objects.get(pk=actor.own_institution)
        report = form.carry_out(
            lambda: receive_report.once(form.op_id)(actor, institution=institution, **form.arguments())
        )
        if report is not None:
            return _after(request, report)
    return _new_report(request, form)


def _new_report(request: DeskRequest, form: forms.NewReport) -> HttpResponse:
    context = {"form": form, "paper": form["paper"].value() if "paper" in form.fields else ""}
    return render(request, "intake/new_report.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_REPORTS)
def report_page(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """One report: codes and states, what may be done next; identity only after asking for it."""
    return _report_page(request, queries.report_for(request.actor, report_id))


@page(needs=MAY_SEE_REPORTS)
def telling(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """The report with what was told, opened for this one view; a reload asks again."""
    actor = request.actor
    report = queries.report_for(actor, report_id)
    if request.method != "POST":
        return redirect("intake:report", report.pk)
    return _report_page(request, report, telling=queries.telling_of(actor, report))


@page(needs=MAY_DECIDE)
def triage(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """Keep the answers to the four questions."""
    actor = request.actor
    report = queries.report_for(actor, report_id)
    form = forms.SafetyQuestions(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.carry_out(lambda: triage_report.once(form.op_id)(actor, report, **form.safety()))
        if done is not None:
            return _after(request, report)
    return _report_page(request, report, triage=form if form.is_bound else None)


@page(needs=MAY_DECIDE)
def decide(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """Keep what the report becomes."""
    actor = request.actor
    report = queries.report_for(actor, report_id)
    form = forms.Decide(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        earlier = queries.report_by_number(actor, data["duplicate_of"]) if data["duplicate_of"] else None
        done = form.carry_out(
            lambda: decide_report.once(form.op_id)(
                actor, report, outcome=data["outcome"], duplicate_of=earlier, referred_to=data["referred_to"]
            )
        )
        if done is not None:
            return _after(request, report)
    return _report_page(request, report, decide=form if form.is_bound else None)


@page(needs=MAY_DECIDE)
def take_up(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """Take a report that was set aside back to triage."""
    actor = request.actor
    report = queries.report_for(actor, report_id)
    if request.method == "POST":
        take_up_again(actor, report)
    return redirect("intake:report", report.pk)


@sensitive_post_parameters()
@page(needs=MAY_SEE_REPORTS)
def add(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """Add what was told later."""
    actor = request.actor
    report = queries.report_for(actor, report_id)
    form = forms.AddToReport(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        done = form.carry_out(
            lambda: add_to_report.once(form.op_id)(actor, report, text=text, channel=Channel(report.channel))
        )
        if done is not None:
            return redirect("intake:report", report.pk)
    return _report_page(request, report, add=form if form.is_bound else None)


@page(needs=MAY_EXPORT)
def register_file(request: DeskRequest) -> HttpResponse | StreamingHttpResponse:
    """Ask for a month's register, and take it as a CSV file, streamed, once a second person has approved it."""
    actor = request.actor
    taking = "take" in request.POST
    form = (forms.Register if taking else forms.AskForRegister)(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _register_page(request, form)
    since = timezone.make_aware(datetime.combine(form.cleaned_data["month"], datetime.min.time()))
    until = (since + timedelta(days=32)).replace(day=1)
    if not taking:
        scope, reason = scope_of(since, until), form.cleaned_data["reason"]
        asked = form.carry_out(
            lambda: approvals.ask(actor, kind=REGISTER, scope=scope, reason=reason, op_id=form.op_id)
        )
        return redirect("intake:register") if asked is not None else _register_page(request, form)
    lines = register(actor, since=since, until=until)
    return csv_file(lines, f"reports-{since:%Y-%m}.csv")


def _register_page(request: DeskRequest, form: DeskForm) -> HttpResponse:
    asked = approvals.asked_by(request.actor).filter(kind=REGISTER)[:12]
    rows = [{"request": each, "month": each.scope[:7], "open": approvals.holds(each)} for each in asked]
    ask = form if isinstance(form, forms.AskForRegister) else forms.AskForRegister()
    context = {"form": ask, "requests": rows, "wrong": bool(form.errors)}
    return render(request, "intake/register.html", context, status=422 if form.errors else 200)


def _after(request: DeskRequest, report: Report) -> HttpResponse:
    """To the report; or to the page that says where it went, where the step has sealed it to the reader."""
    found = queries.report_by_id(report.pk)
    closed = found is not None and hides(request.actor, found)
    return redirect("intake:gone") if closed else redirect("intake:report", report.pk)


def _report_page(request: DeskRequest, report: Report, **given: object) -> HttpResponse:
    """The page of a report with its forms; one that was typed into comes back as it was typed."""
    answers = {name: getattr(report, name) for name in forms.SafetyQuestions.FIELDS}
    may = REPORT.acts_from(report.state)
    earlier = report.duplicate_of
    context = {
        "report": report,
        "same_as": earlier if earlier is not None and permits(request.actor, MAY_SEE_REPORTS, earlier) else None,
        "urgency": queries.urgency_of(report),
        "triage": given.get("triage") or forms.SafetyQuestions(initial=answers),
        "decide": given.get("decide") or forms.Decide(),
        "add": given.get("add") or forms.AddToReport(),
        "telling": given.get("telling"),
        "may_triage": "report.triage" in may,
        "may_decide": "report.decide" in may,
        "may_take_up": "report.take_up_again" in may,
        "links": panels.panels_for("report", request, report=report),
        "not_kept": _not_kept(given, may),
        "sheet": sheet_of_record(report.pk),
        "paper": DeskForm(auto_id="paper-%s"),
        **_words(),
    }
    typed = [given.get(name) for name in ("triage", "decide", "add")]
    wrong = any(getattr(form, "errors", None) for form in typed if form is not None)
    return render(request, "intake/report.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _not_kept(given: dict[str, object], may: Collection[str]) -> list[DeskForm]:
    """Forms that the page no longer has, because somebody else decided meanwhile."""
    typed = [
        form
        for name in ("triage", "decide")
        if isinstance(form := given.get(name), DeskForm) and f"report.{name}" not in may
    ]
    return [form for form in typed if form.errors]


def _words() -> dict[str, object]:
    """Labels for coded values, for the templates."""
    return {
        "channels": labels.CHANNELS,
        "kinds": labels.STATED_KINDS,
        "states": labels.STATES,
        "sensitivities": labels.SENSITIVITIES,
        "urgencies": labels.URGENCIES,
        "reporters": labels.REPORTER_TYPES,
    }
