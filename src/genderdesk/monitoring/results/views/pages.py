"""The page of a project's results: as it is now, frozen, released; and the forms that fill it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.results import acts, forms, labels, queries
from genderdesk.monitoring.results.access import MAY_KEEP_RESULTS, MAY_RELEASE_RESULTS, MAY_SEE_RESULTS
from genderdesk.monitoring.results.exporters import page_to_export
from genderdesk.monitoring.results.views.showing import context_of, day_of, file_of
from genderdesk.monitoring.results.vocabulary import FROZEN
from genderdesk.programme.partners.models import Project

_STEPS: dict[str, Callable[..., Any]] = {"claim": acts.assert_claim.once, "freeze": acts.freeze_page.once}


@page(needs=MAY_SEE_RESULTS)
def projects(request: DeskRequest) -> HttpResponse:
    """The projects with their pages, and where indicators are; of a desk with one project its page at once."""
    found = list(queries.projects(request.actor))
    if len(found) == 1:
        return redirect("results:project", found[0].pk)
    return render(request, "results/projects.html", {"projects": found})


@page(needs=MAY_SEE_RESULTS)
def project(request: DeskRequest, project_id: uuid.UUID) -> HttpResponse:
    """The page as of a day, made from records at this moment."""
    return _show(request, queries.project_for(request.actor, project_id))


@page(needs=MAY_KEEP_RESULTS)
def project_step(request: DeskRequest, project_id: uuid.UUID, name: str) -> HttpResponse:
    """Put a claim on the page, or freeze it."""
    found = queries.project_for(request.actor, project_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("results:project", project_id)
    form = _forms(request, found, {name: request.POST})[name]
    if form.is_valid():
        given = form.arguments() if isinstance(form, forms.AssertClaim) else form.cleaned
        made = form.carry_out(lambda: _STEPS[name](form.op_id)(request.actor, found, **given))
        if made is not None:
            return redirect("results:frozen", made.pk) if name == "freeze" else redirect("results:claim", made.pk)
    return _show(request, found, {name: form})


def _forms(request: DeskRequest, found: Project, data: dict[str, Any]) -> dict[str, DeskForm]:
    return {
        "claim": forms.AssertClaim(
            data.get("claim"), indicators=queries.indicators(request.actor), objectives=found.objectives.all()
        ),
        "freeze": forms.FreezePage(data.get("freeze")),
    }


def _show(request: DeskRequest, found: Project, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    search, as_of = day_of(request)
    may = permits(request.actor, MAY_KEEP_RESULTS, found)
    context = {
        "project": found,
        "search": search,
        "as_of": as_of,
        "claims": dict(queries.claims_of_project(found).values_list("code", "pk")),
        "frozen": queries.pages_of_project(request.actor, found)[:20],
        "states": labels.PAGE_STATES,
        "state_tones": labels.PAGE_TONES,
        "forms": _forms(request, found, {}) | (typed or {}) if may else {},
        "may": may,
        **context_of(queries.page_of(found, as_of)),
    }
    return render(request, "results/project.html", context, status=422 if typed else 200)


@page(needs=MAY_SEE_RESULTS)
def project_file(request: DeskRequest, project_id: uuid.UUID, kind: str) -> HttpResponse:
    """The page as of a day as a file."""
    found = queries.project_for(request.actor, project_id)
    return file_of(kind, lambda: page_to_export(request.actor, found, form=kind, as_of=day_of(request)[1]))


@page(needs=MAY_SEE_RESULTS)
def frozen(request: DeskRequest, page_id: uuid.UUID) -> HttpResponse:
    """A page as it was frozen, and which claims would read otherwise now."""
    return _show_frozen(request, page_id)


def _show_frozen(request: DeskRequest, page_id: uuid.UUID, typed: DeskForm | None = None) -> HttpResponse:
    kept = queries.page_for(request.actor, page_id)
    may_release = kept.state == FROZEN and permits(request.actor, MAY_RELEASE_RESULTS, kept)
    context = {
        "kept": kept,
        "differing": queries.differs_from_now(kept),
        "states": labels.PAGE_STATES,
        "state_tones": labels.PAGE_TONES,
        "form": (typed or forms.ReleasePage()) if may_release else None,
        **context_of(queries.content_of(kept)),
    }
    return render(request, "results/frozen.html", context, status=422 if typed else 200)


@page(needs=MAY_RELEASE_RESULTS)
def release(request: DeskRequest, page_id: uuid.UUID) -> HttpResponse:
    """Let anybody read a frozen page."""
    kept = queries.page_for(request.actor, page_id)
    form = forms.ReleasePage(request.POST or None)
    if request.method != "POST":
        return redirect("results:frozen", page_id)
    if form.is_valid() and form.carry_out(lambda: acts.release_page.once(form.op_id)(request.actor, kept)) is not None:
        return redirect("results:frozen", page_id)
    return _show_frozen(request, page_id, form)


@page(needs=MAY_SEE_RESULTS)
def frozen_file(request: DeskRequest, page_id: uuid.UUID, kind: str) -> HttpResponse:
    """A frozen page as a file: the numbers that were frozen, in every format."""
    kept = queries.page_for(request.actor, page_id)
    return file_of(kind, lambda: page_to_export(request.actor, kept.project, form=kind, as_of=kept.as_of, frozen=kept))
