"""The counsellor's pages: the people, one counselling with its sessions, groups and supervision. For oneself alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care import forms, labels, queries
from genderdesk.casework.care.access import IS_COUNSELLOR, MAY_COUNSEL
from genderdesk.casework.care.acts import (
    ask_supervision,
    begin_counselling,
    call_off_session,
    end_counselling,
    hold_session,
    keep_group,
    keep_supervision,
    miss_session,
    move_session,
    note_on_session,
    plan_session,
    review_plan,
    supervise_session,
    tell_of_counselling,
)
from genderdesk.casework.care.models import CounsellingSession
from genderdesk.casework.care.vocabulary import PLANNED, SESSION, WITH_PROVIDER, SessionKind
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import case_for, reach_survivor
from genderdesk.casework.intake.queries import Verdict, reach_words
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


def words() -> dict[str, Any]:
    """Labels for coded values, for the templates."""
    return {
        "kinds": labels.SESSION_KINDS,
        "places": labels.SESSION_PLACES,
        "states": labels.SESSION_STATES,
        "themes": labels.THEMES,
    }


@page(needs=IS_COUNSELLOR)
def people(request: DeskRequest) -> HttpResponse:
    """Whom the counsellor accompanies, and the appointments of the coming week."""
    actor = request.actor
    context = {
        "appointments": queries.appointments(actor, within_hours=7 * 24)[:50],
        "page": page_by_key(queries.my_people(actor), request, key="began_at"),
        **words(),
    }
    return render(request, "care/people.html", context)


@page(needs=MAY_COUNSEL)
def of_case(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The counselling tab of a case: the own one, or the way to begin it."""
    actor = request.actor
    case = case_for(actor, case_id)
    begin = DeskForm(request.POST or None)
    if request.method == "POST" and begin.is_valid():
        made = begin.carry_out(lambda: begin_counselling.once(begin.op_id)(actor, case))
        if made is not None:
            return redirect("care:of_case", case.pk)
    return _show(request, case, begin=begin)


# A step of a counselling: its form, and the act with what it takes from the form.
_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "plan": (
        forms.PlanSession,
        lambda actor, it, form: plan_session.once(form.op_id)(actor, it, **form.arguments()),
    ),
    "review": (
        forms.ReviewPlan,
        lambda actor, it, form: review_plan.once(form.op_id)(
            actor, it, reviewed_on=form.cleaned_data["reviewed_on"], review_on=form.cleaned_data["review_on"]
        ),
    ),
    "end": (DeskForm, lambda actor, it, form: end_counselling.once(form.op_id)(actor, it)),
}


@page(needs=MAY_COUNSEL)
def step(request: DeskRequest, counselling_id: uuid.UUID, name: str) -> HttpResponse:
    """Plan an appointment, note a look at the safety plan, or end the counselling."""
    actor = request.actor
    found = queries.counselling_for(actor, counselling_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form_type, call = _STEPS[name]
    form = form_type(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(lambda: call(actor, found, form)) is not None:
        return redirect("care:of_case", found.case_id)
    return _show(request, case_for(actor, found.case_id), {name: form} if form.is_bound else {})


def _show(
    request: DeskRequest,
    case: Case,
    typed: dict[str, DeskForm] | None = None,
    *,
    begin: DeskForm | None = None,
) -> HttpResponse:
    typed = typed or {}
    found = queries.counselling_of(request.actor, case)
    own = next((each for each in found if each.ended_at is None), None)
    context = {
        "case": case,
        "own": own,
        "earlier": [each for each in found if each is not own],
        "begin": begin or DeskForm(),
        "forms": {name: typed.get(name) or form_type(auto_id=f"{name}_%s") for name, (form_type, _c) in _STEPS.items()},
        "tabs": panels.panels_for("case", request, case=case),
        **panels.case_head(request, case),
        **words(),
    }
    wrong = any(form.errors for form in typed.values()) or bool(begin and begin.is_bound and begin.errors)
    return render(request, "care/counselling.html", context, status=422 if wrong else 200)


# A step of a session.
_OF_SESSION: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "hold": (
        forms.HoldSession,
        lambda actor, it, form: hold_session.once(form.op_id)(actor, it, **form.arguments()),
    ),
    "move": (
        forms.MoveSession,
        lambda actor, it, form: move_session.once(form.op_id)(
            actor, it, due_at=form.due_at(), tell=form.cleaned_data.get("tell", False)
        ),
    ),
    "miss": (DeskForm, lambda actor, it, form: miss_session.once(form.op_id)(actor, it)),
    "call_off": (DeskForm, lambda actor, it, form: call_off_session.once(form.op_id)(actor, it)),
    "note": (
        forms.OwnNote,
        lambda actor, it, form: note_on_session.once(form.op_id)(actor, it, text=form.cleaned_data["text"]),
    ),
    "supervise": (DeskForm, lambda actor, it, form: supervise_session.once(form.op_id)(actor, it)),
}


@page(needs=MAY_COUNSEL)
def session(request: DeskRequest, session_id: uuid.UUID) -> HttpResponse:
    """One session: what became of it, and the counsellor's own notes."""
    return _show_session(request, queries.session_for(request.actor, session_id))


@page(needs=MAY_COUNSEL)
def session_step(request: DeskRequest, session_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry out one step of a session."""
    actor = request.actor
    found = queries.session_for(actor, session_id)
    if name not in _OF_SESSION:
        raise Missing(_("There is no such step."))
    form, call = _form(name, found, request.POST or None), _OF_SESSION[name][1]
    if request.method == "POST" and form.is_valid() and form.carry_out(lambda: call(actor, found, form)) is not None:
        return redirect("care:session", found.pk)
    return _show_session(request, queries.session_for(actor, session_id), {name: form} if form.is_bound else {})


def _form(name: str, found: CounsellingSession, data: Any = None) -> DeskForm:
    more: dict[str, Any] = {"family": found.kind == SessionKind.FAMILY} if name == "hold" else {}
    if name == "move":
        # What the gate refuses when it is sent is said beside the field, which must be there for that.
        more = {"may_text": bool(data and data.get("tell")) or not _text_reach(found.counselling.case).refused}
    return _OF_SESSION[name][0](data, auto_id=f"{name}_%s", **more)


def _text_reach(case: Case) -> Verdict:
    return reach_survivor(case, ContactWay.SMS)


def _show_session(
    request: DeskRequest, found: CounsellingSession, typed: dict[str, DeskForm] | None = None
) -> HttpResponse:
    typed = typed or {}
    may = {act.removeprefix("session.") for act in SESSION.acts_from(found.state)}
    notes = queries.own_notes(request.actor, found.counselling) if found.state != PLANNED else []
    context = {
        "session": found,
        "case": found.counselling.case,
        **panels.case_head(request, found.counselling.case),
        "may": may,
        "not_kept": [form for name, form in typed.items() if form.errors and name not in may],
        "forms": {name: typed.get(name) or _form(name, found) for name in may},
        "text_words": reach_words(_text_reach(found.counselling.case)) if "move" in may else "",
        "notes": None if notes is None else [each for each in notes if each.session_id == found.pk],
        **words(),
    }
    wrong = any(form.errors for form in typed.values())
    return render(request, "care/session.html", context, status=422 if wrong else 200)


@page(needs=IS_COUNSELLOR)
def groups(request: DeskRequest) -> HttpResponse:
    """Groups by count, and the form for the next one."""
    actor = request.actor
    form = forms.KeepGroup(request.POST or None, initial={"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: keep_group.once(form.op_id)(actor, **form.arguments())) is not None:
            return redirect("care:groups")
    context = {"form": form, "page": page_by_key(queries.groups_of(actor), request, key="held_on"), **words()}
    return render(request, "care/groups.html", context, status=422 if form.errors else 200)


@page(needs=IS_COUNSELLOR)
def supervision(request: DeskRequest) -> HttpResponse:
    """The own supervision: ask for it, and keep that it took place."""
    actor = request.actor
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: ask_supervision.once(form.op_id)(actor)) is not None:
            return redirect("care:supervision")
    return _show_supervision(request, form)


@page(needs=IS_COUNSELLOR)
def supervised(request: DeskRequest, supervision_id: uuid.UUID) -> HttpResponse:
    """Keep that a supervision took place."""
    actor = request.actor
    found = queries.supervision_for(actor, supervision_id)
    form = forms.KeepSupervision(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kept = keep_supervision.once(form.op_id)
        done = form.carry_out(lambda: kept(actor, found, held_on=data["held_on"], minutes=data["minutes"]))
        if done is not None:
            return redirect("care:supervision")
    return _show_supervision(request, DeskForm(), form if form.is_bound else None)


def _show_supervision(request: DeskRequest, ask: DeskForm, kept: DeskForm | None = None) -> HttpResponse:
    found = queries.supervision_of(request.actor)
    context = {
        "found": found,
        "waiting": next((each for each in found if each.held_on is None), None),
        "ask": ask,
        "keep": kept or forms.KeepSupervision(initial={"held_on": timezone.localdate()}),
    }
    wrong = bool(ask.is_bound and ask.errors) or bool(kept and kept.errors)
    return render(request, "care/supervision.html", context, status=422 if wrong else 200)


@page(needs=MAY_COUNSEL)
def telling(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """A summary of the counselling for the provider of one referral, under the survivor's consent."""
    actor = request.actor
    found = queries.referral_for_staff(actor, referral_id)
    if not permits(actor, MAY_COUNSEL, found):
        raise Missing(_("There is no such referral for your desk."))
    form = forms.TellOfCounselling(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = tell_of_counselling.once(form.op_id)
        if form.carry_out(lambda: told(actor, found, text=form.cleaned_data["text"])) is not None:
            return redirect("care:telling", found.pk)
    context = {
        "referral": found,
        "form": form,
        "told": queries.told_by_counsellor(actor, found),
        "may_tell": found.state in WITH_PROVIDER,
    }
    return render(request, "care/telling.html", context, status=422 if form.errors else 200)
