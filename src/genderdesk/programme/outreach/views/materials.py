"""Materials: the list with what is to be recalled, one material with its copies, and its print-ready sheet."""

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
from genderdesk.groundwork.platform.print import attached
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.places import queries as places
from genderdesk.programme.outreach import acts, forms, labels, queries
from genderdesk.programme.outreach.access import MAY_CLEAR, MAY_PLAN_OUTREACH, MAY_SEE_OUTREACH
from genderdesk.programme.outreach.models import Material
from genderdesk.programme.outreach.pictures import printed
from genderdesk.programme.outreach.vocabulary import MATERIAL
from genderdesk.programme.partners import queries as partners


@page(needs=MAY_SEE_OUTREACH)
def materials(request: DeskRequest) -> HttpResponse:
    """The materials by code, what carries a number that is gone, and the form for a new one."""
    may = permits(request.actor, MAY_PLAN_OUTREACH)
    versions = queries.versions_to_tell_of(request.actor) if may else []
    form = forms.WriteMaterial(request.POST if may and request.method == "POST" else None, versions=versions)
    if form.is_bound and form.is_valid():
        made = form.carry_out(lambda: acts.write_material.once(form.op_id)(request.actor, **form.arguments()))
        if made is not None:
            return redirect("outreach:material", made.pk)
    context = {
        "materials": queries.materials(request.actor),
        "outdated": queries.outdated(request.actor),
        "to_print": queries.to_print(request.actor),
        "form": form,
        "may": may,
        **_words(),
    }
    return render(request, "outreach/materials.html", context, status=422 if form.errors else 200)


def _words() -> dict[str, Any]:
    return {
        "kinds": labels.MATERIAL_KINDS,
        "states": labels.MATERIAL_STATES,
        "tones": labels.MATERIAL_TONES,
        "moves_named": labels.MOVES,
        "languages_named": labels.LANGUAGES,
    }


@page(needs=MAY_SEE_OUTREACH)
def material(request: DeskRequest, material_id: uuid.UUID) -> HttpResponse:
    """One material: what it says, how many copies there are, and where they are."""
    return _show(request, queries.material_for(request.actor, material_id))


@page(needs=MAY_SEE_OUTREACH)
def print_material(request: DeskRequest, material_id: uuid.UUID) -> HttpResponse:
    """The sheet for the printer as PDF."""
    found = queries.material_for(request.actor, material_id)
    return attached(printed([found]), f"{found.code}-{found.version}-{found.language}")


@page(needs=MAY_SEE_OUTREACH)
def print_pack(request: DeskRequest) -> HttpResponse:
    """Everything that may be printed now, as one PDF for the printer."""
    found = queries.to_print(request.actor)
    if not found:
        raise Missing(_("No material is cleared for printing."))
    return attached(printed(found), "materials")


_STEPS: dict[str, Callable[..., Any]] = {
    "clear": acts.clear_material.once,
    "recall": acts.recall_material.once,
    "move": acts.move_stock.once,
}


@page(needs=MAY_PLAN_OUTREACH)
def material_step(request: DeskRequest, material_id: uuid.UUID, name: str) -> HttpResponse:
    """Clear or recall a material, or keep what became of copies."""
    found = queries.material_for(request.actor, material_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("outreach:material", material_id)
    form = _forms(request, {name: request.POST})[name]
    if form.is_valid():
        given = form.cleaned
        step = _STEPS[name]
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:material", material_id)
        found = queries.material_for(request.actor, material_id)
    return _show(request, found, {name: form})


def _forms(request: DeskRequest, data: dict[str, Any]) -> dict[str, DeskForm]:
    return {
        "clear": DeskForm(data.get("clear"), auto_id="clear-%s"),
        "recall": forms.RecallMaterial(data.get("recall")),
        "move": forms.MoveStock(
            data.get("move"),
            districts=places.districts(),
            held=queries.recent_activities(request.actor),
            units=partners.units_to_place(request.actor),
            partners=partners.partners_to_choose(timezone.localdate()),
        ),
    }


def _show(request: DeskRequest, found: Material, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    may = permits(request.actor, MAY_PLAN_OUTREACH, found)
    open_now = {each.split(".")[1] for each in MATERIAL.acts_from(found.state)} if may else set()
    if not permits(request.actor, MAY_CLEAR, found):
        open_now -= {"clear"}
    moves = found.moves.select_related("place", "activity", "unit", "partner")
    context = {
        "material": found,
        "open_now": open_now,
        "moves": page_by_key(moves, request, key="moved_on"),
        "whereabouts": queries.whereabouts(found),
        "wrong": queries.why_outdated(found),
        "told": found.guidelines.select_related("version__document"),
        "names": partners.names_on(timezone.localdate()),
        "forms": (_forms(request, {}) | (typed or {})) if may else {},
        "not_kept": [name for name in typed or {} if name != "move" and name not in open_now],
        "may": may,
        **_words(),
    }
    return render(request, "outreach/material.html", context, status=422 if typed else 200)
