"""Findings of desks: which wait, and one on its way to be put right and seen by somebody else."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Rule, demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import (
    MAY_ACCEPT,
    MAY_ASSIGN,
    MAY_CHECK,
    MAY_FIX,
    MAY_SEE_READINESS,
)
from genderdesk.organisation.institution.acts import (
    accept_finding,
    assign_finding,
    fix_finding,
    return_finding,
    verify_finding,
)
from genderdesk.organisation.institution.labels import FINDING_LABELS
from genderdesk.organisation.institution.models import Finding
from genderdesk.organisation.institution.views.readiness import words_of
from genderdesk.organisation.institution.vocabulary.readiness import FINDING, STANDING_FINDINGS

# Step: its form, who may, the act. A form's name is the act's second half.
_STEPS: dict[str, tuple[type[DeskForm], Rule, Any]] = {
    "assign": (forms.AssignFinding, MAY_ASSIGN, assign_finding),
    "fix": (forms.FixFinding, MAY_FIX, fix_finding),
    "verify": (forms.VerifyFinding, MAY_CHECK, verify_finding),
    "return": (forms.ReturnFinding, MAY_CHECK, return_finding),
    "accept": (forms.AcceptFinding, MAY_ACCEPT, accept_finding),
}


@page(needs=MAY_SEE_READINESS)
def findings(request: DeskRequest) -> HttpResponse:
    """The findings of the institution, the newest first, with their age."""
    search = forms.FilterFindings(request.GET)
    chosen = search.chosen()
    found = queries.findings_to(request.actor)
    found = found.filter(state=chosen["state"]) if chosen["state"] else found
    shown = page_by_key(found, request, key="opened_on")
    today = timezone.localdate()
    context = {
        "search": search,
        "page": shown,
        "lines": [(each, _words(each), _age(each), _is_late(each)) for each in shown.rows],
        "states": FINDING_LABELS,
        "today": today,
        "asked": urlencode(chosen),
    }
    return render(request, "institution/findings.html", context)


def _words(found: Finding) -> Any:
    return found.text or words_of(found.code)


def _age(found: Finding) -> int:
    """Days since it was opened, until it was closed."""
    return ((found.closed_on or timezone.localdate()) - found.opened_on).days


def _is_late(found: Finding) -> bool:
    return found.state in STANDING_FINDINGS and found.due_on is not None and found.due_on < timezone.localdate()


@page(needs=MAY_SEE_READINESS)
def finding(request: DeskRequest, finding_id: uuid.UUID) -> HttpResponse:
    """One finding and its next step."""
    return _show(request, queries.finding_of_reader(request.actor, finding_id))


@page(needs=MAY_SEE_READINESS)
def finding_step(request: DeskRequest, finding_id: uuid.UUID, name: str) -> HttpResponse:
    """Assign a finding, fix it, verify it, send it back, or accept it as a risk."""
    found = queries.finding_of_reader(request.actor, finding_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    _make, rule, act = _STEPS[name]
    demand(request.actor, rule, found)
    if request.method != "POST":
        return redirect("institution:finding", finding_id)
    form = _form(name, found, request)
    if form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: act.once(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("institution:finding", finding_id)
    return _show(request, found, {name: form})


def _form(name: str, found: Finding, request: DeskRequest | None = None) -> DeskForm:
    data = request.POST if request else None
    if name == "assign":
        return forms.AssignFinding(data, posts=queries.posts_to_mend(found.desk))
    return _STEPS[name][0](data)


def _show(request: DeskRequest, found: Finding, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    possible = {each.removeprefix("finding.") for each in FINDING.acts_from(found.state)}
    may = {name for name, (_make, rule, _act) in _STEPS.items() if permits(request.actor, rule, found)}
    if found.fixed_by in (request.actor.id, request.actor.officer_id):
        may -= {"verify", "return"}
    context = {
        "finding": found,
        "words": _words(found),
        "age": _age(found),
        "late": _is_late(found),
        "states": FINDING_LABELS,
        "forms": {name: _form(name, found) for name in possible & may} | (typed or {}),
    }
    return render(request, "institution/finding.html", context, status=422 if typed else 200)
