"""The rider's phone page: what to know, and one thing to do next in one large button."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.response import queries
from genderdesk.casework.response.access import MAY_RIDE
from genderdesk.casework.response.acts import set_unit_status
from genderdesk.casework.response.models import Assignment
from genderdesk.casework.response.views.board import dangers_of, status_form, unknown_of
from genderdesk.casework.response.views.steps import UNIT_STEPS, in_words, may_give_back, steps_from, words
from genderdesk.casework.response.vocabulary import ALERTED, AT_THE_PLACE
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing, Refused
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_RIDE)
def ride(request: DeskRequest) -> HttpResponse:
    """The response that the own unit is sent to, or where the unit stands."""
    return _show(request)


@page(needs=MAY_RIDE)
def status(request: DeskRequest) -> HttpResponse:
    """Say whether the unit can be sent, and whether it has fuel."""
    actor = request.actor
    unit = queries.unit_of(actor)
    if unit is None:
        raise Missing(_("You are not the crew of a unit."))
    form = status_form(request, unit)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: set_unit_status.once(form.op_id)(actor, unit, **form.arguments())) is not None:
            return redirect("response:ride")
    return _show(request, wrong_status=form if form.errors else None)


@page(needs=MAY_RIDE)
def step(request: DeskRequest, dispatch_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry out one step of the own unit; a double tap is answered as the first time."""
    actor = request.actor
    if name not in UNIT_STEPS:
        raise Missing(_("There is no such step."))
    form_type, call = UNIT_STEPS[name]
    form = form_type(request.POST or None, auto_id=f"{name}-%s")
    sent = queries.own_assignment(actor, dispatch_id)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(in_words(lambda: call(actor, sent, form))) is not None:
            return redirect("response:ride")
    return _show(request, wrong_step=(name, form) if form.errors else None)


def _show(
    request: DeskRequest, *, wrong_status: DeskForm | None = None, wrong_step: tuple[str, DeskForm] | None = None
) -> HttpResponse:
    actor = request.actor
    unit = queries.unit_of(actor)
    sent, job = _current_job(request, wrong_step)
    context = {
        "unit": unit,
        "sent": sent,
        "wrong": wrong_step[1] if wrong_step else None,
        "status_form": wrong_status or (status_form(request, unit) if unit and wrong_step is None else None),
        **job,
        **words(),
    }
    template = "response/ride_part.html" if request.headers.get("X-Desk-Part") else "response/ride.html"
    return render(request, template, context, status=422 if wrong_status or wrong_step else 200)


def _current_job(request: DeskRequest, wrong: tuple[str, DeskForm] | None) -> tuple[Assignment | None, dict[str, Any]]:
    """What the unit is sent to and what its page says of it; (None, {}) where it is not sent anywhere."""
    sent = queries.current_for(request.actor)
    if sent is None:
        return None, {}
    try:
        return sent, _job(request, sent, wrong)
    except Refused:
        # A page that refreshes itself while the crew's last tap is taken: the place is not theirs any more.
        if queries.current_for(request.actor) == sent:
            raise
        return _current_job(request, wrong)


def _job(request: DeskRequest, sent: Assignment, wrong: tuple[str, DeskForm] | None) -> dict[str, Any]:
    """What to know before arrival, and the steps from here on; the first of ``chain`` is the large button."""
    actor = request.actor
    dispatch = sent.dispatch
    made: dict[str, Any] = {name: UNIT_STEPS[name][0](auto_id=f"{name}-%s") for name in UNIT_STEPS}
    if wrong is not None:
        made[wrong[0]] = wrong[1]
    return {
        "dispatch": dispatch,
        "dangers": dangers_of(dispatch),
        "unknown": unknown_of(dispatch),
        "place": queries.place_of(actor, dispatch),
        "chain": _chain(sent),
        "forms": made,
        "steps": steps_from(sent),
        "new_alert": sent.state == ALERTED,
        "at_the_place": sent.state in AT_THE_PLACE,
        "may_give_back": may_give_back(sent),
        "asked_help": sent.help_asked_at is not None,
        "help_answered": sent.help_answered_at is not None,
    }


def _chain(sent: Assignment) -> list[tuple[str, str]]:
    """The steps still to come in order, as (name, words): without a network the phone goes on along them."""
    named = [
        ("acknowledge", _("I acknowledge")),
        ("set_out", _("I am on the way")),
        ("arrive", _("I am on scene")),
        ("meet_survivor", _("I am with the survivor")),
    ]
    steps = steps_from(sent)
    start = next((place for place, (name, _words) in enumerate(named) if name in steps), len(named))
    return named[start:]
