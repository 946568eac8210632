"""Certificates: those that end soon, printing a batch, revoking one, an officer's own; and the follow-up of people."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.print import attached, qr_address
from genderdesk.groundwork.protection.access import demand
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.training import acts, forms
from genderdesk.programme.training.access import MAY_REVOKE, MAY_SEE_OWN_CERTIFICATES, MAY_TRAIN
from genderdesk.programme.training.queries import events as queries
from genderdesk.programme.training.queries.printing import pdf_of_printing, printing_for, printing_of
from genderdesk.programme.training.rules.completion import shown_state
from genderdesk.programme.training.views.trainings import words

_SHOWN = 200


@page(needs=MAY_TRAIN)
def expiring(request: DeskRequest) -> HttpResponse:
    """Certificates that end within 90 days, the first to end first, so that a refresher is planned in time."""
    today = timezone.localdate()
    rows = [
        (each, (each.expires_on - today).days) for each in queries.expiring(request.actor)[:_SHOWN] if each.expires_on
    ]
    return render(request, "training/expiring.html", {"rows": rows, **words()})


@page(needs=MAY_TRAIN)
def print_certificates(request: DeskRequest, training_id: uuid.UUID) -> HttpResponse:
    """How the file of a training's certificates stands; pressed, its certificates that were not printed yet, or all of
    them again, are set aside."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call, again = acts.ask_for_print.once(form.op_id), "again" in request.POST
        address = request.build_absolute_uri(reverse("training:certificate"))
        if form.carry_out(lambda: call(request.actor, found, again=again, address=address)) is not None:
            return redirect("training:print_certificates", training_id)
    part = "X-Desk-Part" in request.headers
    context = {"training": found, "printing": printing_of(found), "not_kept": [form] if form.errors else []}
    template = "training/parts/printing.html" if part else "training/printing.html"
    return render(request, template, context, status=422 if form.errors else 200)


@page(needs=MAY_TRAIN)
def printed_file(request: DeskRequest, training_id: uuid.UUID, printing_id: uuid.UUID) -> HttpResponse:
    """The certificates of a training as one PDF."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    pdf = pdf_of_printing(request.actor, printing_for(found, printing_id))
    return attached(pdf, f"{found.code}-certificates")


@page(needs=MAY_REVOKE)
def revoke(request: DeskRequest, certificate_id: uuid.UUID) -> HttpResponse:
    """Revoke one certificate, with why."""
    found = queries.certificate_for(request.actor, certificate_id)
    form = forms.RevokeCertificate(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = acts.revoke_certificate.once(form.op_id)
        if form.carry_out(lambda: call(request.actor, found, why=form.reason())) is not None:
            return redirect("training:training", found.participation.training_id)
    state = shown_state(found.state, found.expires_on, timezone.localdate())
    context = {"form": form, "certificate": found, "state": state, **words()}
    return render(request, "training/revoke.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_OWN_CERTIFICATES)
def own(request: DeskRequest) -> HttpResponse:
    """The reader's own certificates, and the codes that sign in at trainings still to be held."""
    cards = [
        {"number": each.number, "training": each.training, "qr": qr_address(each.number)}
        for each in queries.own_cards(request.actor)
    ]
    context = {"rows": queries.own_certificates(request.actor), "cards": cards, **words()}
    return render(request, "training/own.html", context)


@page(needs=MAY_TRAIN)
def follow_up(request: DeskRequest, participation_id: uuid.UUID) -> HttpResponse:
    """Six months on: whether what was learnt is used."""
    found = queries.participation_for(request.actor, participation_id)
    form = forms.FollowUp(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = acts.follow_up.once(form.op_id)
        if form.carry_out(lambda: call(request.actor, found, **form.arguments())) is not None:
            return redirect("training:trainings")
    context = {"form": form, "participation": found, **words()}
    return render(request, "training/follow_up.html", context, status=422 if form.errors else 200)


@page(needs=MAY_TRAIN)
def spellings(request: DeskRequest) -> HttpResponse:
    """The next pair of names that sound the same and are written differently: one person, or two?"""
    pair = queries.spellings(request.actor).first()
    names = queries.names_of(request.actor, pair) if pair is not None else None
    return render(request, "training/spellings.html", {"pair": pair, "names": names, "form": DeskForm()})


@page(needs=MAY_TRAIN)
def decide(request: DeskRequest, likeness_id: uuid.UUID) -> HttpResponse:
    """Say whether a pair is one person."""
    found = queries.likeness_for(request.actor, likeness_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = acts.join_spellings if request.POST.get("one") == "yes" else acts.part_spellings
        form.carry_out(lambda: act.once(form.op_id)(request.actor, found))
    return redirect("training:spellings")
