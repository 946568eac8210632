"""Clubs with their returns, and networks with their members."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.places import queries as places
from genderdesk.programme.outreach import acts, forms, labels, queries
from genderdesk.programme.outreach.access import MAY_PLAN_OUTREACH, MAY_REACH_OUT, MAY_SEE_OUTREACH, networks_of
from genderdesk.programme.outreach.models import Club
from genderdesk.programme.outreach.rules.quarters import last_ended
from genderdesk.programme.partners import queries as partners


@page(needs=MAY_SEE_OUTREACH)
def clubs(request: DeskRequest) -> HttpResponse:
    """The clubs with how they stand, the networks, and the forms for another one."""
    may, may_plan = permits(request.actor, MAY_REACH_OUT), permits(request.actor, MAY_PLAN_OUTREACH)
    posted = request.POST.get("form", "") if request.method == "POST" else ""
    districts = list(places.districts())
    register = forms.RegisterClub(
        request.POST if may and posted == "club" else None,
        districts=districts,
        held=queries.recent_activities(request.actor),
    )
    network = forms.FormNetwork(request.POST if may_plan and posted == "network" else None)
    if register.is_bound and register.is_valid():
        made = register.carry_out(
            lambda: acts.register_club.once(register.op_id)(request.actor, **register.arguments())
        )
        if made is not None:
            return redirect("outreach:club", made.pk)
    if network.is_bound and network.is_valid():
        formed = network.carry_out(lambda: acts.form_network.once(network.op_id)(request.actor, **network.arguments()))
        if formed is not None:
            return redirect("outreach:network", formed.pk)
    today = timezone.localdate()
    shown = page_by_key(queries.clubs(request.actor), request, key="founded_on")
    context = {
        "page": shown,
        "lines": queries.club_lines(shown.rows, today),
        "quarter": last_ended(today),
        "networks": networks_of(request.actor),
        "kinds": labels.CLUB_KINDS,
        "network_kinds": labels.NETWORK_KINDS,
        "scopes": labels.SCOPES,
        "register": register,
        "network": network,
        "may": may,
        "may_plan": may_plan,
    }
    return render(request, "outreach/clubs.html", context, status=422 if register.errors or network.errors else 200)


@page(needs=MAY_SEE_OUTREACH)
def club(request: DeskRequest, club_id: uuid.UUID) -> HttpResponse:
    """One club with its returns."""
    return _show(request, queries.club_for(request.actor, club_id))


_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "tell": (forms.TellOfClub, acts.tell_of_club.once),
    "close": (forms.CloseClub, acts.close_club.once),
}


@page(needs=MAY_REACH_OUT)
def club_step(request: DeskRequest, club_id: uuid.UUID, name: str) -> HttpResponse:
    """Keep a return, or that the club is no more."""
    found = queries.club_for(request.actor, club_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("outreach:club", club_id)
    form = _STEPS[name][0](request.POST)
    if form.is_valid():
        given = (
            form.arguments() if isinstance(form, forms.TellOfClub) else {"closed_on": form.cleaned_data["closed_on"]}
        )
        step = _STEPS[name][1]
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:club", club_id)
    return _show(request, found, {name: form})


def _show(request: DeskRequest, found: Club, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    (line,) = queries.club_lines([found], timezone.localdate())
    context = {
        "line": line,
        "club": found,
        "returns": found.returns.all()[:40],
        "kinds": labels.CLUB_KINDS,
        "forms": {name: form() for name, (form, _act) in _STEPS.items()} | (typed or {}),
        "may": permits(request.actor, MAY_REACH_OUT, found) and found.closed_on is None,
    }
    return render(request, "outreach/club.html", context, status=422 if typed else 200)


@page(needs=MAY_SEE_OUTREACH)
def network(request: DeskRequest, network_id: uuid.UUID) -> HttpResponse:
    """One network with who is in it today, and the form for one more."""
    found = queries.network_for(request.actor, network_id)
    may = permits(request.actor, MAY_PLAN_OUTREACH, found)
    sought = request.GET.get("q", "").strip()[:60]
    officers = queries.officers_to_join(request.actor, sought) if may else []
    today = timezone.localdate()
    chosen = partners.partners_to_choose(today)
    form = forms.JoinNetwork(
        request.POST if may and request.method == "POST" else None, officers=officers, partners=chosen
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: acts.join_network.once(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:network", network_id)
    context = {
        "network": found,
        "members": queries.members_of(found, today),
        "names": chosen[1],
        "kinds": labels.NETWORK_KINDS,
        "scopes": labels.SCOPES,
        "form": form,
        "sought": sought,
        "may": may,
    }
    return render(request, "outreach/network.html", context, status=422 if form.errors else 200)


@page(needs=MAY_PLAN_OUTREACH)
def member(request: DeskRequest, member_id: uuid.UUID) -> HttpResponse:
    """Say from which day on a member is no longer in its network."""
    found = queries.member_for(request.actor, member_id)
    names = partners.names_on(timezone.localdate())
    form = forms.LeaveNetwork(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left_on = form.cleaned_data["left_on"]
        if (
            form.carry_out(lambda: acts.leave_network.once(form.op_id)(request.actor, found, left_on=left_on))
            is not None
        ):
            return redirect("outreach:network", found.network_id)
    return render(
        request,
        "outreach/member.html",
        {"member": found, "form": form, "names": names},
        status=422 if form.errors else 200,
    )
