"""The survivor's decisions: who may know what, for how long; withdrawing is one press."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, queries, readings
from genderdesk.casework.cases.access import MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts import (
    count_in_figures,
    record_consent,
    renew_consent,
    revoke_consent,
    wait_for_consent,
)
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import wording_for
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_TAKE_CONSENT)
def consents(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """All decisions of a case, and the form for the next one."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = _take(request, found, request.POST or None)
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
def consent(request: DeskRequest, case_id: uuid.UUID, consent_id: uuid.UUID) -> HttpResponse:
    """One decision: what was said, what rests on it, and the two things that can be done with a yes."""
    return _show_one(request, queries.case_for(request.actor, case_id), consent_id)


@page(needs=MAY_TAKE_CONSENT)
def revoke(request: DeskRequest, case_id: uuid.UUID, consent_id: uuid.UUID) -> HttpResponse:
    """Withdraw a decision; a reason is never demanded."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    kept = queries.consent_line(found, consent_id).consent
    form = forms.WithdrawConsent(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = revoke_consent.once(form.op_id)
        if form.carry_out(lambda: call(actor, found, consent=kept, **form.arguments())) is not None:
            return redirect("cases:consent", found.pk, consent_id)
    return _show_one(request, found, consent_id, withdraw=form)


@page(needs=MAY_TAKE_CONSENT)
def renew(request: DeskRequest, case_id: uuid.UUID, consent_id: uuid.UUID) -> HttpResponse:
    """Ask again for the same."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    kept = queries.consent_line(found, consent_id).consent
    form = forms.RenewConsent(request.POST or None, age=readings.age_of(found.survivor))
    if request.method == "POST" and form.is_valid():
        call = renew_consent.once(form.op_id)
        again = form.carry_out(lambda: call(actor, found, consent=kept, **form.arguments()))
        if again is not None:
            return redirect("cases:consent", found.pk, again.pk)
    return _show_one(request, found, consent_id, renew=form)


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


def _take(request: DeskRequest, found: Case, typed: Any = None) -> forms.TakeConsent:
    return forms.TakeConsent(
        typed,
        recipients=panels.panels_for("consent_recipients", request),
        age=readings.age_of(found.survivor),
        initial={"language": found.survivor.language},
    )


def _show(
    request: DeskRequest,
    found: Case,
    *,
    take: DeskForm | None = None,
    count: DeskForm | None = None,
    small: DeskForm | None = None,
) -> HttpResponse:
    shared = frame(request, found)
    gone = [take if "consent_record" not in shared["may"] else None, small]
    context = {
        **shared,
        "current": "consents",
        "not_kept": [form for form in gone if form is not None and form.errors],
        "lines": queries.consent_lines(found),
        "exceptions": queries.number_of_exceptions(found),
        "wording": wording_for(found.survivor.language),
        "take": take or _take(request, found),
        "count": count or forms.CountInFigures(initial={"answer": found.incident.statistics_consent}),
        "wait": small or DeskForm(auto_id="wait-%s"),
    }
    wrong = any(form is not None and form.errors for form in (take, count, small))
    return render(request, "cases/consents.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _show_one(
    request: DeskRequest,
    found: Case,
    consent_id: uuid.UUID,
    *,
    withdraw: DeskForm | None = None,
    renew: DeskForm | None = None,
) -> HttpResponse:
    line = queries.consent_line(found, consent_id)
    shared = frame(request, found)
    may_renew = line.renewable and "consent_renew" in shared["may"]
    gone = [withdraw if not line.withdrawable else None, renew if not may_renew else None]
    rests = panels.panels_for("consent_rests", request, case=found)
    initial = {"language": line.consent.language or found.survivor.language}
    context = {
        **shared,
        "current": "consents",
        "not_kept": [form for form in gone if form is not None and form.errors],
        "line": line,
        "words": queries.consent_words(request.actor, found).get(consent_id),
        "rests": [row for ground, row in rests if ground == consent_id],
        "may_renew": may_renew,
        "paper": DeskForm(auto_id="paper-%s"),
        "may_print": line.live and queries.may_be_handed(line.consent),
        "wording": wording_for(found.survivor.language),
        "withdraw": withdraw or forms.WithdrawConsent(),
        "renew": renew or forms.RenewConsent(age=readings.age_of(found.survivor), initial=initial),
    }
    wrong = any(form is not None and form.errors for form in (withdraw, renew))
    return render(request, "cases/consent.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
