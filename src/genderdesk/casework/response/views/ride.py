"""The rider's phone page: one thing to do next, in one large button."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.response import forms, queries
from genderdesk.casework.response.access import MAY_RIDE
from genderdesk.casework.response.acts import set_unit_status
from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.views.board import STEPS, words
from genderdesk.casework.response.vocabulary import DISPATCH, EN_ROUTE, ON_SCENE
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.pages import page

_RIDER_STEPS = ("acknowledge", "set_out", "arrive", "meet_survivor", "not_found", "clear")


@page(needs=MAY_RIDE)
def ride(request: HttpRequest) -> HttpResponse:
    """The response that the own unit is sent to, or where the unit stands."""
    return _show(request)


@page(needs=MAY_RIDE)
def status(request: HttpRequest) -> HttpResponse:
    """Say whether the unit can be sent."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = queries.unit_of(actor)
    if unit is None:
        raise Missing(_("You are not the crew of a unit."))
    form = forms.UnitStatus(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.carry_out(lambda: set_unit_status.once(form.op_id)(actor, unit, **form.arguments()))
        if done is not None:
            return redirect("response:ride")
    return _show(request, status_form=form)


@page(needs=MAY_RIDE)
def step(request: HttpRequest, dispatch_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry out one step of the response."""
    actor = request.actor  # type: ignore[attr-defined]
    if name not in _RIDER_STEPS:
        raise Missing(_("There is no such step."))
    form_type, call = STEPS[name]
    form = form_type(request.POST or None, auto_id=f"{name}-%s")
    found = _sent_or_done(actor, dispatch_id)
    if request.method == "POST" and form.is_valid() and form.carry_out(lambda: call(actor, found, form)) is not None:
        return redirect("response:ride")
    return _show(request, step_form=(name, form) if form.is_bound else None)


def _sent_or_done(actor: Actor, dispatch_id: uuid.UUID) -> Dispatch:
    """The response of the own unit; a double tap on “clear” finds it too, and the act answers as the first time."""
    found = Dispatch.objects.filter(pk=dispatch_id, assignments__unit__crew_id=actor.officer_id).first()
    if found is None or actor.officer_id is None:
        raise Missing(_("Your unit is not sent to this response."))
    return found


def _show(
    request: HttpRequest, *, status_form: DeskForm | None = None, step_form: tuple[str, DeskForm] | None = None
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    unit = queries.unit_of(actor)
    current = queries.current_for(actor)
    may = {each.removeprefix("dispatch.") for each in DISPATCH.acts_from(current.state)} if current else set()
    made = {name: STEPS[name][0](auto_id=f"{name}-%s") for name in _RIDER_STEPS}
    if step_form is not None:
        made[step_form[0]] = step_form[1]
    context = {
        "unit": unit,
        "dispatch": current,
        "next": _next_steps(current),
        "forms": made,
        "may": may,
        "may_clear": "clear" in may,
        "place": queries.place_of(actor, current) if current else None,
        "status_form": status_form or forms.UnitStatus(initial={"status": unit.status if unit else ""}),
        **words(),
    }
    wrong = (status_form and status_form.errors) or (step_form and step_form[1].errors)
    template = "response/ride_part.html" if request.headers.get("X-Desk-Part") else "response/ride.html"
    return render(request, template, context, status=422 if wrong else 200)


def _next_steps(current: Dispatch | None) -> list[tuple[str, str, str]]:
    """What comes next, as (step, words, tone); the first is the large button."""
    if current is None:
        return []
    if current.state == "dispatched":
        out = ("set_out", _("I am on the way"), "")
        return [out] if current.acknowledged_at else [("acknowledge", _("I acknowledge"), ""), (*out[:2], "secondary")]
    if current.state == EN_ROUTE:
        return [("arrive", _("I am on scene"), "")]
    if current.state == ON_SCENE:
        return [
            ("meet_survivor", _("I am with the survivor"), ""),
            ("not_found", _("I found nobody"), "secondary"),
        ]
    return []
