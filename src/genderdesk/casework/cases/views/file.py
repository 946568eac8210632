"""The overview of a case: clocks, timeline, notes, hands; and the recorded look at what was told."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import (
    MAY_ASK_JOIN,
    MAY_ASSIGN,
    MAY_REOPEN,
    MAY_SEE_CASES,
    MAY_TRANSFER,
    MAY_WORK_ON,
    has_in_hand,
)
from genderdesk.casework.cases.acts import (
    answer_care,
    assign_case,
    hand_over,
    note_on_case,
    reopen_case,
    serve,
)
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import Account
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import ENDED, DeskService
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def case(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The overview. Sent with a reason, it also shows the account and the notes, and the look is recorded."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    look = forms.Look(request.POST or None)
    opened = None
    if request.method == "POST" and look.is_valid():
        opened = queries.account_of(actor, found, reason=look.why())
    return _show(request, found, look=look, opened=opened)


# A step: its form, and the act with what it takes from the form.
_STEPS: dict[str, Callable[..., Any]] = {
    "note": lambda actor, it, form: note_on_case.once(form.op_id)(actor, it, text=form.cleaned_data["text"]),
    "hand_over": lambda actor, it, form: hand_over.once(form.op_id)(
        actor, it, version=form.cleaned_data["version"], officer=form.cleaned_data["officer"]
    ),
    "serve": lambda actor, it, form: serve.once(form.op_id)(
        actor, it, service=DeskService(form.cleaned_data["service"])
    ),
    "assign": lambda actor, it, form: assign_case.once(form.op_id)(
        actor, it, version=form.cleaned_data["version"], officer=form.cleaned_data["officer"]
    ),
    "care": lambda actor, it, form: answer_care.once(form.op_id)(actor, it, **form.arguments()),
    "reopen": lambda actor, it, form: reopen_case.once(form.op_id)(actor, it, **form.arguments()),
}


# The act of a step whose name is not its own.
_ACTS_OF = {"care": "care_answer"}


@page(needs=MAY_WORK_ON)
def step(request: DeskRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Keep a note, a service of the desk, a change of hands, or open the case again."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form = _forms(found, request.POST or None)[name]
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _STEPS[name](actor, found, form)) is not None:
            return redirect("cases:case", found.pk)
        found = queries.case_for(actor, case_id)
    return _show(request, found, typed={name: form} if form.is_bound else {})


def _forms(found: Case, data: Any = None) -> dict[str, DeskForm]:
    return {
        "note": forms.Note(data),
        "hand_over": forms.Assign(data, officers=queries.counsellors_for(found), initial={"version": found.version}),
        "serve": forms.Serve(data),
        "assign": forms.Assign(data, officers=queries.officers_for(found), initial={"version": found.version}),
        "care": forms.AnswerCare(data),
        "reopen": forms.Reopen(data),
    }


def _show(
    request: DeskRequest,
    found: Case,
    *,
    look: DeskForm | None = None,
    opened: Account | None = None,
    typed: dict[str, DeskForm] | None = None,
) -> HttpResponse:
    actor = request.actor
    notes = opened.notes if opened else {}
    timeline = [
        {
            "heading": labels.event_words(line.kind, line.ref),
            "line": line,
            "note": notes.get(line.id, ""),
            "tone": labels.EVENT_TONES.get(line.kind, ""),
        }
        for line in queries.timeline_of(actor, found)
    ]
    shared = frame(request, found)
    context = {
        **shared,
        "current": "overview",
        "not_kept": [
            form
            for name, form in (typed or {}).items()
            if form.errors and _ACTS_OF.get(name, f"case_{name}") not in shared["may"]
        ],
        "clock_actions": panels.panels_for("case_clocks", request, case=found) if found.state not in ENDED else [],
        "steps": panels.panels_for("case_step", request, case=found) if found.state not in ENDED else [],
        "past_looks": panels.panels_for("case_looks", request, case=found),
        "timeline": timeline,
        "look": look or forms.Look(),
        "opened": opened,
        "forms": {**_forms(found), **(typed or {})},
        "may_assign": permits(actor, MAY_ASSIGN, found),
        "may_reopen": permits(actor, MAY_REOPEN, found),
        "may_transfer": permits(actor, MAY_TRANSFER, found),
        "may_join": permits(actor, MAY_ASK_JOIN, found),
        "parts": queries.joined_files(actor, found),
        "alike": queries.alike(actor, found) if has_in_hand(actor, found) else [],
    }
    wrong = (look is not None and look.errors) or any(form.errors for form in (typed or {}).values())
    return render(request, "cases/case.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
