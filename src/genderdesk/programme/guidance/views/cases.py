"""What bound the desk while a case was in its hands."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from genderdesk.casework.cases.access import MAY_SEE_CASES
from genderdesk.casework.cases.queries import case_for
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance import labels, queries


@page(needs=MAY_SEE_CASES)
def in_force_for_case(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every version that was in force on any day from the case's opening to its end, and which of them on the first."""
    case = case_for(request.actor, case_id)
    first = timezone.localdate(case.opened_at)
    last = timezone.localdate(case.closed_at) if case.closed_at else timezone.localdate()
    found = queries.versions_during(request.actor, first, last)
    context = {
        "case": case,
        "first": first,
        "last": last,
        "rows": [(each, each.in_force_from is not None and each.in_force_from <= first) for each in found],
        "kinds": labels.KINDS,
        "tabs": panels.panels_for("case", request, case=case),
        **panels.case_head(request, case),
    }
    return render(request, "guidance/case.html", context)
