"""What places say about the desk's work: the list with its numbers and its file, and one with the answer to it."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.places import queries as places
from genderdesk.programme.outreach import acts, forms, labels, queries
from genderdesk.programme.outreach.access import MAY_REACH_OUT, MAY_SEE_OUTREACH
from genderdesk.programme.outreach.views.activities import report_at


@page(needs=MAY_SEE_OUTREACH)
def feedback(request: DeskRequest) -> HttpResponse:
    """What places said, the latest day first, its numbers by topic, and the form for one more."""
    may = permits(request.actor, MAY_REACH_OUT)
    districts = list(places.districts())
    form = forms.KeepFeedback(
        request.POST if may and request.method == "POST" else None,
        districts=districts,
        held=queries.recent_activities(request.actor) if may else (),
    )
    if form.is_bound and form.is_valid():
        made = form.carry_out(lambda: acts.keep_feedback.once(form.op_id)(request.actor, **form.arguments()))
        if made is not None:
            return redirect("outreach:feedback_item", made.pk)
    search = forms.FilterFeedback(request.GET, lists={"district": [(each.pk, each.name) for each in districts]})
    chosen = search.chosen()
    found = queries.feedback(request.actor, **chosen)
    context = {
        "page": page_by_key(found, request, key="said_on"),
        "counts": queries.feedback_by_topic(found),
        "search": search,
        "asked": urlencode(chosen),
        "form": form,
        "may": may,
        **_words(request),
    }
    return render(request, "outreach/feedback.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_OUTREACH)
def feedback_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The same as CSV, of what is chosen on the list."""
    lists = {"district": [(each.pk, each.name) for each in places.districts()]}
    found = queries.feedback(request.actor, **forms.FilterFeedback(request.GET, lists=lists).chosen())
    return csv_file(queries.feedback_lines(found), "feedback-from-places.csv")


@page(needs=MAY_SEE_OUTREACH)
def feedback_item(request: DeskRequest, feedback_id: uuid.UUID) -> HttpResponse:
    """What one place said, and what was answered to it."""
    found = queries.feedback_for(request.actor, feedback_id)
    may = permits(request.actor, MAY_REACH_OUT, found)
    form = forms.AnswerFeedback(request.POST if may and request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: acts.answer_feedback.once(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("outreach:feedback_item", feedback_id)
        found = queries.feedback_for(request.actor, feedback_id)
    context = {
        "item": found,
        "form": form,
        "may": may and (found.answered_on is None or bool(form.errors)),
        **_words(request),
    }
    return render(request, "outreach/feedback_item.html", context, status=422 if form.errors else 200)


def _words(request: DeskRequest) -> dict[str, Any]:
    return {
        "topics": labels.FEEDBACK_TOPICS,
        "natures": labels.FEEDBACK_NATURES,
        "ways": labels.CAME_BY,
        "today": timezone.localdate(),
        "report_at": report_at(request),
    }
