"""The death of a survivor: what is known in codes, words by a recorded look, and the form that keeps both."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON
from genderdesk.casework.cases.acts import confirm_death, keep_death, take_death_back
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import DeathWords
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import Marker
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def death(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """What is kept. Sent with a reason, the words too, and the look is recorded. Before anything is kept: the form."""
    found = queries.case_for(request.actor, case_id)
    return _show(request, found, forms.Look(request.POST or None), forms.DecideDeath())


@page(needs=MAY_WORK_ON)
def decide(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """A second person confirms it, or takes it back."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.DecideDeath(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["decision"] == "confirm":
            if form.carry_out(lambda: confirm_death.once(form.op_id)(actor, found)) is not None:
                return redirect("cases:death", found.pk)
        else:
            call = take_death_back.once(form.op_id)
            if form.carry_out(lambda: call(actor, found, why=form.cleaned_data["why"])) is not None:
                return redirect("cases:case", found.pk)
    return _show(request, found, forms.Look(), form)


def _show(request: DeskRequest, found: Case, look: forms.Look, decide: forms.DecideDeath) -> HttpResponse:
    actor = request.actor
    kept = queries.death_of(found)
    if kept is None:
        return redirect("cases:keep_death", found.pk)
    opened: DeathWords | None = None
    if look.is_bound and look.is_valid():
        opened = queries.death_words(actor, found, reason=look.why())
    context = {
        **frame(request, found),
        "current": "death",
        "death": kept,
        "earlier": queries.earlier_cases(actor, kept),
        "markers": [(labels.MARKERS[each], kept.markers.get(each.value, "unknown")) for each in Marker],
        "opened": opened,
        "look": look,
        "decide": decide,
        "own": kept.kept_by == actor.id and not actor.has("desk_head"),
        **_words(),
    }
    return render(request, "cases/death.html", context, status=422 if look.errors or decide.errors else 200)


@page(needs=MAY_WORK_ON)
def keep(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep what is known."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.DeathForm(request.POST or None, initial=_kept(actor, found))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out_over(
            lambda: _kept(actor, queries.case_for(actor, case_id)),
            lambda: keep_death.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:death", found.pk)
        found = queries.case_for(actor, case_id)
    context = {**frame(request, found), "current": "death", "form": form, "is_first": queries.death_of(found) is None}
    return render(request, "cases/keep_death.html", context, status=422 if form.errors else 200)


def _kept(actor: Actor, case: Case) -> dict[str, Any]:
    death = queries.death_of(case)
    return forms.DeathForm.kept(death, queries.earlier_cases(actor, death) if death else [])


def _words() -> dict[str, Any]:
    return {"groups": labels.KILLING_GROUPS, "mechanisms": labels.MECHANISMS, "fates": labels.FATES}
