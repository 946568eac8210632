"""A report on its form."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect

from genderdesk.casework.intake import forms, queries
from genderdesk.casework.intake.access import MAY_SEE_REPORTS
from genderdesk.casework.intake.vocabulary import PAPER_FORM
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.print.forms import Part, fields_of, part
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.paper.acts import give_filled


@page(needs=MAY_SEE_REPORTS)
def report_form(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """Give out a report on its form, with what was told and a serial of its own; the look is recorded."""
    found = queries.report_for(request.actor, report_id)
    form = DeskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect("intake:report", found.pk)
    given = queries.report_on_paper(request.actor, found)

    def parts() -> list[Part]:
        return [part("", fields_of(forms.NewReport(initial=given.begun), filled=True))]

    return give_filled(request.actor, found.pk, given, form=PAPER_FORM, op_id=form.op_id, parts=parts)
