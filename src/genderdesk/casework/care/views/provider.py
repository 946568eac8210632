"""The provider's side: an inbox and one referral; nothing else of the desk."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.care import forms, labels, queries
from genderdesk.casework.care.access import IS_PROVIDER, MAY_KEEP_OWN_ENTRY
from genderdesk.casework.care.acts import (
    accept_referral,
    acknowledge_referral,
    appoint_referral,
    attend_referral,
    conclude_referral,
    decline_referral,
    miss_referral,
    note_on_referral,
    update_own_entry,
)
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.views.desk import words
from genderdesk.casework.care.vocabulary import ACKNOWLEDGED, REFERRAL, SENT
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=IS_PROVIDER)
def inbox(request: DeskRequest) -> HttpResponse:
    """Referrals sent to the organisation, newest first."""
    shown = page_by_key(queries.inbox(request.actor), request, key="sent_at")
    rows = [
        {
            "referral": each,
            "overdue": queries.is_overdue(each),
            "due_at": each.answer_due_at if each.state in (SENT, ACKNOWLEDGED) else None,
        }
        for each in shown.rows
    ]
    return render(request, "care/inbox.html", {"rows": rows, "page": shown, **words()})


@page(needs=MAY_KEEP_OWN_ENTRY)
def own_entry(request: DeskRequest) -> HttpResponse:
    """When the place is open and how many people it takes, as it says itself; and that every line is right."""
    if request.actor.organisation_id is None:
        raise Missing(_("There is no such entry in the directory."))
    found = queries.provider_for(request.actor, request.actor.organisation_id)
    form = forms.OwnEntry(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, call = form.cleaned_data, update_own_entry.once(form.op_id)
        kept = form.carry_out(
            lambda: call(
                request.actor,
                found,
                version=data["version"],
                schedule=data["schedule"],
                hours=data["hours"],
                places=form.places(),
            )
        )
        if kept is not None:
            return redirect("care:provider", found.pk)
    context = {
        "provider": found,
        "form": form,
        "confirm": forms.Version(initial={"version": found.version}, auto_id="confirm_%s"),
    }
    return render(request, "care/own_entry.html", context, status=422 if form.errors else 200)


@page(needs=IS_PROVIDER)
def referral(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """One referral with the summary that the survivor allowed; the first opening tells the desk that it was seen."""
    actor = request.actor
    found = queries.referral_for_provider(actor, referral_id)
    if found.state == SENT:
        found = acknowledge_referral(actor, found)
    return _show(request, found)


STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "accept": (
        forms.Accept,
        lambda actor, it, form: accept_referral.once(form.op_id)(actor, it, appointment_at=form.appointment_at()),
    ),
    "decline": (
        forms.Decline,
        lambda actor, it, form: decline_referral.once(form.op_id)(actor, it, reason=form.cleaned_data["reason"]),
    ),
    "appoint": (
        forms.Appoint,
        lambda actor, it, form: appoint_referral.once(form.op_id)(actor, it, appointment_at=form.appointment_at()),
    ),
    "attend": (
        forms.Attend,
        lambda actor, it, form: attend_referral.once(form.op_id)(
            actor, it, received=form.services(), came_at=form.came_at()
        ),
    ),
    "miss": (DeskForm, lambda actor, it, form: miss_referral.once(form.op_id)(actor, it)),
    "conclude": (
        forms.Conclude,
        lambda actor, it, form: conclude_referral.once(form.op_id)(
            actor, it, outcome=form.cleaned_data["outcome"], nights=form.cleaned_data["nights"]
        ),
    ),
    "note": (
        forms.Note,
        lambda actor, it, form: note_on_referral.once(form.op_id)(actor, it, text=form.cleaned_data["text"]),
    ),
}


@page(needs=IS_PROVIDER)
def step(request: DeskRequest, referral_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry out one step of the provider."""
    actor = request.actor
    found = queries.referral_for_provider(actor, referral_id)
    if name not in STEPS:
        raise Missing(_("There is no such step."))
    form_type, call = STEPS[name]
    form = form_type(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(lambda: call(actor, found, form)) is not None:
        return redirect("care:provider_referral", found.pk)
    return _show(request, found, {name: form} if form.is_bound else {})


def _show(request: DeskRequest, found: Referral, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    actor = request.actor
    typed = typed or {}
    may = {act.removeprefix("referral.") for act in REFERRAL.acts_from(found.state)}
    with_us = found.state not in ("declined", "closed", "revoked")
    context = {
        "referral": found,
        "may": may,
        "not_kept": [form for name, form in typed.items() if form.errors and name not in (may | {"note"})],
        "forms": {name: typed.get(name) or form_type(auto_id=f"{name}_%s") for name, (form_type, _) in STEPS.items()},
        "summary": queries.summary_for_provider(actor, found) if with_us else {},
        "notes": queries.notes_for_provider(actor, found) if with_us else [],
        "told": queries.told_to_provider(actor, found) if with_us and queries.was_told(found) else [],
        "received": [labels.RECEIVED.get(each, each) for each in found.services_received],
        "with_us": with_us,
        **words(),
    }
    wrong = any(form.errors for form in typed.values())
    return render(request, "care/provider_referral.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
