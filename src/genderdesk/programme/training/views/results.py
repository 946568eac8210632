"""Results: who completed what, by category, sex and region at the time; and the same numbers as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from genderdesk.groundwork.platform.downloads import XLSX, csv_file, saved
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.training import forms
from genderdesk.programme.training.access import MAY_SEE_RESULTS
from genderdesk.programme.training.exporters import results_csv, results_to_export, results_workbook
from genderdesk.programme.training.models import Course
from genderdesk.programme.training.queries.counting import Wanted
from genderdesk.programme.training.queries.results import results_of
from genderdesk.programme.training.views.trainings import words


def _wanted(request: DeskRequest) -> tuple[forms.ResultsWanted, Wanted]:
    """The form as the address fills it, and what it asks for; a broken date asks for nothing."""
    own = list(Course.objects.filter(institution_id=request.actor.own_institution))
    form = forms.ResultsWanted(request.GET or None, courses=own)
    data: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, Wanted(
        institutions=(request.actor.own_institution,),
        courses=(data["course"],) if data.get("course") else (),
        since=data.get("since"),
        as_of=data.get("as_of"),
    )


@page(needs=MAY_SEE_RESULTS)
def results(request: DeskRequest) -> HttpResponse:
    """Completions and persons, by category × sex and region × sex, with everything that stands beside the numbers."""
    form, wanted = _wanted(request)
    context = {"form": form, "results": results_of(wanted), "query": request.GET.urlencode(), **words()}
    return render(request, "training/results.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_RESULTS)
def results_as_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The same numbers as CSV."""
    rows = results_to_export(request.actor, _wanted(request)[1])
    return csv_file(results_csv(rows), "training-results.csv")


@page(needs=MAY_SEE_RESULTS)
def results_as_workbook(request: DeskRequest) -> HttpResponse:
    """The same numbers as an Excel workbook."""
    rows = results_to_export(request.actor, _wanted(request)[1])
    return saved(HttpResponse(results_workbook(rows), content_type=XLSX), "training-results.xlsx")
