"""A file on paper: for the desk itself, and for the recipient of a live consent."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import forms, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts import share_risk
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import PAPER_FORM
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform import print as printing
from genderdesk.groundwork.platform.forms import DeskForm, moment_in_words
from genderdesk.groundwork.platform.print.forms import Part
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.paper.acts import give_filled


@page(needs=MAY_SEE_CASES)
def print_case(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask why, and give out the summary as a PDF; each copy has a number that the ledger knows."""
    found = queries.case_for(request.actor, case_id)
    form = forms.PrintCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        named = form.cleaned_data["named"]
        given = form.carry_out(lambda: queries.print_case(request.actor, found, reason=form.why(), named=named))
        pdf = given and form.carry_out(lambda: _case_sheet(request, found, given))
        if pdf:
            return pdf
    context = {**frame(request, found), "current": "overview", "form": form}
    return render(request, "cases/print.html", context, status=422 if form.errors else 200)


@page(needs=MAY_TAKE_CONSENT)
def print_for(request: DeskRequest, case_id: uuid.UUID, consent_id: uuid.UUID) -> HttpResponse:
    """Give out what the recipient of this decision may know, as a PDF to hand over."""
    found = queries.case_for(request.actor, case_id)
    if request.method != "POST":
        return redirect("cases:consent", found.pk, consent_id)
    return _recipients_sheet(request, found, consent_id)


@page(needs=MAY_TAKE_CONSENT)
def print_by_law(request: DeskRequest, case_id: uuid.UUID, exception_id: uuid.UUID) -> HttpResponse:
    """The same for the recipient of a legal exception that is in force."""
    found = queries.case_for(request.actor, case_id)
    if request.method != "POST":
        return redirect("cases:exceptions", found.pk)
    return _recipients_sheet(request, found, exception_id)


def _recipients_sheet(request: DeskRequest, found: Case, ground_id: uuid.UUID) -> HttpResponse:
    given = queries.print_for(request.actor, found, ground_id=ground_id)
    about = _("For %(recipient)s alone. Do not copy it or pass it on.") % {"recipient": given.recipient}
    sheet = _sheet(request, given, _("Summary"), about, given.sections)
    if given.risk_told_to is not None:
        share_risk(request.actor, found, recipient_id=given.risk_told_to)
    return sheet


@page(needs=MAY_TAKE_CONSENT)
def consent_form(request: DeskRequest, case_id: uuid.UUID, consent_id: uuid.UUID) -> HttpResponse:
    """Give out a decision on its form, to be signed, with a serial of its own."""
    found = queries.case_for(request.actor, case_id)
    form = DeskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect("cases:consent", found.pk, consent_id)
    kept, given = queries.decision_on_paper(request.actor, found, consent_id=consent_id)

    def parts() -> list[Part]:
        taken = forms.TakeConsent(recipients=[(kept.recipient_id, kept.recipient_name)], initial=given.begun)
        return forms.consent_parts(taken, case=found.number, until=moment_in_words(kept.valid_to) if kept.yes else "—")

    return give_filled(request.actor, found.pk, given, form=PAPER_FORM, op_id=form.op_id, parts=parts)


def _case_sheet(request: DeskRequest, found: Case, given: queries.OnPaper) -> HttpResponse:
    title = _("Case %(number)s") % {"number": found.number}
    about = _("For the desk alone. Keep it locked away, and shred it when it is no longer needed.")
    sections = [*given.sections, *panels.panels_for("case_print", request, case=found)]
    return _sheet(request, given, title, about, sections)


def _sheet(
    request: DeskRequest, given: queries.OnPaper, title: str, about: str, sections: list[queries.Section]
) -> HttpResponse:
    words = {"copy": given.copy, "who": request.actor.code, "when": moment_in_words(timezone.now())}
    data = {
        "about": about,
        "behind": _("Copy %(copy)s") % words,
        "foot": _("Copy %(copy)s, printed by %(who)s on %(when)s") % words,
        "none": _("Nothing is kept."),
        "sections": sections,
    }
    return printing.attached(printing.pdf_of(printing.ROWS, title, data), given.copy)
