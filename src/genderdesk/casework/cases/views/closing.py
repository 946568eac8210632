"""The end of a case: one person asks, another one approves or sends it back."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_APPROVE_CLOSURE, MAY_SEND_BACK, MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts import approve_closure, request_closure, send_back_closure
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.obstacles import obstacles_of
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import CHECKLIST
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_TAKE_CONSENT)
def closure(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """What is still open, the request with its ten points, and the paper that the second person reads."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.AskForClosure(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: request_closure.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:closure", found.pk)
    return _show(request, found, ask=form)


@page(needs=MAY_APPROVE_CLOSURE)
def approve(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The second person agrees."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = DeskForm(request.POST or None, auto_id="approve-%s")
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: approve_closure.once(form.op_id)(actor, found)) is not None:
            return redirect("cases:closure", found.pk)
    return _show(request, found, approve=form)


@page(needs=MAY_SEND_BACK)
def send_back(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The second person says what is missing, or the first one takes the request back."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if form.carry_out(lambda: send_back_closure.once(form.op_id)(actor, found, why=why)) is not None:
            return redirect("cases:case", found.pk)
    return _show(request, found, back=form)


def _show(
    request: DeskRequest,
    found: Case,
    *,
    ask: DeskForm | None = None,
    approve: DeskForm | None = None,
    back: DeskForm | None = None,
) -> HttpResponse:
    actor = request.actor
    paper = queries.closure_paper(actor, found)
    waiting = paper is not None and paper.closure.approved_at is None and paper.closure.sent_back_at is None
    own = paper is not None and actor.id == paper.closure.requested_by
    shared = frame(request, found)
    may_approve = waiting and not own and permits(actor, MAY_APPROVE_CLOSURE, found)
    gone = [ask if waiting or "closure_request" not in shared["may"] else None, approve if not may_approve else None]
    gone.append(back if not waiting else None)
    context = {
        **shared,
        "current": "closure",
        "not_kept": [form for form in gone if form is not None and form.errors],
        "paper": paper,
        "waiting": waiting,
        "own": own,
        "points": [(labels.CHECKS[check], paper.closure.checklist.get(check.value)) for check in CHECKLIST]
        if paper
        else [],
        "obstacles": obstacles_of(found),
        "may_approve": may_approve,
        "ask": ask or forms.AskForClosure(),
        "approve": approve or DeskForm(auto_id="approve-%s"),
        "back": back or forms.Why(),
    }
    wrong = any(form is not None and form.errors for form in (ask, approve, back))
    return render(request, "cases/closure.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
