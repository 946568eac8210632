"""The circumstances of the incident, what is known of who did it, and the contexts that follow."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.casework.cases import forms, queries
from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.acts import keep_circumstances
from genderdesk.casework.cases.views.words import frame
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_WORK_ON)
def circumstances(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Keep the circumstances in codes; the contexts are shown with the incident."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.Circumstances(request.POST or None, initial=forms.Circumstances.kept(found.incident))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out_over(
            lambda: forms.Circumstances.kept(queries.case_for(actor, case_id).incident),
            lambda: keep_circumstances.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return redirect("cases:incident", found.pk)
        found = queries.case_for(actor, case_id)
    context = {**frame(request, found), "current": "incident", "form": form}
    return render(request, "cases/circumstances.html", context, status=422 if form.errors else 200)
