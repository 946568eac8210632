"""The room's pages: institutions with their units and desks, one desk, and who is appointed to its posts."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.groundwork.foundation.weeks import DAY_MINUTES
from genderdesk.groundwork.platform.forms import ANSWER_LABELS, DeskForm
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor, demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import (
    MAY_APPOINT,
    MAY_DECLARE,
    MAY_DELEGATE,
    MAY_SEE_CELLS,
    MAY_SEE_ORGANISATION,
    MAY_SHAPE,
    visible_to,
)
from genderdesk.organisation.institution.acts import (
    appoint,
    declare_relative,
    end_appointment,
    enrol_officer,
    withdraw_relative,
    withdraw_shift,
    write_duty_hours,
    write_shift,
)
from genderdesk.organisation.institution.labels import FUNCTION_LABELS, RELATION_LABELS
from genderdesk.organisation.institution.models import Desk, Officer, Post
from genderdesk.organisation.institution.rules.coverage import by_day, hours_of


def _actor(request: DeskRequest) -> Actor:
    return request.actor


@page(needs=MAY_SEE_ORGANISATION)
def organisation(request: DeskRequest) -> HttpResponse:
    """The institutions that the reader may see, each as a tree of units with their desks and vacancies."""
    listed = visible_to(_actor(request))
    may_see_cells = permits(_actor(request), MAY_SEE_CELLS)
    context = {"institutions": queries.organisation_of(listed), "may_see_cells": may_see_cells}
    return render(request, "institution/organisation.html", context)


@page(needs=MAY_SEE_ORGANISATION)
def desk(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """One desk: where it stands, what it is there for, its posts and who holds them today."""
    actor = _actor(request)
    shown = queries.desk_page(actor, desk_id)
    for line in shown.posts:
        line.may_appoint = permits(actor, MAY_APPOINT, line.post)
    return render(
        request,
        "institution/desk.html",
        {
            "shown": shown,
            "desk": shown.desk,
            "may_shape": permits(actor, MAY_SHAPE, shown.desk),
            "may_delegate": permits(actor, MAY_DELEGATE, shown.desk),
            "standing": queries.desk_standing(shown.desk),
            "functions": FUNCTION_LABELS,
            "answers": ANSWER_LABELS,
            **_gaps(shown.desk),
        },
    )


def _gaps(desk: Desk) -> dict[str, Any]:
    """Hours of the week in which nobody covers the desk, day by day."""
    gaps = queries.gaps_of_desk(desk.pk, desk.unit.institution_id)
    lines = [(*divmod(one.starts, DAY_MINUTES), one.ends - one.starts) for each in gaps or () for one in by_day(each)]
    shown = [(weekday, starts, starts + length) for weekday, starts, length in lines]
    return {"gaps": None if gaps is None else shown, "hours": hours_of(gaps or ()), "weekdays": WEEKDAYS}


@page(needs=MAY_SHAPE)
def hours(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """When the people of a desk are on duty, by weekday; oversight sees looks outside these hours."""
    actor = _actor(request)
    shown = queries.desk_page(actor, desk_id)
    posts = [line.post for line in shown.posts]
    form = forms.WriteHours(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: write_duty_hours.once(form.op_id)(actor, shown.desk, **form.arguments())) is not None:
            return redirect("institution:hours", desk_id)
    context = {"desk": shown.desk, "hours": queries.duty_hours_of(desk_id), "weekdays": WEEKDAYS, "form": form}
    context["today"] = timezone.localdate()
    return render(request, "institution/hours.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SHAPE)
def week(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """Who of a desk is on duty when in one week; and the form that writes a single shift."""
    actor = _actor(request)
    shown = queries.desk_week(actor, desk_id, queries.monday_of(request.GET.get("week", "")))
    officers = [each for each in shown.officers if each.pk != actor.officer_id]
    first = {"day": max(shown.monday, timezone.localdate())}
    form = forms.WriteShift(request.POST or None, officers=officers, initial=first)
    if request.method == "POST" and form.is_valid():
        officer = form.officers[form.cleaned_data["officer"]]
        if form.carry_out(lambda: write_shift.once(form.op_id)(actor, officer, **form.arguments())) is not None:
            day = queries.monday_of(str(form.cleaned_data["day"]))
            return redirect(f"{reverse('institution:week', args=[desk_id])}?week={day}")
    context = {
        "shown": shown,
        "desk": shown.desk,
        "form": form,
        "before": shown.monday - queries.WEEK,
        "after": shown.monday + queries.WEEK,
        "now": timezone.now(),
        "own": actor.officer_id,
    }
    return _answer(request, "institution/week.html", context, form)


@page(needs=MAY_SHAPE)
def withdraw_duty(request: DeskRequest, desk_id: uuid.UUID, shift_id: uuid.UUID) -> HttpResponse:
    """Withdraw a single shift that has not begun."""
    shift = queries.shift_of_reader(_actor(request), shift_id)
    if request.method == "POST":
        withdraw_shift(_actor(request), shift)
    day = queries.monday_of(str(timezone.localdate(shift.starts_at)))
    return redirect(f"{reverse('institution:week', args=[desk_id])}?week={day}")


@sensitive_post_parameters()
@page(needs=MAY_DECLARE)
def relatives(request: DeskRequest) -> HttpResponse:
    """What an officer declares of those close to her or him."""
    actor = _actor(request)
    form = forms.DeclareRelative(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: declare_relative.once(form.op_id)(actor, **form.arguments())) is not None:
            return redirect("institution:relatives")
    context = {"form": form, "declared": queries.open_relatives(actor), "relations": RELATION_LABELS}
    return render(request, "institution/relatives.html", context, status=422 if form.errors else 200)


@page(needs=MAY_DECLARE)
def withdraw(request: DeskRequest, relative_id: uuid.UUID) -> HttpResponse:
    """Withdraw a declaration."""
    actor = _actor(request)
    found = one_of(queries.relatives_of(actor).filter(pk=relative_id))
    if found is not None and request.method == "POST":
        withdraw_relative(actor, found)
    return redirect("institution:relatives")


@page(needs=MAY_APPOINT)
def fill_post(request: DeskRequest, post_id: uuid.UUID) -> HttpResponse:
    """Appoint an officer to a post: found by name or staff code, or one of those without a post today."""
    actor = _actor(request)
    post = queries.post_of_reader(actor, post_id)
    demand(actor, MAY_APPOINT, post)
    sought = request.GET.get("q", "").strip()[:60]
    officers = queries.officers_to_appoint(post, sought)
    if request.method == "POST":
        officers += queries.chosen_officer(post, request.POST.get("officer", ""))
    form = forms.Appoint(request.POST or None, officers=officers)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = form.carry_out(
            lambda: appoint.once(form.op_id)(
                actor,
                post,
                officer=data["officer"],
                starts_on=data["starts_on"],
                ends_on=data["ends_on"],
                time_share=data["time_share"],
            )
        )
        if done is not None:
            return redirect("institution:desk", post.desk_id)
    context = {
        "form": form,
        "post": post,
        "desk": post.desk,
        "sought": sought,
        "officers": officers,
        "may_enrol": permits(actor, MAY_SHAPE, post.desk.unit.institution),
    }
    return _answer(request, "institution/fill_post.html", context, form)


@page(needs=MAY_APPOINT)
def end(request: DeskRequest, appointment_id: uuid.UUID) -> HttpResponse:
    """End an appointment from a day on."""
    actor = _actor(request)
    appointment = queries.appointment_of_reader(actor, appointment_id)
    demand(actor, MAY_APPOINT, appointment)
    form = forms.EndAppointment(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        done = form.carry_out(lambda: end_appointment.once(form.op_id)(actor, appointment, ends_on=ends_on))
        if done is not None:
            return redirect("institution:desk", appointment.post.desk_id)
    context = {"form": form, "appointment": appointment, "desk": appointment.post.desk}
    return _answer(request, "institution/end.html", context, form)


@page(needs=MAY_SHAPE)
def enrol(request: DeskRequest, post_id: uuid.UUID) -> HttpResponse:
    """Enter a new officer of the post's institution, then go on to appoint."""
    actor = _actor(request)
    post: Post = queries.post_of_reader(actor, post_id)
    form = forms.EnrolOfficer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned
        institution = post.desk.unit.institution
        made: Officer | None = form.carry_out(lambda: enrol_officer.once(form.op_id)(actor, institution, **given))
        if made is not None:
            return redirect(f"{reverse('institution:fill_post', args=[post.pk])}?q={made.staff_code}")
    return _answer(request, "institution/enrol.html", {"form": form, "post": post, "desk": post.desk}, form)


def _answer(request: DeskRequest, template: str, context: dict[str, Any], form: DeskForm) -> HttpResponse:
    return render(request, template, context, status=422 if form.errors else 200)
