"""Follow-ups: planned, done, called off."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import forms, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON
from genderdesk.casework.cases.acts import call_off_follow_up, follow_up_done, plan_follow_up
from genderdesk.casework.cases.models import FollowUp
from genderdesk.casework.cases.views.words import frame, reach_of
from genderdesk.casework.cases.vocabulary import PLANNED, CalledOff
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def follow_ups(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """All follow-ups of a case, and the form for the next one."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    suggested = timezone.localtime(queries.suggested_follow_up(found))
    form = forms.PlanFollowUp(request.POST or None, initial={"due_at": suggested.date()})
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: plan_follow_up.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:follow_ups", found.pk)
    shared = frame(request, found)
    context = {
        **shared,
        "current": "follow_ups",
        "planned": queries.follow_ups_of(found),
        "form": form,
        "not_kept": [form] if form.errors and "followup_plan" not in shared["may"] else [],
    }
    return render(request, "cases/follow_ups.html", context, status=422 if form.errors else 200)


@page(needs=MAY_WORK_ON)
def follow_up(request: DeskRequest, case_id: uuid.UUID, follow_up_id: uuid.UUID) -> HttpResponse:
    """One follow-up: what came of it, with the next one."""
    actor = request.actor
    found = _of_case(request, case_id, follow_up_id)
    form = forms.FollowUpDone(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: follow_up_done.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:follow_ups", case_id)
    return _show(request, found, form, forms.CallOff())


@page(needs=MAY_WORK_ON)
def call_off(request: DeskRequest, case_id: uuid.UUID, follow_up_id: uuid.UUID) -> HttpResponse:
    """A follow-up will not happen, and why."""
    actor = request.actor
    found = _of_case(request, case_id, follow_up_id)
    form = forms.CallOff(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = CalledOff(form.cleaned_data["why"])
        if form.carry_out(lambda: call_off_follow_up.once(form.op_id)(actor, found, why=why)) is not None:
            return redirect("cases:follow_ups", case_id)
    return _show(request, found, forms.FollowUpDone(), form)


def _of_case(request: DeskRequest, case_id: uuid.UUID, follow_up_id: uuid.UUID) -> FollowUp:
    found = queries.follow_up_for(request.actor, follow_up_id)
    if found.case_id != case_id:
        raise Missing(_("There is no such follow-up in this case."))
    return found


def _show(request: DeskRequest, found: FollowUp, done: DeskForm, off: DeskForm) -> HttpResponse:
    context = {
        **frame(request, found.case),
        "current": "follow_ups",
        "follow_up": found,
        "reach": reach_of(found.case, ContactWay(found.channel)),
        "done": done,
        "off": off,
        "not_kept": [form for form in (done, off) if form.errors and found.state != PLANNED],
        "wrong": bool(done.errors or off.errors),
    }
    return render(request, "cases/follow_up.html", context, status=422 if context["wrong"] else 200)
