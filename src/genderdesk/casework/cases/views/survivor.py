"""The person: safe contact and coded facts for all who work on the file, identity after a recorded look."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from genderdesk.casework.cases import forms, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON
from genderdesk.casework.cases.acts import describe_survivor, identify_survivor, keep_safe_contact
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import Identity
from genderdesk.casework.cases.views.words import frame, reach_of
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def survivor(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Coded facts and safe contact. Sent with a reason, the identity too, and the look is recorded."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    look = forms.Look(request.POST or None)
    opened = None
    if request.method == "POST" and look.is_valid():
        opened = queries.identity_of(actor, found, reason=look.why())
    identify = forms.IdentifyPerson(initial=forms.IdentifyPerson.kept(opened, found.survivor)) if opened else None
    return _show(request, found, {"look": look, "identify": identify}, opened)


@page(needs=MAY_WORK_ON)
def contact(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep how she or he may be reached."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.SafeContact(request.POST or None, initial=forms.SafeContact.kept(found.survivor))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out_over(
            lambda: forms.SafeContact.kept(queries.case_for(actor, case_id).survivor),
            lambda: keep_safe_contact.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:survivor", found.pk)
    return _show(request, queries.case_for(actor, case_id), {"contact": form})


@page(needs=MAY_WORK_ON)
def describe(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep the coded facts."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.DescribePerson(request.POST or None, initial=forms.DescribePerson.kept(found.survivor))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out_over(
            lambda: forms.DescribePerson.kept(queries.case_for(actor, case_id).survivor),
            lambda: describe_survivor.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:survivor", found.pk)
    return _show(request, queries.case_for(actor, case_id), {"describe": form})


@page(needs=MAY_WORK_ON)
def identify(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep who it is. The version refuses saving over what was not seen; the difference is then a recorded look."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.IdentifyPerson(request.POST or None)
    if request.method != "POST":
        return redirect("cases:survivor", found.pk)
    if form.is_valid():
        done = form.carry_out_over(
            lambda: _kept_identity(actor, case_id),
            lambda: identify_survivor.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:survivor", found.pk)
    return _show(request, queries.case_for(actor, case_id), {"identify": form})


def _kept_identity(actor: Any, case_id: uuid.UUID) -> dict[str, Any]:
    fresh = queries.case_for(actor, case_id)
    return forms.IdentifyPerson.kept(queries.identity_of(actor, fresh, reason=LookReason.CORRECTION), fresh.survivor)


def _show(request: DeskRequest, found: Case, made: dict[str, Any], opened: Identity | None = None) -> HttpResponse:
    kept = found.survivor
    shown = {
        "look": forms.Look(),
        "identify": None,
        "contact": forms.SafeContact(initial=forms.SafeContact.kept(kept)),
        "describe": forms.DescribePerson(initial=forms.DescribePerson.kept(kept)),
    }
    context = {**frame(request, found), "current": "survivor", "forms": {**shown, **made}, "opened": opened}
    context["reach"] = reach_of(found)
    context["ask_contact_again"] = found.contact_review_at is not None and found.contact_review_at <= timezone.now()
    context["open_describe"] = "describe" in made
    context["open_contact"] = "contact" in made
    wrong = any(form is not None and form.errors for form in made.values())
    return render(request, "cases/survivor.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
