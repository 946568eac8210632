"""Legal exceptions of a case: one person asks, another one decides."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_AUTHORISE_EXCEPTION, MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts import ask_for_exception, decide_exception, end_exception
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.views.words import frame
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.two_persons import is_same_person


@page(needs=MAY_TAKE_CONSENT)
def exceptions(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """All exceptions of a case, and the form for asking."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.AskForException(request.POST or None, recipients=panels.panels_for("consent_recipients", request))
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: ask_for_exception.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:exceptions", found.pk)
    return _show(request, found, ask=form)


@page(needs=MAY_AUTHORISE_EXCEPTION)
def decide(request: DeskRequest, case_id: uuid.UUID, exception_id: uuid.UUID) -> HttpResponse:
    """The second person authorises it, or says why not."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    kept = queries.exception_of(found, exception_id)
    form = forms.DecideException(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = decide_exception.once(form.op_id)
        if form.carry_out(lambda: call(actor, kept, **form.arguments())) is not None:
            return redirect("cases:exceptions", found.pk)
    return _show(request, found, decide=form)


@page(needs=MAY_TAKE_CONSENT)
def end(request: DeskRequest, case_id: uuid.UUID, exception_id: uuid.UUID) -> HttpResponse:
    """End it before its time."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    kept = queries.exception_of(found, exception_id)
    form = DeskForm(request.POST or None, auto_id=False)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: end_exception.once(form.op_id)(actor, kept)) is not None:
            return redirect("cases:exceptions", found.pk)
    return _show(request, found, small=form)


def _show(
    request: DeskRequest,
    found: Case,
    *,
    ask: DeskForm | None = None,
    decide: DeskForm | None = None,
    small: DeskForm | None = None,
) -> HttpResponse:
    actor = request.actor
    may_decide = permits(actor, MAY_AUTHORISE_EXCEPTION, found)
    lines = [
        (
            line,
            may_decide
            and line.state == "waits"
            and not is_same_person(actor, line.exception.asked_by, line.exception.asked_officer),
        )
        for line in queries.exception_lines(actor, found)
    ]
    context = {
        **frame(request, found),
        "current": "consents",
        "not_kept": [form for form in (small,) if form is not None and form.errors],
        "lines": lines,
        "grounds": labels.LEGAL_GROUNDS,
        "exception_states": labels.EXCEPTION_STATES,
        "exception_tones": labels.EXCEPTION_TONES,
        "ask": ask or forms.AskForException(recipients=panels.panels_for("consent_recipients", request)),
        "decide": decide or forms.DecideException(),
        "end": DeskForm(auto_id=False),
        "handed": queries.HANDED,
    }
    wrong = any(form is not None and form.errors for form in (ask, decide, small))
    return render(request, "cases/exceptions.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
