"""The register, and one complaint in the hands of those who answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.complaints import acts, exporters, forms, labels, queries
from genderdesk.casework.complaints.access import MAY_ANSWER, MAY_CLOSE, MAY_READ
from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import COMPLAINT, Answering, Route
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.listing import Column, addresses, link, said, short_times, table, tag, text
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution.queries import units_to_choose


@page(needs=MAY_READ)
def register(request: DeskRequest) -> HttpResponse:
    """The complaints that the reader answers, the newest first."""
    search = forms.Filter(request.GET)
    shown = page_by_key(queries.complaints(request.actor, **search.chosen()), request, key="received_at")
    context = {
        "table": _table(shown.rows),
        "page": shown,
        "search": search,
        "query": request.GET.urlencode(),
    }
    return render(request, "complaints/register.html", context)


def _table(rows: list[Complaint]) -> str:
    address, moment = addresses("complaints:complaint"), short_times()
    category = said(lambda each: text(labels.CATEGORIES[each]))
    route = said(lambda each: text(labels.ROUTES[each]))
    columns = [
        Column(_("Number"), lambda each: link(address(each.pk), each.number, "code"), names_row=True),
        Column(_("Received"), lambda each: moment(each.received_at)),
        Column(_("What it is about"), lambda each: category(each.category)),
        Column(_("District"), lambda each: text(each.district.name if each.district else "")),
        Column(_("Who reads it"), lambda each: route(each.route)),
        Column(_("Status"), lambda each: tag("calm", labels.STATES[each.state])),
        Column(_("By"), lambda each: _by(each, moment)),
    ]
    return table(_("Complaints, the newest first"), columns, rows)


def _by(complaint: Complaint, moment: Callable[[Any], str]) -> str:
    due, tone = queries.clock_of(complaint)
    return tag(tone, moment(due)) if due else "—"


@page(needs=MAY_READ)
def register_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The same as CSV: codes and times, and nothing that was told."""
    chosen = forms.Filter(request.GET).chosen()
    found = queries.complaints(request.actor, **chosen).order_by("received_at", "id")
    return csv_file(exporters.lines_of_register(found), "complaints.csv")


@page(needs=MAY_READ)
def complaint(request: DeskRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """One complaint; what was told is shown by a recorded look."""
    return _show(request, queries.complaint_for(request.actor, complaint_id))


@page(needs=MAY_READ)
def telling(request: DeskRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """The same with what was told."""
    found = queries.complaint_for(request.actor, complaint_id)
    if request.method != "POST":
        return redirect("complaints:complaint", complaint_id)
    return _show(request, found, told=queries.told_in(request.actor, found))


# Name of a step → its act, its form, and its words.
_STEPS: dict[str, tuple[Any, Callable[..., DeskForm]]] = {
    "acknowledge": (acts.acknowledge_complaint, DeskForm),
    "look-into": (acts.look_into_complaint, DeskForm),
    "answer": (acts.answer_complaint, forms.Answer),
    "note": (acts.note_on_complaint, forms.Note),
    "pass": (acts.pass_complaint, forms.Pass),
    "take-up": (acts.take_up_again, forms.TakeUp),
    "sort": (acts.sort_complaint, forms.Sort),
    "keep-from": (acts.keep_from, forms.KeepFrom),
    "close": (acts.close_complaint, DeskForm),
}


# What some of the forms are given beside what was typed.
_GIVEN: dict[str, Callable[[Complaint], dict[str, Any]]] = {
    "answer": lambda it: {"may_send": it.answering == Answering.TEXT and it.route == Route.HEAD_OFFICE},
    "sort": lambda it: {"initial": {"category": it.category, "about": it.about}},
    "keep-from": lambda _it: {"units": units_to_choose()},
}


def _form(name: str, found: Complaint, data: Any = None) -> DeskForm:
    given = _GIVEN[name](found) if name in _GIVEN else {}
    return _STEPS[name][1](data, **given)


@page(needs=MAY_ANSWER)
def step(request: DeskRequest, complaint_id: uuid.UUID, name: str) -> HttpResponse:
    """One step with a complaint. Whoever it is kept from by that step is led to the register."""
    found = queries.complaint_for(request.actor, complaint_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("complaints:complaint", complaint_id)
    form = _form(name, found, request.POST)
    if form.is_valid():
        given = form.arguments() if hasattr(form, "arguments") else form.cleaned
        if form.carry_out(lambda: _STEPS[name][0].once(form.op_id)(request.actor, found, **given)) is not None:
            still = permits(request.actor, MAY_READ, one_of(Complaint.objects.filter(pk=complaint_id)))
            return redirect("complaints:complaint", complaint_id) if still else redirect("complaints:register")
        found = queries.complaint_for(request.actor, complaint_id)
    return _show(request, found, typed={name: form})


def _show(
    request: DeskRequest, found: Complaint, *, told: Any = None, typed: dict[str, DeskForm] | None = None
) -> HttpResponse:
    possible = {each.removeprefix("complaint.") for each in COMPLAINT.acts_from(found.state)}
    may = {name for name, (act, _form_of) in _STEPS.items() if act.name.removeprefix("complaint.") in possible}
    if not permits(request.actor, MAY_CLOSE, found):
        may.discard("close")
    due, tone = queries.clock_of(found)
    context = {
        "complaint": found,
        "told": told,
        "bars": queries.kept_from(found),
        "due": due,
        "tone": tone,
        "may": may,
        "needs_another": "close" in possible and "close" not in may,
        "forms": {name.replace("-", "_"): _form(name, found) for name in may}
        | {name.replace("-", "_"): form for name, form in (typed or {}).items()},
        "not_kept": [form for name, form in (typed or {}).items() if name not in may],
        "categories": labels.CATEGORIES,
        "parts": labels.ABOUT,
        "routes": labels.ROUTES,
        "channels": labels.CHANNELS,
        "states": labels.STATES,
        "answering": labels.ANSWERING,
        "hours": labels.HOURS,
        "passed_to": labels.PASSED_TO,
        "named_by": labels.NAMED_BY,
    }
    return render(request, "complaints/complaint.html", context, status=422 if typed else 200)
