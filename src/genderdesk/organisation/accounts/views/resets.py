"""Taking somebody's second factor away: one asks, another does it."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.accounts import queries
from genderdesk.organisation.accounts.access import MAY_ASK_RESET, MAY_DO_RESET
from genderdesk.organisation.accounts.acts import ask_factor_reset, keep_factor, reset_factor
from genderdesk.organisation.accounts.forms import AskReset
from genderdesk.organisation.accounts.labels import RESET_REASON_LABELS


@page(needs=MAY_DO_RESET)
def waiting(request: DeskRequest) -> HttpResponse:
    """What waits for a second person, and which accounts somebody tries to get into."""
    asked = [
        {
            "reset": each,
            "reason": RESET_REASON_LABELS[each.reason],
            "own": each.asked_by_id == request.actor.id,
            "form": DeskForm(auto_id=f"reset-{each.pk}-%s"),
        }
        for each in queries.resets_waiting()
    ]
    context: dict[str, object] = {"asked": asked, "attacked": queries.accounts_under_attack()}
    context["may_ask"] = permits(request.actor, MAY_ASK_RESET)
    return render(request, "accounts/resets.html", context)


@page(needs=MAY_ASK_RESET)
def ask(request: DeskRequest) -> HttpResponse:
    """Ask that somebody's second factor is taken away."""
    form = AskReset(request.POST or None, initial={"username": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        actor, user = request.actor, queries.user_named(form.cleaned_data["username"])
        if user is None:
            form.add_error("username", _("Nobody signs in with this name."))
        else:
            reason = form.cleaned_data["reason"]
            if form.carry_out(lambda: ask_factor_reset.once(form.op_id)(actor, user, reason=reason)) is not None:
                return redirect("accounts:resets")
    return render(request, "accounts/ask_reset.html", {"form": form}, status=422 if form.errors else 200)


@page(needs=MAY_DO_RESET)
def decide(request: DeskRequest, reset_id: uuid.UUID) -> HttpResponse:
    """Do it, or decline."""
    asked = one_of(queries.resets_waiting().filter(pk=reset_id))
    if asked is None:
        raise Missing(_("This is not waiting any more."))
    if request.method == "POST":
        form = DeskForm(request.POST)
        decision = reset_factor if request.POST.get("decision") == "reset" else keep_factor
        decision.once(form.op_id)(request.actor, asked)
    return redirect("accounts:resets")
