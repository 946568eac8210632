"""Projects: objectives, partners, budget, receipts, and the things that came."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance import queries as guidance
from genderdesk.programme.partners import acts, forms, labels, queries
from genderdesk.programme.partners.access import MAY_AGREE, MAY_SEE_PARTNERS
from genderdesk.programme.partners.models import Project, Receipt, Thing

_STEPS: dict[str, Callable[..., Any]] = {
    "join": acts.join_project.once,
    "aim": acts.add_objective.once,
    "commit": acts.commit_project.once,
    "budget": acts.add_budget_line.once,
    "money": acts.take_money.once,
    "things": acts.take_things.once,
}


@page(needs=MAY_SEE_PARTNERS)
def projects(request: DeskRequest) -> HttpResponse:
    """The projects of the institution, and the form for another one."""
    may = permits(request.actor, MAY_AGREE)
    form = forms.OpenProject(request.POST if may and request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned
        made = form.carry_out(lambda: acts.open_project.once(form.op_id)(request.actor, **given))
        if made is not None:
            return redirect("partners:project", made.pk)
    context = {"projects": queries.projects(request.actor), "form": form, "may": may}
    return render(request, "partners/projects.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_PARTNERS)
def project(request: DeskRequest, project_id: uuid.UUID) -> HttpResponse:
    """One project."""
    return _show(request, queries.project_for(request.actor, project_id))


@page(needs=MAY_AGREE)
def project_step(request: DeskRequest, project_id: uuid.UUID, name: str) -> HttpResponse:
    """Add a partner, an objective, a budget line or a receipt."""
    found = queries.project_for(request.actor, project_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("partners:project", project_id)
    form = _forms(found, {name: request.POST})[name]
    if form.is_valid():
        step = _STEPS[name]
        given = form.cleaned
        if isinstance(form, forms.JoinProject):
            given = form.arguments()
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("partners:project", project_id)
    return _show(request, found, {name: form})


def _forms(found: Project, data: dict[str, Any]) -> dict[str, DeskForm]:
    partners, names = queries.partners_to_choose(timezone.localdate())
    asked: dict[str, Any] = {"partners": partners, "names": names}
    lines = [each.line for each in queries.budget_of(found)]
    objectives = list(found.objectives.all())
    desks = queries.desks_with_budget(found)
    return {
        "join": forms.JoinProject(data.get("join"), **asked),
        "aim": forms.AddObjective(data.get("aim")),
        "commit": forms.CommitProject(data.get("commit"), instruments=guidance.instruments()),
        "budget": forms.AddBudgetLine(data.get("budget"), objectives=objectives, desks=desks, **asked),
        "money": forms.TakeMoney(data.get("money"), lines=lines, **asked),
        "things": forms.TakeThings(data.get("things"), **asked),
    }


def _show(request: DeskRequest, found: Project, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    today = timezone.localdate()
    may = permits(request.actor, MAY_AGREE, found)
    receipts = Receipt.objects.filter(project=found).prefetch_related("things__unit")
    context = {
        "project": found,
        "objectives": found.objectives.all(),
        "partners": found.partners.select_related("partner").order_by("role", "partner__code"),
        "commitments": found.instruments.select_related("instrument").order_by("instrument__code"),
        "names": queries.names_on(today),
        "roles": labels.PROJECT_ROLES,
        "budget": queries.budget_of(found),
        "receipts": page_by_key(receipts, request, key="received_on"),
        "things": queries.things_of(found),
        "thing_kinds": labels.THING_KINDS,
        "thing_states": labels.THING_STATES,
        "thing_tones": labels.THING_TONES,
        "forms": (_forms(found, {}) | (typed or {})) if may else {},
        "may": may,
    }
    return render(request, "partners/project.html", context, status=422 if typed else 200)


@page(needs=MAY_AGREE)
def thing(request: DeskRequest, thing_id: uuid.UUID) -> HttpResponse:
    """Say where one thing is and how it was found."""
    found: Thing = queries.thing_for(request.actor, thing_id)
    first = {"unit": found.unit_id, "state": found.state}
    form = forms.PlaceThing(request.POST or None, units=queries.units_to_place(request.actor), initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: acts.place_thing.once(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("partners:project", found.receipt.project_id)
    context = {"thing": found, "form": form, "kinds": labels.THING_KINDS}
    return render(request, "partners/thing.html", context, status=422 if form.errors else 200)
