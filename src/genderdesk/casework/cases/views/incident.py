"""What happened: time, place, what cannot wait, and the seven questions that give the type."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON
from genderdesk.casework.cases.acts import classify_incident, describe_incident
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import QUESTIONS
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def incident(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """What is known of the incident."""
    return _show(request, queries.case_for(request.actor, case_id))


@page(needs=MAY_WORK_ON)
def describe(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep when and where it happened, and what a clinician must know."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.DescribeIncident(request.POST or None, initial=forms.DescribeIncident.kept(found.incident))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out_over(
            lambda: forms.DescribeIncident.kept(queries.case_for(actor, case_id).incident),
            lambda: describe_incident.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:incident", found.pk)
    return _show(request, queries.case_for(actor, case_id), describe=form)


@page(needs=MAY_WORK_ON)
def classify(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep the seven answers; the type follows from them."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.SevenQuestions(request.POST or None, initial=forms.SevenQuestions.kept(found.incident))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out_over(
            lambda: forms.SevenQuestions.kept(queries.case_for(actor, case_id).incident),
            lambda: classify_incident.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:incident", found.pk)
    return _show(request, queries.case_for(actor, case_id), classify=form)


def _show(
    request: DeskRequest, found: Case, *, describe: VersionedForm | None = None, classify: VersionedForm | None = None
) -> HttpResponse:
    kept = found.incident
    context = {
        **frame(request, found),
        "current": "incident",
        "incident": kept,
        "injuries": [labels.INJURIES.get(each, each) for each in kept.injuries],
        "answers": [(labels.QUESTIONS[name], getattr(kept, name)) for name, _type in QUESTIONS],
        "describe": describe or forms.DescribeIncident(initial=forms.DescribeIncident.kept(kept)),
        "classify": classify or forms.SevenQuestions(initial=forms.SevenQuestions.kept(kept)),
        "open_describe": describe is not None,
        "open_classify": classify is not None,
    }
    wrong = (describe is not None and describe.errors) or (classify is not None and classify.errors)
    return render(request, "cases/incident.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
