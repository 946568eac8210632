"""The cells that keep sealed files: who belongs to them, who is admitted by two persons, and who leaves."""

from __future__ import annotations

import uuid

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.oversight import forms, queries
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution.access import ADMIT, MAY_FILL_CELLS, MAY_SEE_CELLS
from genderdesk.organisation.institution.acts import admit_to_cell, release_from_cell
from genderdesk.organisation.institution.models import Cell, Officer
from genderdesk.organisation.institution.queries import Admission, cells_to_see


@page(needs=MAY_SEE_CELLS)
def cells(request: DeskRequest) -> HttpResponse:
    """The cells whose members the reader may see."""
    return render(request, "oversight/cells.html", {"cells": list(cells_to_see(request.actor))})


@page(needs=MAY_SEE_CELLS)
def cell(request: DeskRequest, cell_id: uuid.UUID) -> HttpResponse:
    """Who belongs to a cell and since when, who is asked for, and the form that asks for one more."""
    actor = request.actor
    found = queries.cell_for(actor, cell_id)
    form = forms.AskAdmission(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(actor, found, form):
        notices.success(request, _("It waits for a second person."))
        return redirect("oversight:cell", found.pk)
    context = {
        "shown": queries.cell_page(actor, found),
        "form": form,
        "form_of_step": DeskForm(),
        "fills": permits(actor, MAY_FILL_CELLS, found),
    }
    return render(request, "oversight/cell.html", context, status=422 if form.errors else 200)


def _asked(actor: Actor, found: Cell, form: forms.AskAdmission) -> bool:
    data = form.cleaned_data
    try:
        is_officer, person = queries.person_to_admit(found, data["who"])
    except Missing as fault:
        form.add_error("who", str(fault))
        return False
    if person in (actor.id, actor.officer_id):
        form.add_error("who", _("Nobody admits herself or himself to a cell. Ask another administrator."))
    elif data["ends_on"] is not None and data["ends_on"] <= data["starts_on"]:
        form.add_error("ends_on", _("The end must come after the start."))
    else:
        wanted = Admission(is_officer, person, data["starts_on"], data["ends_on"])
        asked = form.carry_out(
            lambda: approvals.ask(
                actor, kind=ADMIT, about=found, scope=wanted.scope, reason=data["why"], op_id=form.op_id
            )
        )
        return asked is not None
    return False


@page(needs=MAY_FILL_CELLS)
def admit(request: DeskRequest, cell_id: uuid.UUID, approval_id: uuid.UUID) -> HttpResponse:
    """Admit whom the reader asked for, once a second person has approved."""
    actor = request.actor
    found = queries.cell_for(actor, cell_id)
    form = DeskForm(request.POST or None)
    line = next((each for each in queries.cell_page(actor, found).requests if each.asked.pk == approval_id), None)
    if line is None or not line.may_carry_out:
        raise Missing(_("This request has been answered. Load the page again."))
    if request.method == "POST" and form.is_valid():
        wanted = line.wanted
        done = form.carry_out(
            lambda: admit_to_cell.once(form.op_id)(
                actor,
                found,
                officer=Officer.objects.get(pk=wanted.person) if wanted.is_officer else None,
                account_id=None if wanted.is_officer else wanted.person,
                starts_on=wanted.starts_on,
                ends_on=wanted.ends_on,
            )
        )
        if done is not None:
            notices.success(request, _("Admitted. The keys follow within a minute."))
        else:
            notices.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("oversight:cell", found.pk)


@page(needs=MAY_FILL_CELLS)
def release(request: DeskRequest, member_id: uuid.UUID) -> HttpResponse:
    """Take somebody out of a cell: what that means, and from which day on."""
    actor = request.actor
    member = queries.member_for(actor, member_id)
    form = forms.Release(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["ends_on"]
        if form.carry_out(lambda: release_from_cell.once(form.op_id)(actor, member, ends_on=day)) is not None:
            notices.success(request, _("This is kept."))
            return redirect("oversight:cell", member.cell_id)
    context = {"member": member, "who": queries.member_name(member), "form": form}
    return render(request, "oversight/release.html", context, status=422 if form.errors else 200)
