"""What anybody may open: whether a certificate holds, a training's calendar, its rating, a session's sign-in."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.training import forms
from genderdesk.programme.training.acts import rate_training, sign_self_in
from genderdesk.programme.training.labels import CERTIFICATE_STATES, CERTIFICATE_TONES
from genderdesk.programme.training.queries.links import (
    calendar_at,
    certificate_by_number,
    session_to_sign,
    training_to_rate,
)


@page(needs=everyone)
def certificate(request: DeskRequest) -> HttpResponse:
    """What a certificate's number stands for: course, days, and whether it holds. Never a name."""
    typed = request.GET.get("number", "").strip()[:40]
    found = certificate_by_number(typed) if typed else None
    context = {"typed": typed, "found": found, "states": CERTIFICATE_STATES, "tones": CERTIFICATE_TONES}
    return render(request, "training/certificate.html", context, status=404 if typed and found is None else 200)


@page(needs=everyone)
def calendar(request: DeskRequest, training_id: uuid.UUID, token: str) -> HttpResponse:
    """A training's days for a calendar, by its private address."""
    text = calendar_at(training_id, token)
    if text is None:
        raise Missing(_("There is no calendar at this address."))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="training.ics"'
    return answer


# It acts for nobody who is signed in and its address is the proof, so there is no session to forge.
@csrf_exempt
@never_cache
@page(needs=everyone)
def rate(request: DeskRequest, training_id: uuid.UUID, token: str) -> HttpResponse:
    """What those who were there think of it, by its private address, without a name."""
    found = training_to_rate(training_id, token)
    if found is None:
        raise Missing(_("This link does not answer any more."))
    form = forms.RateTraining(request.POST or None)
    kept = False
    if request.method == "POST" and form.is_valid():
        given = {"training": found, "token": token, **form.arguments()}
        call = rate_training.once(form.op_id)
        form.carry_out(lambda: call(request.actor, **given))
        kept = not form.errors
    context = {"form": form, "training": found, "kept": kept}
    return render(request, "training/rate.html", context, status=422 if form.errors else 200)


# As of a rating: its address is the proof.
@csrf_exempt
@never_cache
@page(needs=everyone)
def come(request: DeskRequest, session_id: uuid.UUID, token: str) -> HttpResponse:
    """Somebody signs in on an own phone by the code on the card, while the session runs. No name is asked or shown."""
    found = session_to_sign(session_id, token)
    if found is None:
        raise Missing(_("Nobody signs in here now. Ask your trainer."))
    form = forms.CodeOfCard(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call, code = sign_self_in.once(form.op_id), form.cleaned_data["code"]
        form.carry_out(lambda: call(request.actor, session=found, token=token, code=code))
    kept = form.is_bound and not form.errors
    context = {"form": form, "session": found, "course": found.training.version.course, "kept": kept}
    return render(request, "training/come.html", context, status=422 if form.errors else 200)
