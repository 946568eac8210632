"""The risk of a case: its level and history, the questions, measures, and the steps that raise or lower it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON, RISK_LOWER
from genderdesk.casework.cases.acts import assess_risk, choose_measures, lower_risk, raise_risk, say_new_event
from genderdesk.casework.cases.models import Case, RiskChange
from genderdesk.casework.cases.queries import OpenedRisk, RiskStep
from genderdesk.casework.cases.rules import is_valid_for
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import CLOSURE_REQUESTED, DESK_CHECKLIST, RiskAnswer, RiskContext, RiskLevel
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.models import Approval
from genderdesk.groundwork.protection.pages import DeskRequest, page

# A step that a form carries out: the act with what it takes from the form.
_STEPS: dict[str, Callable[[Actor, Case, Any], Any]] = {
    "measures": lambda actor, it, form: choose_measures.once(form.op_id)(actor, it, **form.arguments()),
    "event": lambda actor, it, form: say_new_event.once(form.op_id)(actor, it, **form.arguments()),
    "raise": lambda actor, it, form: raise_risk.once(form.op_id)(
        actor, it, to=form.level(), reason=form.cleaned_data["why"]
    ),
    "ask": lambda actor, it, form: approvals.ask(
        actor, kind=RISK_LOWER, about=it, scope=form.level().value, reason=form.cleaned_data["why"], op_id=form.op_id
    ),
}


@page(needs=MAY_SEE_CASES)
def risk(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Level, range, measures and history. Sent with a reason, the answers too, and the look is recorded."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    look = forms.Look(request.POST or None)
    opened = None
    if request.method == "POST" and look.is_valid():
        opened = queries.opened_risk(actor, found, reason=look.why())
    return _show(request, found, look=look, opened=opened)


@page(needs=MAY_WORK_ON)
def assess(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The questions of one instrument on one page; the desk's own where none is named."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    chosen = queries.instrument_for(request.GET.get("with") or DESK_CHECKLIST)
    form = forms.AssessRisk(request.POST or None, instrument=chosen, initial={"context": _why_now(found)})
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: assess_risk.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:risk", found.pk)
    shared = frame(request, found)
    context = {
        **shared,
        "current": "risk",
        "form": form,
        "instrument": chosen,
        "name": queries.in_language(chosen.names),
        "validity": labels.VALIDITY.get(
            is_valid_for(chosen, found.survivor.sex, found.incident.perpetrator_relationship), ""
        ),
        "valid_for": labels.valid_for_words(chosen.valid_sexes, chosen.valid_relationships),
        "others": [
            (each.code, queries.in_language(each.names)) for each in queries.instruments() if each.code != chosen.code
        ],
        "not_kept": [form] if form.errors and "risk_assess" not in shared["may"] else [],
    }
    return render(request, "cases/risk_assess.html", context, status=422 if form.errors else 200)


def _why_now(case: Case) -> RiskContext:
    """What the officer most likely sits down for."""
    if not case.risk_level:
        return RiskContext.FIRST_CONTACT
    if case.state == CLOSURE_REQUESTED:
        return RiskContext.BEFORE_CLOSURE
    return RiskContext.SCHEDULED


@page(needs=MAY_WORK_ON)
def risk_step(request: DeskRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Choose measures, say that something happened, raise the level, or ask a second person to lower it."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = _forms(found, queries.risk_steps(found), name, request.POST or None).get(name)
    if form is None:
        raise Missing(_("There is no such step."))
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _STEPS[name](actor, found, form)) is not None:
            return redirect("cases:risk", found.pk)
        found = queries.case_for(actor, case_id)
    return _show(request, found, typed={name: form} if form.is_bound else {})


@page(needs=MAY_WORK_ON)
def lower(request: DeskRequest, case_id: uuid.UUID, approval_id: uuid.UUID) -> HttpResponse:
    """Carry out what the second person approved; only by whoever asked."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    asked = next((each for each in queries.lowering_asked(found) if each.pk == approval_id), None)
    if asked is None:
        raise Missing(_("This request has been answered. Load the page again."))
    form = DeskForm(request.POST or None, auto_id="lower-%s")
    if request.method == "POST" and form.is_valid():
        to = RiskLevel(asked.scope)
        if form.carry_out(lambda: lower_risk.once(form.op_id)(actor, found, to=to)) is not None:
            return redirect("cases:risk", found.pk)
        found = queries.case_for(actor, case_id)
    return _show(request, found, typed={"lower": form} if form.is_bound else {})


def _forms(case: Case, steps: list[RiskStep], name: str = "", data: Any = None) -> dict[str, DeskForm]:
    """The forms of the steps that the level leaves; ``data`` belongs to one of them."""

    def typed(key: str) -> Any:
        return data if key == name else None

    found: dict[str, DeskForm] = {"event": forms.SayNewEvent(typed("event"))}
    newest = queries.newest_assessment(steps)
    if newest is not None:
        found["measures"] = forms.ChooseMeasures(
            typed("measures"), offered=queries.measures_of(case), initial={"measures": newest.measures}
        )
    if above := queries.levels_above(case):
        found["raise"] = forms.MoveRisk(typed("raise"), levels=above, auto_id="raise-%s")
    if below := queries.levels_below(case, steps):
        found["ask"] = forms.MoveRisk(typed("ask"), levels=below, auto_id="ask-%s")
    return found


def _show(
    request: DeskRequest,
    found: Case,
    *,
    look: DeskForm | None = None,
    opened: OpenedRisk | None = None,
    typed: dict[str, DeskForm] | None = None,
) -> HttpResponse:
    steps = queries.risk_steps(found)
    newest = queries.newest_assessment(steps)
    shared = frame(request, found)
    is_open = "risk_assess" in shared["may"]
    made = {**_forms(found, steps), **(typed or {})}
    context = {
        **shared,
        "current": "risk",
        "not_kept": [form for name, form in (typed or {}).items() if form.errors and (not is_open or name == "lower")],
        "newest": newest,
        "is_due": found.risk_due_at is not None and found.risk_due_at <= timezone.now(),
        "range": labels.range_words(newest.low, newest.high) if newest else "",
        "trend": labels.TRENDS.get(queries.risk_trend(steps), ""),
        "asked_for": labels.measure_lines(queries.measures_of(found), newest.measures if newest else []),
        "history": [_line(each, opened) for each in steps],
        "requests": [_request(request.actor, each) for each in queries.lowering_asked(found)],
        "look": look or forms.Look(),
        "opened": opened,
        "forms": made,
        "is_open": is_open,
    }
    wrong = (look is not None and look.errors) or any(form.errors for form in (typed or {}).values())
    return render(request, "cases/risk.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _line(step: RiskStep, opened: OpenedRisk | None) -> dict[str, Any]:
    """One line of the history with what a look has opened of it."""
    one = step.assessment
    answers = opened.answers.get(one.pk, []) if opened and one else []
    raising = (RiskAnswer.YES, RiskAnswer.UNKNOWN)
    return {
        "step": step,
        "words": _change_words(step.change) if step.change else "",
        "range": labels.range_words(one.low, one.high) if one else "",
        "answers": [
            (each.words, labels.RISK_ANSWERS[each.answer], each.critical and each.answer in raising) for each in answers
        ],
        "reason": opened.reasons.get(step.change.pk, "") if opened and step.change else "",
    }


def _change_words(change: RiskChange) -> str:
    return labels.risk_change_words(change.before, change.after, change.agreed_code, change.lowered)


def _request(actor: Actor, asked: Approval) -> dict[str, Any]:
    carried = asked.decision == Approval.Decision.YES and asked.asked_by == actor.id
    return {"asked": asked, "may_carry_out": carried, "form": DeskForm(auto_id=f"lower-{asked.pk}-%s")}
