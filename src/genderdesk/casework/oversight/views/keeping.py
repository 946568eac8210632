"""How long files are kept, what is due, erasure by two persons, and legal holds."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.oversight import forms, queries
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing, Refused
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.groundwork.protection.vault import erasure, retention

_Step = Callable[[Actor, uuid.UUID, Any], Any]

# The two forms of the page: what each asks for, and the act it calls on the file whose number was typed.
_STEPS: dict[str, tuple[type[DeskForm], _Step]] = {
    "ask": (
        forms.AskErasure,
        lambda actor, file_id, form: erasure.ask_erasure.once(form.op_id)(actor, file_id=file_id, **form.arguments()),
    ),
    "hold": (
        forms.SetHold,
        lambda actor, file_id, form: erasure.set_hold.once(form.op_id)(
            actor, file_id=file_id, reference=form.cleaned_data["reference"]
        ),
    ),
}


@page(needs=erasure.MAY_ASK)
def keeping(request: DeskRequest) -> HttpResponse:
    """The rules, what is due, what waits for a second person, holds, proofs; and the forms that ask and hold."""
    typed: dict[str, DeskForm] = {}
    if request.method == "POST" and (step := request.POST.get("step")) in _STEPS:
        make, act = _STEPS[str(step)]
        form = make(request.POST)
        if form.is_valid() and _carried_out(request.actor, form, act):
            return redirect("oversight:keeping")
        typed[str(step)] = form
    made = {name: make() for name, (make, _act) in _STEPS.items()} | typed
    context = {
        "shown": queries.keeping(request.actor),
        "rules": retention.schedule_of_retention(),
        "kinds": {name: each.label for name, each in retention.kinds.items()},
        "authorities": erasure.AUTHORITIES,
        "forms": made,
        "decides": permits(request.actor, erasure.MAY_DECIDE),
    }
    wrong = any(form.errors for form in typed.values())
    return render(request, "oversight/keeping.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _carried_out(actor: Actor, form: DeskForm, act: _Step) -> bool:
    try:
        file_id = queries.file_by_number(actor, form.cleaned_data["number"])
        return form.carry_out(lambda: act(actor, file_id, form)) is not None
    except Missing as fault:
        form.add_error("number", str(fault))
    except Refused as fault:
        # A legal hold stands on it.
        form.add_error(None, str(fault))
    return False


@page(needs=erasure.MAY_DECIDE)
def decide(request: DeskRequest, erasure_id: uuid.UUID) -> HttpResponse:
    """One request: on what it rests, and the second person's decision. Who asked finds nothing here."""
    actor = request.actor
    asked = queries.request_for(actor, erasure_id)
    if is_same_person(actor, asked.asked_by, asked.asked_officer):
        return redirect("oversight:keeping")
    form = forms.DecideErasure(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = erasure.carry_out_erasure if form.cleaned_data["yes"] == "yes" else erasure.decline_erasure
        try:
            if form.carry_out(lambda: act.once(form.op_id)(actor, asked)) is not None:
                return redirect("oversight:keeping")
        except Refused as fault:
            form.add_error(None, str(fault))
    context = {
        "asked": asked,
        "number": queries.number_of(actor, asked.file_id),
        "authorities": erasure.AUTHORITIES,
        "form": form,
    }
    return render(request, "oversight/erasure.html", context, status=422 if form.errors else 200)


@page(needs=erasure.MAY_ASK)
def take_back(request: DeskRequest, erasure_id: uuid.UUID) -> HttpResponse:
    """Take the own request back."""
    form = DeskForm(request.POST or None)
    asked = queries.request_for(request.actor, erasure_id)
    if request.method == "POST" and form.is_valid() and permits(request.actor, erasure.MAY_WITHDRAW, asked):
        form.carry_out(lambda: erasure.withdraw_erasure.once(form.op_id)(request.actor, asked))
    return redirect("oversight:keeping")


@page(needs=erasure.MAY_DECIDE)
def lift(request: DeskRequest, hold_id: uuid.UUID) -> HttpResponse:
    """Lift a hold whose order has ended."""
    form = DeskForm(request.POST or None)
    hold = queries.hold_for(request.actor, hold_id)
    if request.method == "POST" and form.is_valid():
        form.carry_out(lambda: erasure.lift_hold.once(form.op_id)(request.actor, hold))
    return redirect("oversight:keeping")
