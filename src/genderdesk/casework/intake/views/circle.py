"""Who may see a file: its sensitivity, cell and conflicts, and the steps that make its circle narrower or wider."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.intake import forms, labels, queries
from genderdesk.casework.intake.access import LIFT, LOWER, MAY_GUARD, MAY_HAND_OVER, MAY_LIFT, MAY_SEE_CIRCLE
from genderdesk.casework.intake.acts import (
    declare_conflict,
    hand_to_cell,
    lift_conflict,
    lower_sensitivity,
    restrict_file,
    seal_file,
)
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Sensitivity
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor, permits, signed_in
from genderdesk.groundwork.protection.circle import hides
from genderdesk.groundwork.protection.models import Approval
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.organisation.institution.access import MAY_SEE_CELLS
from genderdesk.organisation.institution.queries import cells_to_choose, units_to_choose

# A step that a form carries out: the act with what it takes from the form.
_STEPS: dict[str, Callable[[Actor, Report, Any], Any]] = {
    "restrict": lambda actor, it, form: restrict_file.once(form.op_id)(actor, it, reason=form.why()),
    "seal": lambda actor, it, form: seal_file.once(form.op_id)(
        actor, it, reason=form.why(), cell=form.cleaned_data["cell"]
    ),
    "hand": lambda actor, it, form: hand_to_cell.once(form.op_id)(actor, it, cell=form.cleaned_data["cell"]),
    "lower": lambda actor, it, form: approvals.ask(
        actor,
        kind=LOWER,
        about=it,
        scope=form.cleaned_data["to"],
        reason=form.cleaned_data["why"],
        op_id=form.op_id,
    ),
    "declare": lambda actor, it, form: declare_conflict.once(form.op_id)(actor, it, **form.arguments()),
}


@page(needs=MAY_SEE_CIRCLE)
def circle(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """Who may see this file, and what can be done about it."""
    return _show(request, queries.guarded_report(request.actor, report_id))


@page(needs=MAY_SEE_CIRCLE)
def circle_step(request: DeskRequest, report_id: uuid.UUID, name: str) -> HttpResponse:
    """Restrict or seal a file, hand it to another cell, ask for a wider circle, declare a conflict."""
    actor = request.actor
    report = queries.guarded_report(actor, report_id)
    form = _forms(report, name, request.POST or None).get(name)
    if form is None:
        raise Missing(_("There is no such step."))
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _STEPS[name](actor, report, form)) is not None:
            return after_sealing(request, report.pk)
    return _show(request, report, typed={name: form} if form.is_bound else {})


@page(needs=MAY_SEE_CIRCLE)
def ask_to_lift(request: DeskRequest, report_id: uuid.UUID, conflict_id: uuid.UUID) -> HttpResponse:
    """Ask a second person to lift a conflict."""
    actor = request.actor
    report = queries.guarded_report(actor, report_id)
    declared = queries.conflict_for(actor, report, conflict_id)
    form = forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if form.carry_out(lambda: approvals.ask(actor, kind=LIFT, about=declared, reason=why, op_id=form.op_id)):
            return redirect("intake:circle", report.pk)
    context = {"report": report, "declared": declared, "form": form, **_words()}
    return render(request, "intake/lift.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_CIRCLE)
def answer(request: DeskRequest, report_id: uuid.UUID, approval_id: uuid.UUID) -> HttpResponse:
    """The second person's yes or no; or, once there is a yes, the step itself by whoever asked."""
    actor = request.actor
    report = queries.guarded_report(actor, report_id)
    asked = next((each for each in queries.circle_around(report).requests if each.pk == approval_id), None)
    if asked is None:
        raise Missing(_("This request has been answered. Load the page again."))
    if request.method == "POST" and "carry_out" in request.POST:
        _carry_out(actor, report, asked)
        return after_sealing(request, report.pk)
    yes = "yes" in request.POST
    form = forms.Answer(request.POST or None)
    if request.method == "POST" and (yes or form.is_valid()):
        word = "" if yes else form.cleaned_data["answer"]
        if form.carry_out(lambda: approvals.decide.once(form.op_id)(actor, asked, yes=yes, answer=word)):
            return redirect("intake:circle", report.pk)
    reason = approvals.reason_of(actor, asked) if _may_decide(actor, asked) else ""
    context = {"report": report, "asked": asked, "reason": reason, "form": form, **_words()}
    return render(request, "intake/second_person.html", context, status=422 if form.errors else 200)


def _carry_out(actor: Actor, report: Report, asked: Approval) -> None:
    """What was approved."""
    if asked.kind == LOWER:
        lower_sensitivity(actor, report, to=Sensitivity(asked.scope))
    else:
        lift_conflict(actor, queries.conflict_for(actor, report, uuid.UUID(asked.subject_id)))


def _may_decide(actor: Actor, asked: Approval) -> bool:
    own = is_same_person(actor, asked.asked_by, asked.asked_officer)
    return not own and not asked.decision and permits(actor, approvals.MAY_DECIDE, asked)


@page(needs=signed_in)
def gone(request: DeskRequest) -> HttpResponse:
    """What somebody sees who has just closed a file to herself: it is kept, and where it went."""
    return render(request, "intake/sealed_done.html")


def after_sealing(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """To the file's circle; or, where the step has closed it to the reader, to the page that says so."""
    report = queries.report_by_id(report_id)
    if report is not None and not hides(request.actor, report) and permits(request.actor, MAY_SEE_CIRCLE, report):
        notices.success(request, _("This is kept."))
        return redirect("intake:circle", report_id)
    return redirect("intake:gone")


def _forms(report: Report, name: str = "", data: Any = None) -> dict[str, DeskForm]:
    """The forms of the steps that the file's sensitivity leaves; ``data`` belongs to one of them."""
    cells = cells_to_choose()
    sealed = report.sensitivity == Sensitivity.SEALED

    def typed(key: str) -> Any:
        return data if key == name else None

    found: dict[str, DeskForm] = {"declare": forms.Declare(typed("declare"), units=units_to_choose())}
    if report.sensitivity == Sensitivity.STANDARD:
        found["restrict"] = forms.Restrict(typed("restrict"))
    else:
        found["lower"] = forms.AskLower(typed("lower"), now=report.sensitivity)
    if not sealed:
        initial = {"cell": next((each.pk for each in cells if each.institution_id == report.institution_id), None)}
        found["seal"] = forms.Seal(typed("seal"), cells=cells, initial=initial)
    elif others := [each for each in cells if each.pk != report.cell_id]:
        found["hand"] = forms.ToCell(typed("hand"), cells=others)
    return found


def _show(request: DeskRequest, report: Report, *, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    actor = request.actor
    around = queries.circle_around(report)
    rows = [
        {
            "asked": each,
            "about": next((one for one in around.conflicts if str(one.pk) == each.subject_id), None),
            "may_decide": _may_decide(actor, each),
            "may_carry_out": each.decision == Approval.Decision.YES and each.asked_by == actor.id,
        }
        for each in around.requests
    ]
    context = {
        "report": report,
        "may_see_cells": report.cell is not None and permits(actor, MAY_SEE_CELLS, report.cell),
        "around": around,
        "requests": rows,
        "forms": {**_forms(report), **(typed or {})},
        "may_guard": permits(actor, MAY_GUARD, report),
        "may_lift": permits(actor, MAY_LIFT, report),
        "may_hand": permits(actor, MAY_HAND_OVER, report),
        **_words(),
    }
    wrong = any(form.errors for form in (typed or {}).values())
    return render(request, "intake/circle.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _words() -> dict[str, object]:
    return {
        "sensitivities": labels.SENSITIVITIES,
        "who_sees": labels.WHO_SEES,
        "kinds_of_conflict": labels.CONFLICT_KINDS,
    }
