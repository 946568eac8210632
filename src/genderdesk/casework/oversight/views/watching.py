"""Oversight's pages, and the page on which a second person decides."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.oversight import forms, labels, queries
from genderdesk.casework.oversight.access import MAY_ANSWER, MAY_OVERSEE
from genderdesk.casework.oversight.acts import dismiss_alert, refer_alert, review_glass, see_alert
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.oversight.vocabulary import ALERT
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.vault import erasure

_STATES = ("waiting", *labels.STATES)


@page(needs=MAY_OVERSEE)
def overview(request: DeskRequest) -> HttpResponse:
    """Alerts, those that wait first; and where to look from there."""
    state = request.GET.get("state", "waiting")
    state = state if state in _STATES else "waiting"
    shown = page_by_key(queries.alerts(request.actor, state=state), request, key="made_at")
    context = {"page": shown, "state": state, "requests": len(approvals.waiting_for(request.actor)), **_words()}
    context["glasses"] = queries.to_review(request.actor)
    part = request.GET.get("part") == "1"
    return render(request, "oversight/alerts.html" if part else "oversight/overview.html", context)


@page(needs=MAY_ANSWER)
def alert(request: DeskRequest, alert_id: uuid.UUID) -> HttpResponse:
    """One alert with the entries that it rests on."""
    return _alert_page(request, queries.alert_for(request.actor, alert_id))


_ANSWERS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "see": (DeskForm, lambda actor, it, form: see_alert.once(form.op_id)(actor, it)),
    "dismiss": (
        forms.Dismiss,
        lambda actor, it, form: dismiss_alert.once(form.op_id)(actor, it, why=form.cleaned_data["why"]),
    ),
    "refer": (forms.Refer, lambda actor, it, form: refer_alert.once(form.op_id)(actor, it, **form.arguments())),
}


@page(needs=MAY_ANSWER)
def answer(request: DeskRequest, alert_id: uuid.UUID, step: str) -> HttpResponse:
    """Take an alert up, say that the looks were in order, or hand it on."""
    actor = request.actor
    found = queries.alert_for(actor, alert_id)
    if step not in _ANSWERS:
        raise Missing(_("There is no such step."))
    make, act = _ANSWERS[step]
    form = make(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: act(actor, found, form)) is not None:
            return redirect("oversight:alert", found.pk)
        found = queries.alert_for(actor, alert_id)
    return _alert_page(request, found, typed={step: form} if form.is_bound else {})


def _alert_page(request: DeskRequest, found: Alert, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    shown = queries.alert_page(request.actor, found)
    made = {name: make() for name, (make, _act) in _ANSWERS.items()} | (typed or {})
    wrong = any(form.errors for form in (typed or {}).values())
    context = {"shown": shown, "alert": found, "forms": made, "may": ALERT.acts_from(found.state), **_words()}
    return render(request, "oversight/alert.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


@page(needs=MAY_OVERSEE)
def find_case(request: DeskRequest) -> HttpResponse:
    """Which case's access is looked at."""
    form = forms.FindCase(request.POST or None)
    return _find(request, form, "number", queries.case_by_number, "oversight:case", _("Who opened a case"))


def _find(
    request: DeskRequest, form: DeskForm, field: str, look_up: Callable[[Actor, str], Model], to: str, heading: str
) -> HttpResponse:
    """A page that takes one typed word and leads to what it names, or says that there is none."""
    if request.method == "POST" and form.is_valid():
        try:
            found = look_up(request.actor, form.cleaned_data[field])
        except Missing as fault:
            form.add_error(field, str(fault))
        else:
            return redirect(to, found.pk)
    context = {"form": form, "heading": heading}
    return render(request, "oversight/find.html", context, status=422 if form.errors else 200)


@page(needs=MAY_OVERSEE)
def case(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who opened this case, when, in which post, and why; newest first."""
    actor = request.actor
    found = queries.access_to_case(actor, queries.case_by_id(actor, case_id))
    shown = page_by_key(found.entries, request, key="id")
    context = {"case": found.case, "page": shown, "lines": queries.lines_of(actor, shown.rows), **_words()}
    return render(request, "oversight/case.html", context)


@page(needs=MAY_OVERSEE)
def find_officer(request: DeskRequest) -> HttpResponse:
    """Which officer's looks are looked at."""
    form = forms.FindOfficer(request.POST or None)
    return _find(request, form, "officer", queries.officer_account, "oversight:officer", _("What an officer opened"))


@page(needs=MAY_OVERSEE)
def officer(request: DeskRequest, user_id: uuid.UUID) -> HttpResponse:
    """What one officer opened; of one day, and with changes too, where that is asked for."""
    actor = request.actor
    day, everything = _day(request.GET.get("day", "")), request.GET.get("all") == "1"
    account = queries.account_by_id(actor, user_id)
    found = queries.access_of_officer(actor, account, day=day, looks=not everything)
    shown = page_by_key(found.entries, request, key="id")
    context = {"account": account, "page": shown, "lines": queries.lines_of(actor, shown.rows), "all": everything}
    return render(request, "oversight/officer.html", {**context, "day": day, **_words()})


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None


@page(needs=MAY_OVERSEE)
def glass(request: DeskRequest, glass_id: uuid.UUID) -> HttpResponse:
    """One broken glass: who, over what, why; and the review."""
    actor = request.actor
    found = queries.glass_for(actor, glass_id)
    form = forms.Review(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: review_glass.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("oversight:overview")
    context = {"shown": queries.glass_page(actor, found), "form": form, "verdicts": labels.VERDICTS}
    context["glass_reasons"] = labels.GLASS_REASONS
    return render(request, "oversight/glass.html", context, status=422 if form.errors else 200)


@page(needs=approvals.MAY_DECIDE | approvals.MAY_WITHDRAW)
def requests(request: DeskRequest) -> HttpResponse:
    """What waits for the reader as the second person, and what she or he asked for."""
    context: dict[str, object] = {"waiting": approvals.waiting_for(request.actor), "kinds": _kinds()}
    context["own"] = approvals.own_waiting(request.actor)
    context["may_ask_erasure"] = permits(request.actor, erasure.MAY_ASK)
    return render(request, "oversight/requests.html", context)


@page(needs=approvals.MAY_DECIDE)
def decide(request: DeskRequest, approval_id: uuid.UUID) -> HttpResponse:
    """One request: who asks for what and why, and the second person's decision."""
    actor = request.actor
    found = approvals.waiting_one(actor, approval_id)
    form = forms.Decide(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: approvals.decide.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("oversight:requests")
    context = {"request_": found, "reason": approvals.reason_of(actor, found), "form": form, "kinds": _kinds()}
    if (wanted := queries.admission_of(found)) is not None:
        context |= {"wanted": wanted, "who": queries.name_of(wanted), "cell": approvals.subject_of(found)}
    return render(request, "oversight/decide.html", context, status=422 if form.errors else 200)


@page(needs=approvals.MAY_WITHDRAW)
def withdraw(request: DeskRequest, approval_id: uuid.UUID) -> HttpResponse:
    """Take the own request back."""
    form = DeskForm(request.POST or None)
    found = approvals.own_one(request.actor, approval_id)
    if request.method == "POST" and form.is_valid():
        form.carry_out(lambda: approvals.withdraw.once(form.op_id)(request.actor, found))
    return redirect("oversight:requests")


def _kinds() -> dict[str, object]:
    return {name: each.label for name, each in approvals.kinds.items()}


def _words() -> dict[str, object]:
    return {
        "rules": labels.RULES,
        "tones": labels.TONES,
        "states": labels.STATES,
        "entry_kinds": labels.KINDS,
        "names": labels.NAMES,
        "reasons": labels.REASONS,
        "referred_to": labels.REFERRED_TO,
    }
