"""One response: what is known, whom to send and why, where each unit stands, and what happened."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.response import acts, forms, labels, queries
from genderdesk.casework.response.access import MAY_SEE_BOARD, MAY_SEND
from genderdesk.casework.response.models import Assignment, Dispatch, ResponseUnit
from genderdesk.casework.response.rules.progress import seconds_between
from genderdesk.casework.response.views import locator
from genderdesk.casework.response.views.board import dangers_of, sent_unit, unknown_of
from genderdesk.casework.response.views.steps import (
    RADIO_WORDS,
    UNIT_STEPS,
    UnitCall,
    in_words,
    may_give_back,
    steps_from,
    words,
)
from genderdesk.casework.response.vocabulary import ASSIGNMENT, DISPATCH
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.pages import DeskRequest, page

# As many as fit on the page without looking for long; the rest can be unfolded.
_SHOWN = 4

Call = Callable[[Actor, Dispatch, Any], Any]


def _unit(form: Any) -> ResponseUnit:
    found = one_of(ResponseUnit.objects.filter(pk=form.cleaned_data["unit"]))
    if found is None:
        raise Missing(_("There is no such unit."))
    return found


def _assign(actor: Actor, it: Dispatch, form: Any) -> Any:
    return acts.assign_unit.once(form.op_id)(actor, it, unit=_unit(form), **form.arguments())


def _exclude(actor: Actor, it: Dispatch, form: Any) -> Any:
    whole = form.cleaned_data["whole_station"]
    return acts.exclude_unit.once(form.op_id)(actor, it, unit=_unit(form), whole_station=whole)


def _with_reason(one: Any) -> Call:
    return lambda actor, it, form: one.once(form.op_id)(actor, it, reason=form.cleaned_data["reason"])


def _with_arguments(one: Any) -> Call:
    return lambda actor, it, form: one.once(form.op_id)(actor, it, **form.arguments())


# What is done with the response as a whole: its form, and the act with what it takes from the form.
STEPS: dict[str, tuple[type[DeskForm], Call]] = {
    "assign": (forms.Send, _assign),
    "hold": (forms.Reason, _with_reason(acts.hold_dispatch)),
    "cancel": (forms.Reason, _with_reason(acts.cancel_dispatch)),
    "close": (forms.Close, _with_arguments(acts.close_dispatch)),
    "learn": (forms.Learn, _with_arguments(acts.learn)),
    "note": (forms.Note, _with_arguments(acts.add_note)),
    "exclude": (forms.Exclude, _exclude),
}
# What a dispatcher does about one unit: the steps that it reports by radio, calling it off, answering its call.
UNIT_WORK: dict[str, tuple[type[forms.Step], UnitCall]] = {
    **UNIT_STEPS,
    "call_off": (
        forms.Step,
        lambda actor, sent, form: acts.call_off_unit.once(form.op_id)(actor, sent.dispatch, assignment=sent),
    ),
    "answer_help": (
        forms.Step,
        lambda actor, sent, form: acts.answer_help.once(form.op_id)(actor, sent.dispatch, assignment=sent),
    ),
}


@page(needs=MAY_SEE_BOARD)
def dispatch(request: DeskRequest, dispatch_id: uuid.UUID) -> HttpResponse:
    """One response: where, how to approach, whom to send and why, and what happened."""
    return _show(request, queries.dispatch_for(request.actor, dispatch_id))


@page(needs=MAY_SEND)
def step(request: DeskRequest, dispatch_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry out one step on a response from the board, also for a unit that reports by radio."""
    actor = request.actor
    found = queries.dispatch_for(actor, dispatch_id)
    form: Any
    if name in STEPS:
        form = _form(name, found, request.POST or None)
        call = partial(STEPS[name][1], actor, found)
    elif name in UNIT_WORK:
        form = UNIT_WORK[name][0](request.POST or None, auto_id=f"{name}-%s")
        call = partial(UNIT_WORK[name][1], actor, _assignment(found, form.data.get("assignment", "")))
    else:
        raise Missing(_("There is no such step."))
    if request.method == "POST" and form.is_valid():
        if form.carry_out(in_words(lambda: call(form))) is not None:
            return redirect("response:dispatch", found.pk)
    return _show(request, queries.dispatch_for(actor, dispatch_id), (name, form) if form.is_bound else None)


def _assignment(found: Dispatch, key: str) -> Assignment:
    try:
        wanted = uuid.UUID(str(key))
    except ValueError:
        raise Missing(_("There is no such unit at this response.")) from None
    sent = one_of(found.assignments.filter(pk=wanted).select_related("dispatch__institution", "unit"))
    if sent is None:
        raise Missing(_("There is no such unit at this response."))
    return sent


def _form(name: str, found: Dispatch, data: Any = None) -> DeskForm:
    """The form of a step of the whole response, filled with what is known."""
    if name == "exclude":
        units = queries.candidates(found.institution_id)
        listed = [(str(each.pk), f"{each.call_sign} · {each.home.name}") for each in units]
        return forms.Exclude(data, units=listed, auto_id="exclude-%s")
    initial: dict[str, Any] = {}
    if name == "learn":
        initial = {**found.flags, "approach": found.approach, "female_officer": found.female_officer}
    if name == "close":
        initial = {"disposition": found.disposition}
    return STEPS[name][0](data, auto_id=f"{name}-%s", initial=initial)


def _show(request: DeskRequest, found: Dispatch, typed: tuple[str, DeskForm] | None = None) -> HttpResponse:
    actor = request.actor
    may = {each.removeprefix("dispatch.") for each in DISPATCH.acts_from(found.state)}
    sent = queries.assignments_of(found)
    wrong = typed if typed and typed[1].errors else None
    proposals = _proposals(actor, found, sent, wrong)
    cards = [_unit_card(each, found, wrong) for each in sent]
    context: dict[str, Any] = {
        "dispatch": found,
        "dangers": dangers_of(found),
        "unknown": unknown_of(found),
        "may": may,
        "forms": {
            name: typed[1] if typed and typed[0] == name else _form(name, found) for name in STEPS if name in may
        },
        "wrong": wrong,
        "place": queries.place_of(actor, found),
        "units": cards,
        "clocks": [{"clock": each, "late": each.is_late(timezone.now())} for each in queries.clocks_of(found)],
        "intervals": _intervals(found),
        "events": queries.events_of(found),
        **proposals,
        **words(),
    }
    # What is wrong is said beside its form; on top only where there is none, as for a step by one press.
    beside = [context["forms"].get(wrong[0]) if wrong and wrong[0] != "assign" else None]
    beside += [card[name] for card in cards for name in ("clear", "give_back")]
    beside += [each["wrong"] for each in (*proposals["proposals"], *proposals["further"])]
    context["wrong_top"] = wrong[1] if wrong and not any(wrong[1] is each for each in beside) else None
    part = request.headers.get("X-Desk-Part")
    template = "response/dispatch_part.html" if part else "response/dispatch.html"
    return render(request, template, context, status=422 if wrong else 200)


def _unit_card(each: Assignment, found: Dispatch, wrong: tuple[str, DeskForm] | None) -> dict[str, Any]:
    """One unit that was sent: its steps with times, what it can do next, and what is late."""
    steps = steps_from(each)
    times = [
        (labels.STEPS["alerted"], each.alerted_at),
        (labels.STEPS["acknowledged"], each.acknowledged_at),
        (labels.STEPS["en_route"], each.en_route_at),
        (labels.STEPS["on_scene"], each.on_scene_at),
        (labels.STEPS["with_survivor"], each.with_survivor_at),
        (labels.STEPS["transporting"], each.transporting_at),
        (labels.STEPS[each.state], each.ended_at),
    ]
    running = each.ended_at is None
    return {
        "sent": sent_unit(each, found.priority),
        "times": [(word, at) for word, at in times if at is not None],
        "radio": [(name, RADIO_WORDS[name]) for name in steps if name in RADIO_WORDS],
        "step_form": forms.Step(initial={"assignment": each.pk}),
        "clear": _beside("clear", each, wrong) if "clear" in steps else None,
        "give_back": _beside("give_back", each, wrong) if running and may_give_back(each) else None,
        "may_call_off": running and ASSIGNMENT.permits(each.state, "dispatch.call_off"),
    }


def _beside(name: str, each: Assignment, wrong: tuple[str, DeskForm] | None) -> DeskForm:
    """A unit's form: as it was sent where something was wrong with it, else a new one."""
    if wrong and wrong[0] == name and str(wrong[1].data.get("assignment")) == str(each.pk):
        return wrong[1]
    return UNIT_STEPS[name][0](initial={"assignment": each.pk}, auto_id=f"{name}-{each.pk}-%s")


def _intervals(found: Dispatch) -> list[tuple[str, str]]:
    """From the call to the door, in minutes and seconds; empty where a time is missing (dispatch.md 2.1)."""
    spans = [
        (_("Call to alert"), seconds_between(found.received_at, found.first_alert_at)),
        (_("Alert to answer"), seconds_between(found.first_alert_at, found.acknowledged_at)),
        (_("Alert to setting out"), seconds_between(found.first_alert_at, found.en_route_at)),
        (_("Way"), seconds_between(found.en_route_at, found.on_scene_at)),
        (_("Call to arrival"), seconds_between(found.received_at, found.on_scene_at)),
    ]
    return [(word, "" if span is None else f"{span // 60:.0f}:{span % 60:02.0f}") for word, span in spans]


def _proposals(
    actor: Actor, found: Dispatch, sent: list[Assignment], wrong: tuple[str, DeskForm] | None
) -> dict[str, Any]:
    """The units in order with reasons and a form each, who cannot go, what is missing, and where they are."""
    if not DISPATCH.permits(found.state, "dispatch.assign"):
        return {"proposals": [], "further": [], "refused": [], "shortfalls": [], "locator": None}
    running = [each for each in sent if each.ended_at is None]
    units = {str(each.pk): each for each in queries.candidates(found.institution_id)}
    ranking = queries.ranking_for(found, units.values(), running, actor=actor)
    refused_form = wrong[1] if wrong and wrong[0] == "assign" else None
    chosen = str(refused_form.data.get("unit", "")) if refused_form else ""
    lines = []
    for number, each in enumerate(ranking.ranked):
        beside = refused_form if each.id == chosen else None
        initial = {"unit": each.id, "beside": len(running)}
        if beside:
            initial["override_reason"] = beside.data.get("override_reason", "")
        # Where something is wrong, the summary's link leads to the ids of the form that was sent.
        form = forms.Send(initial=initial, auto_id="assign-%s" if beside else f"send-{number}-%s")
        reasons = [labels.REASONS[reason] for reason in each.reasons]
        lines.append({"unit": units[each.id], "line": each, "reasons": reasons, "form": form, "wrong": beside})
    cut = next((number for number, each in enumerate(lines) if each["wrong"]), 0)
    shown = max(_SHOWN, cut + 1)
    return {
        "proposals": lines[:shown],
        "further": lines[shown:],
        "refused": [(each.call_sign, labels.REFUSED[each.why], each.busy_with) for each in ranking.refused],
        "shortfalls": [labels.SHORTFALLS[each] for each in ranking.shortfalls],
        "locator": locator.draw(found, [units[each.id] for each in ranking.ranked[:_SHOWN]]),
    }
