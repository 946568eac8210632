"""The survivor's decisions: who may know what, for how long; withdrawing is always one step."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, queries
from genderdesk.casework.cases.access import MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts import count_in_figures, record_consent, revoke_consent, wait_for_consent
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.views.words import frame
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_TAKE_CONSENT)
def consents(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """All decisions of a case, and the form for the next one."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.TakeConsent(
        request.POST or None,
        recipients=panels.panels_for("consent_recipients", request),
        initial={"language": found.survivor.language},
    )
    if request.method == "POST" and form.is_valid():
        done = form.carry_out(lambda: record_consent.once(form.op_id)(actor, found, **form.arguments()))
        if done is not None:
            return redirect("cases:consents", found.pk)
    return _show(request, found, take=form)


@page(needs=MAY_TAKE_CONSENT)
def wait(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """She or he wants time to decide."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: wait_for_consent.once(form.op_id)(actor, found)) is not None:
            return redirect("cases:consents", found.pk)
    return _show(request, found, small=form)


@page(needs=MAY_TAKE_CONSENT)
def revoke(request: DeskRequest, case_id: uuid.UUID, consent_id: uuid.UUID) -> HttpResponse:
    """Withdraw a decision; a reason is never demanded."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    consent = queries.revocable_consent(found, consent_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: revoke_consent.once(form.op_id)(actor, found, consent=consent)) is not None:
            return redirect("cases:consents", found.pk)
    return _show(request, found, small=form)


@page(needs=MAY_TAKE_CONSENT)
def count(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep whether the incident may be counted without any name."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.CountInFigures(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if form.carry_out(lambda: count_in_figures.once(form.op_id)(actor, found, answer=answer)) is not None:
            return redirect("cases:consents", found.pk)
    return _show(request, found, count=form)


def _show(
    request: DeskRequest,
    found: Case,
    *,
    take: DeskForm | None = None,
    count: DeskForm | None = None,
    small: DeskForm | None = None,
) -> HttpResponse:
    recipients = panels.panels_for("consent_recipients", request)
    shared = frame(request, found)
    gone = [take if "consent_record" not in shared["may"] else None, small]
    context = {
        **shared,
        "current": "consents",
        "not_kept": [form for form in gone if form is not None and form.errors],
        "lines": [(line, DeskForm(auto_id=False)) for line in queries.consent_lines(found)],
        "take": take or forms.TakeConsent(recipients=recipients, initial={"language": found.survivor.language}),
        "count": count or forms.CountInFigures(initial={"answer": found.incident.statistics_consent}),
        "wait": small or DeskForm(auto_id="wait-%s"),
    }
    wrong = any(form is not None and form.errors for form in (take, count, small))
    return render(request, "cases/consents.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
