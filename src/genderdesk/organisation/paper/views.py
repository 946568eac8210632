"""Pages of numbered sheets: the register, a pad, one sheet, and the way from a serial to the form that takes it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.print import attached
from genderdesk.groundwork.platform.print.forms import PaperForm, paper_forms, paper_pdf
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.paper import forms, labels, queries
from genderdesk.organisation.paper.access import MAY_ENTER_PAPER, MAY_KEEP_PAPER
from genderdesk.organisation.paper.acts import issue_paper, miss_paper, name_record, spoil_paper
from genderdesk.organisation.paper.models import PaperSheet
from genderdesk.organisation.paper.vocabulary import SHEET


@page(needs=MAY_KEEP_PAPER)
def register(request: DeskRequest) -> HttpResponse:
    """The pads of the desk, how each stands, and the form for the next one."""
    form = forms.IssuePaper(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.carry_out(lambda: issue_paper.once(form.op_id)(request.actor, **form.arguments()))
        if made is not None:
            return redirect("paper:pad", made.pk)
    shown = page_by_key(queries.pads(request.actor), request, key="issued_at")
    context = {"page": shown, "form": form, "find": forms.FindSheet(), **_words()}
    return render(request, "paper/register.html", context, status=422 if form.errors else 200)


@page(needs=MAY_ENTER_PAPER)
def enter(request: DeskRequest) -> HttpResponse:
    """The serial first: to the form that takes the sheet, or to what the sheet has become already."""
    form = forms.FindSheet(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = queries.sheet_of_number(request.actor, form.cleaned_data["number"])
        if found is not None:
            return redirect(_next(found))
        form.add_error("number", _("There is no sheet with this number. Read it again, sign by sign."))
    return render(request, "paper/enter.html", {"form": form}, status=422 if form.errors else 200)


def _next(found: PaperSheet) -> str:
    kind = paper_forms().get(found.pad.form)
    if kind is not None and kind.enter and queries.may_be_entered(found):
        return f"{reverse(kind.enter)}?{urlencode({'paper': found.number})}"
    return reverse("paper:sheet", args=[found.pk])


@page(needs=MAY_KEEP_PAPER)
def pad(request: DeskRequest, pad_id: uuid.UUID) -> HttpResponse:
    """The sheets of one pad, each with what became of it."""
    found = queries.pad_for(request.actor, pad_id)
    return render(request, "paper/pad.html", {"pad": found, "sheets": queries.sheets_of(found), **_words()})


@page(needs=MAY_KEEP_PAPER)
def print_pad(request: DeskRequest, pad_id: uuid.UUID) -> HttpResponse:
    """The pad as a PDF: empty forms, so there is nothing of anybody in it."""
    found = queries.pad_for(request.actor, pad_id)
    with translation.override(found.language):
        kind = paper_forms().get(found.form)
        pdf = paper_pdf(kind, [each.number for each in queries.sheets_of(found)]) if kind else b""
    if not pdf:
        raise Missing(_("This form is not printed any more."))
    return attached(pdf, f"{found.form}-{found.issued_at:%Y-%m-%d}")


@page(needs=MAY_ENTER_PAPER)
def sheet(request: DeskRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """One sheet: what became of it, and what can be done with it."""
    return _show(request, queries.sheet_for(request.actor, sheet_id))


# A step: the act with what it takes from the form.
_STEPS: dict[str, Callable[..., Any]] = {
    "spoil": lambda actor, it, form: spoil_paper.once(form.op_id)(actor, it, why=form.reason()),
    "miss": lambda actor, it, form: miss_paper.once(form.op_id)(actor, it),
    "name": lambda actor, it, form: name_record.once(form.op_id)(
        actor, it, record=form.cleaned_data["record"], written=form.cleaned_data["written_on"]
    ),
}


@page(needs=MAY_ENTER_PAPER)
def step(request: DeskRequest, sheet_id: uuid.UUID, name: str) -> HttpResponse:
    """Say that a sheet is given up or missing, or as which record it was entered."""
    found = queries.sheet_for(request.actor, sheet_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form = _forms(found, request.POST or None)[name]
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _STEPS[name](request.actor, found, form)) is not None:
            return redirect("paper:sheet", found.pk)
        found = queries.sheet_for(request.actor, sheet_id)
    return _show(request, found, typed={name: form} if form.is_bound else {})


def _forms(found: PaperSheet, data: Any = None) -> dict[str, DeskForm]:
    kind = paper_forms().get(found.pad.form)
    return {
        "spoil": forms.SpoilSheet(data),
        "miss": DeskForm(data, auto_id="miss-%s"),
        "name": forms.NameRecord(data, numbers=kind.numbers if kind else ""),
    }


def _show(request: DeskRequest, found: PaperSheet, *, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    kind = paper_forms().get(found.pad.form)
    open_now = {each.split(".")[1] for each in SHEET.acts_from(found.state)}
    may = {"name"} | ({"spoil", "miss"} if permits(request.actor, MAY_KEEP_PAPER, found) else set())
    gone = [form for name, form in (typed or {}).items() if form.errors and name not in open_now]
    context = {
        "sheet": found,
        "kind": kind,
        "may": open_now & may,
        "enter_at": _next(found) if kind is not None and kind.enter and "name" in open_now else "",
        # A link and times only where the record is open to the reader: what is missing must not tell of a hidden file.
        "record": _address(request, kind, found),
        "by_you": found.entered_by == request.actor.id,
        "forms": {**_forms(found), **(typed or {})},
        "not_kept": gone,
        **_words(),
    }
    wrong = any(form.errors for form in (typed or {}).values())
    return render(request, "paper/sheet.html", context, status=422 if wrong else 200)


def _address(request: DeskRequest, kind: PaperForm | None, found: PaperSheet) -> str:
    """Where the record stands, for who may see it; empty for everybody else, as where there is none."""
    if kind is None or found.record_id is None:
        return ""
    return kind.address(request.actor, found.record_id)


def _words() -> dict[str, Any]:
    return {
        "states": labels.STATES,
        "tones": labels.TONES,
        "whys": labels.SPOILED_WHY,
        "languages_named": labels.LANGUAGES,
        "kinds": {key: each.title for key, each in paper_forms().items()},
    }
