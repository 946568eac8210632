"""Cases that change hands: offered by the one, taken by the other."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, queries
from genderdesk.casework.cases.access import MAY_HAND_OVER
from genderdesk.casework.cases.acts import leave_case, offer_case, take_case, withdraw_offer
from genderdesk.casework.cases.models import HandOver
from genderdesk.casework.cases.views.words import words
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_HAND_OVER)
def hand_over(request: DeskRequest) -> HttpResponse:
    """What the reader is asked to take over, what is offered and not answered, and the form to offer cases."""
    actor = request.actor
    officers, cases = queries.takers_for(actor), queries.cases_in_hand(actor)
    form = forms.OfferCases(request.POST or None, officers=officers, cases=cases)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _offer_all(request, form)) is not None:
            return redirect("cases:hand_over")
    return _show(request, offer=form)


def _offer_all(request: DeskRequest, form: forms.OfferCases) -> list[HandOver]:
    """Each case is an act of its own, and the same press gives the same answers."""
    taker = form.cleaned_data["taker"]
    return [
        offer_case.once(uuid.uuid5(case.pk, str(form.op_id)) if form.op_id else None)(request.actor, case, taker=taker)
        for case in form.chosen()
    ]


@page(needs=MAY_HAND_OVER)
def take(request: DeskRequest, offer_id: uuid.UUID) -> HttpResponse:
    """The reader takes an offered case over."""
    offer = queries.offer_for(request.actor, offer_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: take_case.once(form.op_id)(request.actor, offer)) is not None:
            return redirect("cases:case", offer.case_id)
    return _show(request, answered=form)


@page(needs=MAY_HAND_OVER)
def leave(request: DeskRequest, offer_id: uuid.UUID) -> HttpResponse:
    """The reader does not take an offered case over, and says why."""
    offer = queries.offer_for(request.actor, offer_id)
    form = forms.LeaveCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: leave_case.once(form.op_id)(request.actor, offer, why=form.reason())) is not None:
            return redirect("cases:hand_over")
    return _show(request, answered=form)


@page(needs=MAY_HAND_OVER)
def withdraw(request: DeskRequest, offer_id: uuid.UUID) -> HttpResponse:
    """The reader takes the own offer back."""
    offer = queries.offer_for(request.actor, offer_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: withdraw_offer.once(form.op_id)(request.actor, offer)) is not None:
            return redirect("cases:hand_over")
    return _show(request, answered=form)


def _once(offer: HandOver) -> DeskForm:
    return DeskForm(auto_id=f"once-{offer.pk}-%s")


def _show(request: DeskRequest, *, offer: DeskForm | None = None, answered: DeskForm | None = None) -> HttpResponse:
    actor = request.actor
    cases = queries.cases_in_hand(actor)
    context = {
        "offered": [
            (each, _once(each), forms.LeaveCase(auto_id=f"leave-{each.pk}-%s")) for each in queries.offers_to(actor)
        ],
        "given": [(each, _once(each)) for each in queries.offers_by(actor)],
        "in_hand": cases,
        "offer": offer or forms.OfferCases(officers=queries.takers_for(actor), cases=cases),
        "not_kept": [answered] if answered is not None and answered.errors else [],
        **words(),
    }
    wrong = any(form is not None and form.errors for form in (offer, answered))
    return render(request, "cases/hand_over.html", context, status=422 if wrong else 200)
