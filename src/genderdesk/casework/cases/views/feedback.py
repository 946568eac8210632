"""Feedback: a code told to the survivor, a public page without script or cookie, and results that name nobody."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_READ_FEEDBACK, MAY_WORK_ON
from genderdesk.casework.cases.acts import give_feedback, offer_feedback
from genderdesk.casework.cases.acts.feedback import CODE_IS_OVER, DrawnCode
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import FEWEST_ANSWERS, Item, Overall
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import SYSTEM, everyone
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.accounts.acts import tries
from genderdesk.organisation.accounts.labels import too_many


# It acts for nobody who is signed in and asks for a code, so there is no session to forge.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@page(needs=everyone)
def give(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it, ask the questions; with the answers, say thank you. One address throughout."""
    if request.method != "POST":
        return render(request, "cases/feedback.html", {"form": forms.FeedbackCodeForm(), "step": "code"})
    # Told by the questions themselves, so that it does not matter which button or key sent them.
    if "suggestions" in request.POST:
        return _answered(request)
    form = forms.FeedbackCodeForm(request.POST)
    if form.is_valid():
        try:
            attempt = tries.begin_code(request)
        except tries.Held as held:
            return _must_wait(request, form, "code", held)
        with walls.seen_by(SYSTEM):
            opens = queries.code_opens(form.cleaned_data["code"])
        if opens:
            tries.succeeded(attempt)
            asked = forms.FeedbackAnswers(initial={"code": form.cleaned_data["code"]})
            return render(request, "cases/feedback.html", {"form": asked, "step": "answers"})
        form.add_error("code", CODE_IS_OVER)
    return render(request, "cases/feedback.html", {"form": form, "step": "code"}, status=422)


def _answered(request: HttpRequest) -> HttpResponse:
    form = forms.FeedbackAnswers(request.POST)
    if form.is_valid():
        try:
            attempt = tries.begin_code(request)
        except tries.Held as held:
            return _must_wait(request, form, "answers", held)
        if form.carry_out(lambda: give_feedback.once(form.op_id)(SYSTEM, **form.arguments())):
            tries.succeeded(attempt)
            return render(request, "cases/feedback.html", {"step": "done"})
    return render(request, "cases/feedback.html", {"form": form, "step": "answers"}, status=422)


def _must_wait(request: HttpRequest, form: forms.FeedbackCodeForm, step: str, held: tries.Held) -> HttpResponse:
    """Too many wrong codes came from this source: nothing was looked up, and what was typed stays."""
    form.add_error(None, too_many(held.wait_seconds))
    answer = render(request, "cases/feedback.html", {"form": form, "step": step}, status=429)
    answer["Retry-After"] = str(held.wait_seconds)
    return answer


@page(needs=MAY_WORK_ON)
def offer(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """A code for the survivor, shown once: pressed again with the same form, it says so and shows none."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = DeskForm(request.POST or None)
    drawn: DrawnCode | str | None = None
    if request.method == "POST" and form.is_valid():
        drawn = form.carry_out(lambda: offer_feedback.once(form.op_id)(actor, found))
    code = drawn.code if isinstance(drawn, DrawnCode) else ""
    context = {
        **frame(request, found),
        "current": "follow_ups",
        "form": form,
        "code": code,
        "shown": drawn is not None,
    }
    return render(request, "cases/offer_feedback.html", context, status=422 if form.errors else 200)


@page(needs=MAY_READ_FEEDBACK)
def results(request: DeskRequest) -> HttpResponse:
    """Ended quarters, from five answers up."""
    return _results(request)


@page(needs=MAY_READ_FEEDBACK)
def suggestions(request: DeskRequest, desk_id: uuid.UUID, quarter: str) -> HttpResponse:
    """What people wrote of one desk in one quarter; a recorded look."""
    try:
        day = date.fromisoformat(quarter)
    except ValueError:
        raise Missing(_("There is nothing of this quarter for you.")) from None
    if request.method != "POST":
        return _results(request)
    written = queries.feedback_suggestions(request.actor, quarter=day, desk_id=desk_id)
    return _results(request, opened=(desk_id, day), written=written)


def _results(
    request: DeskRequest, *, opened: tuple[uuid.UUID, date] | None = None, written: list[str] | None = None
) -> HttpResponse:
    asked = {**labels.FEEDBACK_ITEMS, **labels.FEEDBACK_OVERALL}
    rows = [
        {
            "result": each,
            "lines": [(asked[item], each.items[item.value]) for item in (*Item, *Overall)],
            "written": written if each.desk and (each.desk.pk, each.quarter) == opened else None,
        }
        for each in queries.feedback_results(request.actor)
    ]
    return render(request, "cases/feedback_results.html", {"rows": rows, "fewest": FEWEST_ANSWERS})
