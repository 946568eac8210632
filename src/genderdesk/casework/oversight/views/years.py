"""How many years each kind of file is kept: asked for by one person, seeing what it means, decided by another."""

from __future__ import annotations

import uuid

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.oversight import forms, queries
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.vault import erasure, retention

_SHOWN = 50


def _kinds() -> dict[str, object]:
    return {name: each.label for name, each in retention.kinds.items()}


@page(needs=retention.MAY_SET)
def years(request: DeskRequest) -> HttpResponse:
    """The years in force, what waits, what was decided; and the form, whose answer first says what it would mean."""
    actor = request.actor
    form = forms.Years(request.POST or None, kinds=_kinds())
    effect = None
    if request.method == "POST" and form.is_valid():
        given = form.arguments()
        if request.POST.get("step") == "ask":
            if form.carry_out(lambda: retention.ask_retention.once(form.op_id)(actor, **given)) is not None:
                notices.success(request, _("It waits for a second person."))
                return redirect("oversight:years")
        else:
            effect = queries.effect_of(actor, given["kind"], given["years"])
    context = {
        "rules": retention.schedule_of_retention(),
        "waiting": [(each, permits(actor, retention.MAY_DECIDE, each)) for each in retention.waiting_changes()],
        "past": list(retention.past_changes()[:_SHOWN]),
        "kinds": _kinds(),
        "form": form,
        "effect": effect,
        "keeps": permits(actor, erasure.MAY_ASK),
    }
    return render(request, "oversight/years.html", context, status=422 if form.errors else 200)


@page(needs=retention.MAY_SET)
def decide_years(request: DeskRequest, change_id: uuid.UUID) -> HttpResponse:
    """One change: what it would mean, and the second person's decision; or taking back the own one."""
    actor = request.actor
    change = retention.waiting_change(actor, change_id)
    decides = permits(actor, retention.MAY_DECIDE, change)
    withdraws = permits(actor, retention.MAY_WITHDRAW, change)
    form = forms.DecideYears(request.POST or None) if decides else DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (decides or withdraws):
        act = retention.decide_retention if decides else retention.withdraw_retention
        given = {"yes": form.cleaned_data["yes"] == "yes"} if decides else {}
        if form.carry_out(lambda: act.once(form.op_id)(actor, change, **given)) is not None:
            notices.success(request, _("This is kept."))
            return redirect("oversight:years")
    context = {
        "change": change,
        "kinds": _kinds(),
        "effect": queries.effect_of(actor, change.kind, change.years),
        "form": form,
        "decides": decides,
        "withdraws": withdraws,
    }
    return render(request, "oversight/decide_years.html", context, status=422 if form.errors else 200)
