"""Certificates: those that end soon, printing a batch, revoking one, an officer's own; and the follow-up of people."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.print import attached, qr_address
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import demand
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.training import acts, forms
from genderdesk.programme.training.access import MAY_REVOKE, MAY_SEE_OWN_CERTIFICATES, MAY_TRAIN
from genderdesk.programme.training.pictures import certificates_pdf
from genderdesk.programme.training.queries import events as queries
from genderdesk.programme.training.rules.completion import shown_state
from genderdesk.programme.training.views.trainings import words
from genderdesk.programme.training.vocabulary import PRINT_AT_ONCE

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
    """The next certificates of a training that were not printed yet, or all of them again, as one PDF."""
    found = queries.training_for(request.actor, training_id)
    demand(request.actor, MAY_TRAIN, found)
    if request.method != "POST":
        return redirect("training:training", training_id)
    again = "again" in request.POST
    people = [
        each
        for each in queries.people_by_name(request.actor, found)
        if each.certificate is not None and (again or each.certificate.printed_at is None)
    ][:PRINT_AT_ONCE]
    if not people:
        raise Missing(_("No certificate of this training waits to be printed."))
    address = request.build_absolute_uri(reverse("training:certificate"))
    pdf = certificates_pdf(found, people, address)
    acts.note_printed(
        request.actor, found, certificates=[each.certificate.pk for each in people if each.certificate is not None]
    )
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
