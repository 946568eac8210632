"""Lists of cases and of closures to approve."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from genderdesk.casework.cases import labels, queries
from genderdesk.casework.cases.access import MAY_APPROVE_CLOSURE, MAY_SEE_CASES
from genderdesk.casework.cases.views.words import words
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def case_list(request: DeskRequest) -> HttpResponse:
    """The cases in the reader's reach, newest first; open ones unless another state is asked for."""
    actor = request.actor
    state = request.GET.get("state", "open")
    state = state if state in ("open", "all", *labels.STATES) else "open"
    mine = request.GET.get("mine") == "1"
    rows = page_by_key(queries.case_list(actor, state=state, mine=mine), request, key="opened_at")
    context = {"page": rows, "state": state, "mine": mine, **words()}
    return render(request, "cases/list.html", context)


@page(needs=MAY_APPROVE_CLOSURE)
def approvals(request: DeskRequest) -> HttpResponse:
    """Closures that wait for the reader as the second person."""
    waiting = queries.approvals_for(request.actor)[:200]
    return render(request, "cases/approvals.html", {"waiting": waiting, **words()})
