"""One agreement: how it stands, its next steps, and what it obliges to."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.partners import acts, forms, labels, queries
from genderdesk.programme.partners.access import MAY_AGREE, MAY_SEE_PARTNERS
from genderdesk.programme.partners.models import Agreement
from genderdesk.programme.partners.rules.standing import standing
from genderdesk.programme.partners.vocabulary import AGREEMENT, AgreementKind

# A step of the state table or of the agreement's page: its form and its act with what the form gives.
_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "negotiate": (DeskForm, acts.negotiate_agreement.once),
    "review": (DeskForm, acts.review_agreement.once),
    "return": (DeskForm, acts.return_agreement.once),
    "sign": (forms.SignAgreement, acts.sign_agreement.once),
    "suspend": (forms.DayOfStep, acts.suspend_agreement.once),
    "resume": (forms.DayOfStep, acts.resume_agreement.once),
    "terminate": (forms.DayOfStep, acts.terminate_agreement.once),
    "number": (forms.NumberAgreement, acts.number_agreement.once),
    "oblige": (forms.AddObligation, acts.add_obligation.once),
}


@page(needs=MAY_SEE_PARTNERS)
def agreement(request: DeskRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """One agreement."""
    return _show(request, queries.agreement_for(request.actor, agreement_id))


@page(needs=MAY_AGREE)
def agreement_step(request: DeskRequest, agreement_id: uuid.UUID, name: str) -> HttpResponse:
    """One step of an agreement."""
    found = queries.agreement_for(request.actor, agreement_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("partners:agreement", agreement_id)
    form = _form(name, request.POST)
    if form.is_valid():
        step = _STEPS[name][1]
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **_given(form))) is not None:
            return redirect("partners:agreement", agreement_id)
        found = queries.agreement_for(request.actor, agreement_id)
    return _show(request, found, {name: form})


def _given(form: DeskForm) -> dict[str, Any]:
    arguments = getattr(form, "arguments", None)
    if arguments is not None:
        return dict(arguments())
    return form.cleaned


def _form(name: str, data: Any = None) -> DeskForm:
    return _STEPS[name][0](data, auto_id=f"{name}-%s")


def _show(request: DeskRequest, found: Agreement, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    today = timezone.localdate()
    number = getattr(found, "toll_free", None)
    may = permits(request.actor, MAY_AGREE, found)
    steps = [each.split(".")[1] for each in AGREEMENT.acts_from(found.state)] if may else []
    open_now = {name: _form(name) for name in steps}
    gone = [form for name, form in (typed or {}).items() if name not in open_now and name not in ("number", "oblige")]
    context = {
        "agreement": found,
        "name": queries.names_on(today, [found.partner_id]).get(found.partner_id, ""),
        "standing": standing(queries.days_of(found), today),
        "steps": [
            (name, labels.STEPS[f"agreement.{name}"], (typed or {}).get(name, form)) for name, form in open_now.items()
        ],
        "not_kept": gone,
        "number": number,
        "number_form": (typed or {}).get("number", _form("number")),
        "wants_number": may and number is None and found.kind == AgreementKind.TOLL_FREE,
        "oblige_form": (typed or {}).get("oblige", _form("oblige")),
        "obligations": list(found.obligations.all()),
        "today": today,
        "may": may,
        **_words(),
    }
    return render(request, "partners/agreement.html", context, status=422 if typed else 200)


def _words() -> dict[str, Any]:
    return {
        "kinds": labels.AGREEMENT_KINDS,
        "states": labels.AGREEMENT_STATES,
        "standings": labels.STANDINGS,
        "tones": labels.STANDING_TONES,
        "whose": labels.WHOSE,
        "payers": labels.PAID_BY,
        "scopes": labels.LINE_SCOPES,
    }


@page(needs=MAY_AGREE)
def obligation(request: DeskRequest, obligation_id: uuid.UUID) -> HttpResponse:
    """Say that an obligation is met."""
    found = queries.obligation_for(request.actor, obligation_id)
    demand(request.actor, MAY_AGREE, found)
    form = forms.MeetObligation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if (
            form.carry_out(lambda: acts.meet_obligation.once(form.op_id)(request.actor, found, **_given(form)))
            is not None
        ):
            return redirect("partners:agreement", found.agreement_id)
    context = {"obligation": found, "form": form, "whose": labels.WHOSE}
    return render(request, "partners/obligation.html", context, status=422 if form.errors else 200)
