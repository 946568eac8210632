"""Cases that go to another desk: offered by the one, taken or not by the other."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_SEE_TRANSFERS, MAY_TAKE_TRANSFER, MAY_TRANSFER, MAY_WITHDRAW_TRANSFER
from genderdesk.casework.cases.acts import offer_transfer, refuse_transfer, take_transfer, withdraw_transfer
from genderdesk.casework.cases.models import Transfer
from genderdesk.casework.cases.views.words import frame, words
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution.models import Officer


@page(needs=MAY_TRANSFER)
def transfer(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The offers of one case, and the form to offer it to another desk."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.OfferTransfer(request.POST or None, case=found, desks=queries.desks_for(found))
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: offer_transfer.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:transfer", found.pk)
    offers = queries.transfers_of_case(found)
    context = {
        **frame(request, found),
        "current": "overview",
        "offers": offers,
        "open": any(each.state == "offered" for each in offers),
        "form": form,
        "wrong": bool(form.errors),
        **_labels(),
    }
    return render(request, "cases/transfer.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_TRANSFERS)
def transfers(request: DeskRequest) -> HttpResponse:
    """What the reader's desk is asked to take, what it has offered, and what is left of the cases that went."""
    return _show(request)


@page(needs=MAY_TAKE_TRANSFER)
def take(request: DeskRequest, transfer_id: uuid.UUID) -> HttpResponse:
    """The reader's desk takes an offered case."""
    actor = request.actor
    offer = queries.transfer_for(actor, transfer_id)
    form = forms.TakeTransfer(request.POST or None, officers=queries.hands_for(actor, [offer])[offer.pk])
    if request.method == "POST" and form.is_valid():
        call = take_transfer.once(form.op_id)
        if form.carry_out(lambda: call(actor, offer, officer=form.cleaned_data["officer"])) is not None:
            return redirect("cases:case", offer.case_id)
    return _show(request, answered=form)


@page(needs=MAY_TAKE_TRANSFER)
def refuse(request: DeskRequest, transfer_id: uuid.UUID) -> HttpResponse:
    """The reader's desk does not take an offered case, and says why."""
    offer = queries.transfer_for(request.actor, transfer_id)
    form = forms.RefuseTransfer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = refuse_transfer.once(form.op_id)
        if form.carry_out(lambda: call(request.actor, offer, why=form.reason())) is not None:
            return redirect("cases:transfers")
    return _show(request, answered=form)


@page(needs=MAY_WITHDRAW_TRANSFER)
def withdraw(request: DeskRequest, transfer_id: uuid.UUID) -> HttpResponse:
    """The reader's desk takes its offer back."""
    offer = queries.transfer_for(request.actor, transfer_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: withdraw_transfer.once(form.op_id)(request.actor, offer)) is not None:
            return redirect("cases:transfers")
    return _show(request, answered=form)


def _labels() -> dict[str, object]:
    return {
        "reasons": labels.TRANSFER_REASONS,
        "refusals": labels.TRANSFER_REFUSALS,
        "transfer_states": labels.TRANSFER_STATES,
        "transfer_tones": labels.TRANSFER_TONES,
        "now": timezone.now(),
    }


def _show(request: DeskRequest, *, answered: DeskForm | None = None) -> HttpResponse:
    actor = request.actor
    offered = queries.transfers_to(actor)
    hands = queries.hands_for(actor, offered)
    context = {
        "offered": [(each, *_answers(each, hands[each.pk])) for each in offered],
        "given": [(each, DeskForm(auto_id=f"once-{each.pk}-%s")) for each in queries.transfers_by(actor)],
        "gone": page_by_key(queries.transfers_gone(actor), request, key="offered_at"),
        "not_kept": [answered] if answered is not None and answered.errors else [],
        **words(),
        **_labels(),
    }
    wrong = answered is not None and bool(answered.errors)
    return render(request, "cases/transfers.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _answers(offer: Transfer, officers: list[Officer]) -> tuple[DeskForm, DeskForm]:
    """The two answers that a desk can give to one offer."""
    take = forms.TakeTransfer(auto_id=f"take-{offer.pk}-%s", officers=officers)
    return take, forms.RefuseTransfer(auto_id=f"refuse-{offer.pk}-%s")
