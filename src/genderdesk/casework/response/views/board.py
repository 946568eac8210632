"""The dispatcher's board and one response."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.response import forms, labels, queries
from genderdesk.casework.response.access import MAY_SEE_BOARD, MAY_SEND
from genderdesk.casework.response.acts import (
    acknowledge,
    arrive,
    assign_unit,
    cancel_dispatch,
    clear,
    close_dispatch,
    hold_dispatch,
    meet_survivor,
    not_found,
    set_out,
)
from genderdesk.casework.response.models import Dispatch, ResponseUnit
from genderdesk.casework.response.vocabulary import DISPATCH, Disposition
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.pages import page


def words() -> dict[str, Any]:
    """Labels for coded values, for the templates."""
    return {
        "states": labels.STATES,
        "tones": labels.STATE_TONES,
        "priorities": labels.PRIORITIES,
        "kinds": labels.UNIT_KINDS,
        "statuses": labels.STATUSES,
        "capabilities": labels.CAPABILITIES,
        "flags": labels.FLAGS,
        "approaches": labels.APPROACHES,
        "dispositions": labels.DISPOSITIONS,
        "precisions": labels.PRECISIONS,
        "event_words": labels.EVENTS,
    }


@page(needs=MAY_SEE_BOARD)
def board(request: HttpRequest) -> HttpResponse:
    """Open responses and the fleet; the lists fetch themselves anew at live word."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"dispatches": queries.board(actor), "units": queries.fleet(actor), **words()}
    part = request.headers.get("X-Desk-Part")
    return render(request, "response/board_part.html" if part else "response/board.html", context)


@page(needs=MAY_SEE_BOARD)
def dispatch(request: HttpRequest, dispatch_id: uuid.UUID) -> HttpResponse:
    """One response: where, how to approach, whom to send and why, and what happened."""
    return _show(request, queries.dispatch_for(request.actor, dispatch_id))  # type: ignore[attr-defined]


def _assign(actor: Any, found: Dispatch, form: DeskForm) -> Any:
    unit = ResponseUnit.objects.filter(pk=form.cleaned_data["unit"]).first()
    if unit is None:
        raise Missing(_("There is no such unit."))
    reason = form.cleaned_data["override_reason"]
    return assign_unit.once(form.op_id)(actor, found, unit=unit, override_reason=reason)


# A step: its form, and the act with what it takes from the form.
STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "assign": (forms.Send, _assign),
    "hold": (
        forms.Reason,
        lambda actor, it, form: hold_dispatch.once(form.op_id)(actor, it, reason=form.cleaned_data["reason"]),
    ),
    "cancel": (
        forms.Reason,
        lambda actor, it, form: cancel_dispatch.once(form.op_id)(actor, it, reason=form.cleaned_data["reason"]),
    ),
    "acknowledge": (DeskForm, lambda actor, it, form: acknowledge.once(form.op_id)(actor, it)),
    "set_out": (DeskForm, lambda actor, it, form: set_out.once(form.op_id)(actor, it)),
    "arrive": (DeskForm, lambda actor, it, form: arrive.once(form.op_id)(actor, it)),
    "meet_survivor": (DeskForm, lambda actor, it, form: meet_survivor.once(form.op_id)(actor, it)),
    "not_found": (DeskForm, lambda actor, it, form: not_found.once(form.op_id)(actor, it)),
    "clear": (
        forms.Clear,
        lambda actor, it, form: clear.once(form.op_id)(
            actor, it, disposition=Disposition(form.cleaned_data["disposition"])
        ),
    ),
    "close": (DeskForm, lambda actor, it, form: close_dispatch.once(form.op_id)(actor, it)),
}


@page(needs=MAY_SEND)
def step(request: HttpRequest, dispatch_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry out one step on a response from the board, also for a unit that reports by radio."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.dispatch_for(actor, dispatch_id)
    if name not in STEPS:
        raise Missing(_("There is no such step."))
    form_type, call = STEPS[name]
    form = form_type(request.POST or None, auto_id=f"{name}-%s")
    if request.method == "POST" and form.is_valid() and form.carry_out(lambda: call(actor, found, form)) is not None:
        return redirect("response:dispatch", found.pk)
    return _show(request, queries.dispatch_for(actor, dispatch_id), {name: form} if form.is_bound else {})


def _show(request: HttpRequest, found: Dispatch, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    typed = typed or {}
    may = {each.removeprefix("dispatch.") for each in DISPATCH.acts_from(found.state)}
    ranking = queries.ranking_for(found) if "assign" in may else None
    units = {str(unit.pk): unit for unit in queries.fleet(actor)}
    proposals = [
        {
            "unit": units[each.id],
            "minutes": round(each.minutes),
            "reasons": [labels.REASONS[reason] for reason in each.reasons],
            "form": forms.Send(initial={"unit": each.id}, auto_id=f"send-{number}-%s"),
        }
        for number, each in enumerate(ranking.ranked[:8] if ranking else ())
        if each.id in units
    ]
    context = {
        "dispatch": found,
        "may": may,
        "forms": {
            name: typed.get(name) or form_type(auto_id=f"{name}-%s") for name, (form_type, _call) in STEPS.items()
        },
        "wrong_send": typed.get("assign"),
        "place": queries.place_of(actor, found),
        "proposals": proposals,
        "refused": [(sign, labels.REFUSED.get(why, why)) for sign, why in (ranking.refused if ranking else ())],
        "shortfalls": [labels.SHORTFALLS[each] for each in (ranking.shortfalls if ranking else ())],
        "sent": found.assignments.select_related("unit").order_by("alerted_at"),
        "events": queries.events_of(found),
        "steps": _radio_steps(may),
        **words(),
    }
    wrong = any(form.errors for form in typed.values())
    return render(request, "response/dispatch.html", context, status=422 if wrong else 200)


def _radio_steps(may: set[str]) -> list[tuple[str, str]]:
    """Steps that a unit may also report by radio."""
    named = {
        "acknowledge": _("Acknowledged"),
        "set_out": _("On the way"),
        "arrive": _("On scene"),
        "meet_survivor": _("With the survivor"),
        "not_found": _("Nobody was found"),
    }
    return [(name, label) for name, label in named.items() if name in may]
