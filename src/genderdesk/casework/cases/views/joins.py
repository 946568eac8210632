"""Two files of one person: one person asks to join or to part them, another agrees or sends it back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_AGREE_JOIN, MAY_ASK_JOIN, MAY_SEE_CASES
from genderdesk.casework.cases.acts import (
    agree_join,
    ask_join,
    ask_parting,
    keep_joined,
    part_files,
    send_join_back,
)
from genderdesk.casework.cases.models import Case, CaseJoin
from genderdesk.casework.cases.views.words import frame
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


@page(needs=MAY_SEE_CASES)
def join(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """What was joined to this file or is asked to be, what it was joined to, and the form to ask for it."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.AskJoin(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _ask(actor, found, form)) is not None:
            return redirect("cases:join", found.pk)
    return _show(request, found, ask=form if form.is_bound else None)


def _ask(actor: Actor, into: Case, form: forms.AskJoin) -> CaseJoin:
    other = queries.case_by_number(actor, form.cleaned_data["number"])
    if other is None:
        raise Invalid(_("There is no such case for your desk. Check the number."), "number")
    return ask_join.once(form.op_id)(actor, other, **form.arguments(into))


# A step: its form, and the act with what it takes from the form. Each is done to the file that is, or is to be, a part.
_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "agree": (DeskForm, lambda actor, it, form: agree_join.once(form.op_id)(actor, it)),
    "send-back": (
        forms.Why,
        lambda actor, it, form: send_join_back.once(form.op_id)(actor, it, why=form.cleaned_data["why"]),
    ),
    "ask-parting": (
        forms.Why,
        lambda actor, it, form: ask_parting.once(form.op_id)(actor, it, why=form.cleaned_data["why"]),
    ),
    "part": (DeskForm, lambda actor, it, form: part_files.once(form.op_id)(actor, it)),
    "keep": (forms.Why, lambda actor, it, form: keep_joined.once(form.op_id)(actor, it, why=form.cleaned_data["why"])),
}


@page(needs=MAY_ASK_JOIN)
def step(request: DeskRequest, case_id: uuid.UUID, join_id: uuid.UUID, name: str) -> HttpResponse:
    """Agree, send back, ask to part the files again, part them or leave them joined."""
    actor = request.actor
    wanted = queries.join_for(actor, case_id, join_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    kind, act = _STEPS[name]
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: act(actor, wanted.case, form)) is not None:
            return redirect("cases:join", wanted.into_id)
    return _show(request, queries.case_for(actor, case_id), answered=form if form.is_bound else None)


def _show(
    request: DeskRequest, found: Case, *, ask: DeskForm | None = None, answered: DeskForm | None = None
) -> HttpResponse:
    actor = request.actor
    shared = frame(request, found)
    own = queries.join_of(actor, found)
    here = queries.joins_here(actor, found) if found.joined_to is None else []
    asked = {each.case_id for each in here}
    alike = [each for each in queries.alike(actor, found) if each.case.pk not in asked]
    first = {"number": alike[0].case.number} if len(alike) == 1 else {}
    context = {
        **shared,
        "current": "overview",
        "not_kept": [answered] if answered is not None and answered.errors else [],
        "own": _line(actor, own, found) if own is not None else None,
        "here": [_line(actor, each, each.case) for each in here],
        "alike": alike,
        "ask": ask or forms.AskJoin(initial=first),
        "may_ask": permits(actor, MAY_ASK_JOIN, found) and "join_ask" in shared["may"] and found.state != "closed",
        "join_reasons": labels.JOIN_REASONS,
        "sameness": labels.SAMENESS,
    }
    wrong = any(form is not None and form.errors for form in (ask, answered))
    return render(request, "cases/join.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _line(actor: Actor, join: CaseJoin, part: Case) -> dict[str, Any]:
    """One join with what was written beside it, and what the reader can do about it."""
    waits = join.waits or join.parting_waits
    asker = queries.is_asker(actor, join)
    decides = waits and not asker and all(permits(actor, MAY_AGREE_JOIN, each) for each in (part, join.into))
    return {
        "join": join,
        "part": part,
        "words": queries.words_of_joins(actor, part, joins=[join.pk])[join.pk] if waits else None,
        "decides": decides,
        "backs": waits and (asker or decides),
        "asks_parting": join.agreed_at is not None and not waits and permits(actor, MAY_ASK_JOIN, part),
        "once": DeskForm(auto_id=f"once-{join.pk}-%s"),
        "why": forms.Why(auto_id=f"why-{join.pk}-%s"),
    }
