"""Action plans: their list with their progress, and one plan with its ten steps."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance import acts, forms, labels, queries
from genderdesk.programme.guidance.access import IS_STAFF, MAY_PLAN
from genderdesk.programme.guidance.models import Plan
from genderdesk.programme.guidance.views.tabs import registers
from genderdesk.programme.guidance.vocabulary.decisions import VERIFIED
from genderdesk.programme.guidance.vocabulary.plans import Step


@page(needs=IS_STAFF)
def plans(request: DeskRequest) -> HttpResponse:
    """The institution's plans, and the form that begins one."""
    actor = request.actor
    form = forms.BeginPlan(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.carry_out(lambda: acts.begin_plan.once(form.op_id)(actor, **form.arguments()))
        if made is not None:
            return redirect("guidance:plan", made.pk)
    context = {
        "lines": queries.plan_lines(actor),
        "form": form,
        "may_plan": permits(actor, MAY_PLAN),
        "tabs": registers(),
    }
    return render(request, "guidance/plans.html", context, status=422 if form.errors else 200)


@page(needs=IS_STAFF)
def plan(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    """One plan: its ten steps, and its activities."""
    return _show(request, queries.plan_for(request.actor, plan_id))


@page(needs=MAY_PLAN)
def step(request: DeskRequest, plan_id: uuid.UUID, name: str) -> HttpResponse:
    """Keep one of the ten steps."""
    actor = request.actor
    found = queries.plan_for(actor, plan_id)
    kept = found.steps.filter(step=name).first()
    if kept is None:
        raise Missing(_("There is no such step."))
    proposals = queries.proposals_to_choose(actor) if name == Step.AUTHORISATION else []
    form = forms.KeepStep(request.POST or None, step=kept, proposals=proposals)
    if request.method == "POST" and form.is_valid():
        call = acts.keep_step.once(form.op_id)
        if form.carry_out(lambda: call(actor, found, step=Step(name), **form.arguments())) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:plan", found.pk)
    return _show(request, found, typed={name: form} if form.is_bound else {})


@page(needs=MAY_PLAN)
def add_action(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Add an activity to a plan."""
    actor = request.actor
    found = queries.plan_for(actor, plan_id)
    form = forms.AddAction(request.POST or None, posts=queries.owner_posts(found.institution_id))
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: acts.act_on_plan.once(form.op_id)(actor, found, **form.arguments())) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:plan", found.pk)
    return _show(request, found, add=form)


def _show(
    request: DeskRequest,
    found: Plan,
    *,
    typed: dict[str, forms.KeepStep] | None = None,
    add: forms.AddAction | None = None,
) -> HttpResponse:
    actor = request.actor
    may_plan = permits(actor, MAY_PLAN, found)
    steps = list(found.steps.select_related("proposal"))
    proposals = queries.proposals_to_choose(actor) if may_plan else []
    lines = [
        {"step": each, "form": (typed or {}).get(each.step) or forms.KeepStep(step=each, proposals=proposals)}
        for each in steps
    ]
    actions = queries.action_lines(actor, found.actions.all())
    posts = queries.owner_posts(found.institution_id) if may_plan and add is None else []
    context: dict[str, Any] = {
        "plan": found,
        "lines": lines,
        "done": sum(each.done_on is not None for each in steps),
        "actions": actions,
        "verified": sum(each.action.state == VERIFIED for each in actions),
        "may_plan": may_plan,
        "add": add or forms.AddAction(posts=posts),
        "steps_named": labels.STEPS,
        "hints": labels.STEP_HINTS,
        "action_states": labels.ACTION_STATES,
        "action_tones": labels.ACTION_TONES,
    }
    wrong = any(form.errors for form in (typed or {}).values()) or (add is not None and bool(add.errors))
    return render(request, "guidance/plan.html", context, status=422 if wrong else 200)
