"""The safety plan and the action plan: in codes for all who work on the file, in words after a recorded look."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON
from genderdesk.casework.cases.acts import add_plan_item, change_plan_item, keep_safety_plan, review_safety_plan
from genderdesk.casework.cases.models import Case, SafetyPlan
from genderdesk.casework.cases.queries import OpenedPlans
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import DOING, PLANNED, LookReason, PlanPart
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def plans(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """What is planned. Sent with a reason, the words too; the code word by a button of its own. Both are recorded."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    look = forms.Look(request.POST or None)
    opened, word = None, ""
    if request.method == "POST" and look.is_valid():
        if "code_word" in request.POST:
            word = queries.code_word_of(actor, found, reason=look.why()) or _("No code word is kept.")
        else:
            opened = queries.opened_plans(actor, found, reason=look.why())
    return _show(request, found, made={"look": look}, opened=opened, word=word)


@page(needs=MAY_WORK_ON)
def safety_plan(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The first safety plan, or a new version over the words of the last one, which is a recorded look."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    bound = request.POST if request.method == "POST" and "version" in request.POST else None
    initial = {} if bound else _kept_plan(actor, found) if request.method == "POST" else {"version": 0}
    form = forms.SafetyPlanForm(bound, initial=initial)
    if bound is None and request.method != "POST" and queries.safety_plans(found).exists():
        return redirect("cases:plans", found.pk)
    if bound is not None and form.is_valid():
        done = form.carry_out_over(
            lambda: _kept_plan(actor, queries.case_for(actor, case_id)),
            lambda: keep_safety_plan.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:plans", found.pk)
    shared = frame(request, found)
    closed = "safetyplan_keep" not in shared["may"]
    context = {**shared, "current": "plans", "form": form, "not_kept": [form] if form.errors and closed else []}
    return render(request, "cases/safety_plan.html", context, status=422 if form.errors else 200)


def _kept_plan(actor: Actor, case: Case) -> dict[str, Any]:
    newest = queries.safety_plans(case).first()
    opened = queries.opened_plans(actor, case, reason=LookReason.CORRECTION) if newest else None
    return forms.SafetyPlanForm.kept(newest, opened.safety.get(newest.pk, {}) if opened and newest else {})


@page(needs=MAY_WORK_ON)
def review(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The plan was gone through again and stays as it is."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.ReviewPlan(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["review_on"]
        if form.carry_out(lambda: review_safety_plan.once(form.op_id)(actor, found, review_on=day)) is not None:
            return redirect("cases:plans", found.pk)
    return _show(request, found, made={"review": form})


@page(needs=MAY_WORK_ON)
def add_item(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """One more thing to do."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.AddPlanItem(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: add_plan_item.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:plans", found.pk)
    return _show(request, found, made={"add": form})


@page(needs=MAY_WORK_ON)
def plan_item(request: DeskRequest, case_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """How far one item has come."""
    actor = request.actor
    item = queries.plan_item_for(actor, item_id)
    if item.case_id != case_id:
        raise Missing(_("There is no such part of a plan in this case."))
    form = forms.ChangePlanItem(request.POST or None, initial=forms.ChangePlanItem.kept(item))
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: change_plan_item.once(form.op_id)(actor, item, **form.arguments())) is not None:
            return redirect("cases:plans", case_id)
    moves = item.state in (PLANNED, DOING)
    context = {
        **frame(request, item.case),
        "current": "plans",
        "item": item,
        "form": form,
        "moves": moves,
        "not_kept": [form] if form.errors and not moves else [],
        **_words(),
    }
    return render(request, "cases/plan_item.html", context, status=422 if form.errors else 200)


def _show(
    request: DeskRequest,
    found: Case,
    *,
    made: dict[str, DeskForm],
    opened: OpenedPlans | None = None,
    word: str = "",
) -> HttpResponse:
    versions = list(queries.safety_plans(found))
    shared = frame(request, found)
    is_open = "planitem_add" in shared["may"]
    kept_out = [form for name, form in made.items() if name != "look" and form.errors and not is_open]
    context = {
        **shared,
        "current": "plans",
        "is_open": is_open,
        "not_kept": kept_out,
        "plan": versions[0] if versions else None,
        "versions": [(each, _parts(each, opened)) for each in versions],
        "items": [
            {
                "item": each,
                "goal": opened.goals.get(each.pk, "") if opened else "",
                "action": opened.actions.get(each.pk, "") if opened else "",
            }
            for each in queries.plan_items(found)
        ],
        "opened": opened,
        "word": word,
        "forms": {"look": forms.Look(), "add": forms.AddPlanItem(), "review": forms.ReviewPlan(), **made},
        **_words(),
    }
    wrong = any(form.errors for form in made.values())
    return render(request, "cases/plans.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _parts(plan: SafetyPlan, opened: OpenedPlans | None) -> list[tuple[object, str]]:
    """The parts of one version that were written, with their headings."""
    written = opened.safety.get(plan.pk, {}) if opened else {}
    return [(labels.PLAN_PARTS[part], written[part.value]) for part in PlanPart if written.get(part.value)]


def _words() -> dict[str, Any]:
    return {
        "needs": labels.NEEDS,
        "owners": labels.PLAN_OWNERS,
        "plan_states": labels.PLAN_STATES,
        "plan_tones": labels.PLAN_TONES,
        "progress_words": labels.PROGRESS,
        "copies": labels.COPIES,
    }
