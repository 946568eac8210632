"""The national offence table for administrators, and the offences of an incident."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_KEEP_OFFENCES, MAY_SEE_OFFENCES, MAY_WORK_ON
from genderdesk.casework.cases.acts import (
    add_offence,
    close_offence,
    correct_offence,
    keep_offences,
    load_offences,
    reopen_offence,
)
from genderdesk.casework.cases.acts.offences import OffenceEntry
from genderdesk.casework.cases.rules.offence_file import FILE, OffenceLine, read_offences
from genderdesk.casework.cases.views.words import frame
from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.platform.sheet_words import fault_in_words
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page

_STEPS: dict[str, Callable[..., Any]] = {"close": close_offence.once, "reopen": reopen_offence.once}


@page(needs=MAY_SEE_OFFENCES)
def table(request: DeskRequest) -> HttpResponse:
    """Every row with its ICCS code, and whether counsel has confirmed it."""
    rows = [(each, queries.offence_title(each)) for each in queries.offences()]
    context = {"rows": rows, "iccs": labels.ICCS_WORDS, "may_keep": permits(request.actor, MAY_KEEP_OFFENCES)}
    return render(request, "cases/offences.html", context)


@page(needs=MAY_KEEP_OFFENCES)
def add(request: DeskRequest) -> HttpResponse:
    """Add a row."""
    form = forms.OffenceRow(request.POST or None, new=True, initial={"version": 1})
    if request.method == "POST" and form.is_valid():
        call = add_offence.once(form.op_id)
        given = {"code": form.cleaned_data["code"], "entry": OffenceEntry(**form.entry())}
        if form.carry_out(lambda: call(request.actor, **given)) is not None:
            return redirect("cases:offences")
    return render(request, "cases/offence.html", {"form": form}, status=422 if form.errors else 200)


@page(needs=MAY_KEEP_OFFENCES)
def load(request: DeskRequest) -> HttpResponse:
    """Check the lines of ``offences.csv``: every fault by line, else what each line would do. Then load all of them."""
    form = forms.OffenceFile(request.POST or None)
    rows: list[OffenceLine] = []
    faults: list[CsvFault] = []
    if request.method == "POST" and form.is_valid():
        rows, faults = read_offences(Path(FILE), pasted=form.cleaned_data["lines"])
        if not rows and not faults:
            form.add_error("lines", _("There is no line below the names of the columns."))
        elif rows and not faults and "load" in request.POST:
            if form.carry_out(lambda: load_offences.once(form.op_id)(request.actor, rows=rows)) is not None:
                return redirect("cases:offences")
    context = {
        "form": form,
        "faults": [replace(each, sentence=fault_in_words(each)) for each in faults],
        "changes": [] if faults else queries.table_changes(rows),
        "words": labels.TABLE_CHANGES,
        "tones": labels.TABLE_TONES,
        "wrong": bool(faults),
    }
    return render(request, "cases/load_offences.html", context, status=422 if faults or form.errors else 200)


@page(needs=MAY_KEEP_OFFENCES)
def offence(request: DeskRequest, offence_id: uuid.UUID) -> HttpResponse:
    """Write a row as it is now."""
    found = queries.offence_for(offence_id)
    form = forms.OffenceRow(request.POST or None, initial=forms.OffenceRow.kept(found))
    if request.method == "POST" and form.is_valid():
        call = correct_offence.once(form.op_id)
        given = {"version": form.cleaned_data["version"], "entry": OffenceEntry(**form.entry())}
        done = form.carry_out_over(
            lambda: forms.OffenceRow.kept(queries.offence_for(offence_id)), lambda: call(request.actor, found, **given)
        )
        if done is not None:
            return redirect("cases:offences")
    press = forms.PressOffence(initial={"version": found.version}, auto_id="press_%s")
    context = {"form": form, "offence": found, "press": press, "title": queries.offence_title(found)}
    return render(request, "cases/offence.html", context, status=422 if form.errors else 200)


@page(needs=MAY_KEEP_OFFENCES)
def step(request: DeskRequest, offence_id: uuid.UUID, name: str) -> HttpResponse:
    """Close a row, or open it again."""
    found = queries.offence_for(offence_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("cases:offence", offence_id)
    press = forms.PressOffence(request.POST, auto_id="press_%s")
    if press.is_valid():
        call = _STEPS[name](press.op_id)
        if press.carry_out(lambda: call(request.actor, found, version=press.cleaned_data["version"])) is not None:
            return redirect("cases:offences")
    context = {
        "form": forms.OffenceRow(initial=forms.OffenceRow.kept(found)),
        "offence": found,
        "press": press,
        "title": queries.offence_title(found),
        "not_kept": [press] if press.errors else [],
    }
    return render(request, "cases/offence.html", context, status=422 if press.errors else 200)


@page(needs=MAY_WORK_ON)
def of_incident(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep which offences the incident may be."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.OffencesOfIncident(request.POST or None, initial=forms.OffencesOfIncident.kept(found.incident))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out_over(
            lambda: forms.OffencesOfIncident.kept(queries.case_for(actor, case_id).incident),
            lambda: keep_offences.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:incident", found.pk)
        found = queries.case_for(actor, case_id)
    context = {**frame(request, found), "current": "incident", "form": form}
    return render(request, "cases/incident_offences.html", context, status=422 if form.errors else 200)
