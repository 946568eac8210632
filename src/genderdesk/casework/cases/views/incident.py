"""What happened: time, place, what cannot wait, and the seven questions that give the type."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, labels, queries, readings
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON
from genderdesk.casework.cases.acts import classify_incident, describe_incident
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Case, Incident
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


def _circumstances(incident: Incident) -> list[tuple[Any, Any]]:
    """Each circumstance in the words of its question; codes alone, no name."""
    shown = forms.Circumstances(initial=forms.Circumstances.kept(incident))
    asked = [shown[name] for name in shown.fields if not shown[name].is_hidden]
    return [(field.label, field.in_words) for field in asked]


def _contexts(case: Case) -> list[tuple[Any, str, str]]:
    """Each context by the age at the incident, and by the age at the report."""
    at_incident = readings.contexts_of(case.survivor, case.incident)
    at_report = readings.contexts_of(case.survivor, case.incident, at_report=True)
    return [(labels.CONTEXTS[each], at_incident[each].value, at_report[each].value) for each in at_incident]


def _show(
    request: DeskRequest, found: Case, *, describe: VersionedForm | None = None, classify: VersionedForm | None = None
) -> HttpResponse:
    kept = found.incident
    shared = frame(request, found)
    context = {
        **shared,
        "current": "incident",
        "incident": kept,
        "injuries": [labels.INJURIES.get(each, each) for each in kept.injuries],
        "answers": [(labels.QUESTIONS[name], getattr(kept, name)) for name, _type in QUESTIONS],
        "circumstances": _circumstances(kept),
        "contexts": _contexts(found),
        "died": any(each.key == "death" for each in shared["tabs"]),
        "offences": queries.offence_words(kept.offences),
        "describe": describe or forms.DescribeIncident(initial=forms.DescribeIncident.kept(kept)),
        "classify": classify or forms.SevenQuestions(initial=forms.SevenQuestions.kept(kept)),
        "open_describe": describe is not None,
        "open_classify": classify is not None,
    }
    wrong = (describe is not None and describe.errors) or (classify is not None and classify.errors)
    return render(request, "cases/incident.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
