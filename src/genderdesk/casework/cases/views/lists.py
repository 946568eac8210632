"""Lists of cases and of closures to approve."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_APPROVE_CLOSURE, MAY_HAND_OVER, MAY_SEE_CASES, MAY_SEE_TRANSFERS
from genderdesk.casework.cases.acts import approve_closure
from genderdesk.casework.cases.queries import Overdue
from genderdesk.casework.cases.views.words import words
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.listing import Column, addresses, code, link, said, short_times, table, tag, text
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import MOVED_ON, ImpossibleMove, Refusal
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import IN_CELL
from genderdesk.groundwork.protection.pages import DeskRequest, page

# The longest list of one page that is gone through at once.
_AT_ONCE = 200


@page(needs=MAY_SEE_CASES)
def case_list(request: DeskRequest) -> HttpResponse:
    """The cases in the reader's reach, newest first; open ones unless another state is asked for."""
    actor = request.actor
    state = request.GET.get("state", "open")
    in_cell = permits(actor, IN_CELL)
    known = ("open", "all", *labels.STATES, *(["sealed"] if in_cell else []))
    state = state if state in known else "open"
    mine = request.GET.get("mine") == "1"
    shown = page_by_key(queries.case_list(actor, state=state, mine=mine), request, key="opened_at")
    context = {
        "page": shown,
        "table": _table(shown.rows),
        "state": state,
        "mine": mine,
        "states": labels.STATES,
        "in_cell": in_cell,
        "may_see_overdue": permits(actor, MAY_APPROVE_CLOSURE),
        "may_hand_over": permits(actor, MAY_HAND_OVER),
        "may_see_transfers": permits(actor, MAY_SEE_TRANSFERS),
    }
    return render(request, "cases/list.html", context)


def _table(rows: list[Any]) -> str:
    address, opened = addresses("cases:case"), short_times()
    state = said(lambda state: tag(labels.STATE_TONES.get(state, state), labels.STATES.get(state, state)))
    gbv_type = said(lambda kind: text(labels.GBV_TYPES.get(kind, kind)))
    columns = [
        Column(_("Case"), lambda case: link(address(case.pk), case.number), names_row=True),
        Column(_("Survivor code"), lambda case: code(case.survivor__code or "")),
        Column(_("State"), lambda case: state(case.state)),
        Column(_("Type"), lambda case: gbv_type(case.incident__gbv_type)),
        Column(_("District"), lambda case: text(case.district__name)),
        Column(_("In the hands of"), lambda case: text(_officer(case))),
        Column(_("Opened"), lambda case: opened(case.opened_at)),
    ]
    return table(_("Cases, newest first"), columns, rows)


def _officer(case: Any) -> str:
    """Rank and name as an officer's record writes itself."""
    named = (case.assigned_to__rank, case.assigned_to__given_name, case.assigned_to__family_name)
    return " ".join(filter(None, named))


@sensitive_post_parameters()
@page(needs=MAY_SEE_CASES)
def search(request: DeskRequest) -> HttpResponse:
    """Look for a person. What is looked for travels in the body, never in an address, and stands in no log."""
    form = forms.SearchPerson(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = form.carry_out(lambda: queries.search_person(request.actor, **form.arguments()))
    context = {"form": form, "search": found, **words()}
    return render(request, "cases/search.html", context, status=422 if form.errors else 200)


@page(needs=MAY_APPROVE_CLOSURE)
def approvals(request: DeskRequest) -> HttpResponse:
    """Closures that wait for the reader as the second person, to be read one by one or approved together."""
    actor = request.actor
    waiting = list(queries.approvals_for(actor)[:_AT_ONCE])
    form = forms.ApproveClosures(request.POST or None, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        faults = _approve_all(actor, form)
        if not faults:
            return redirect("cases:approvals")
        # What was approved is done and does not wait any more; what was not says why.
        form = forms.ApproveClosures(request.POST, waiting=list(queries.approvals_for(actor)[:_AT_ONCE]))
        form.errors.clear()
        for fault in faults:
            form.add_error(None, fault)
    return render(request, "cases/approvals.html", {"form": form, **words()}, status=422 if form.errors else 200)


def _approve_all(actor: Actor, form: forms.ApproveClosures) -> list[str]:
    """Each closure is an act of its own, with its own check of the second person; why each that failed did. The same
    press gives the same answers."""
    faults = []
    for closure in form.chosen():
        op_id = uuid.uuid5(closure.pk, str(form.op_id)) if form.op_id else None
        try:
            approve_closure.once(op_id)(actor, closure.case)
        except (Refusal, ImpossibleMove) as fault:
            sentence = MOVED_ON if isinstance(fault, ImpossibleMove) else fault
            faults.append(_("%(case)s: %(why)s") % {"case": closure.case.number, "why": sentence})
    return faults


@page(needs=MAY_APPROVE_CLOSURE)
def overdue(request: DeskRequest) -> HttpResponse:
    """What is overdue in the reader's reach, by district; one number of it opened shows the cases."""
    kinds: list[Overdue] = panels.panels_for("overdue", request)
    opened = next((each for each in kinds if each.name == request.GET.get("kind")), None)
    district = request.GET.get("district", "")
    context = {
        "kinds": kinds,
        "rows": [
            (place, [(kind, counts.get(kind.name, 0)) for kind in kinds])
            for place, counts in queries.overdue_by_district(kinds)
        ],
        "opened": opened,
        "district": district,
        "lines": queries.overdue_in(opened, district, _AT_ONCE) if opened is not None else [],
        "most": _AT_ONCE,
    }
    return render(request, "cases/overdue.html", context)
