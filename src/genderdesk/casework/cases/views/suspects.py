"""The suspects of a case: how many for all who work on it, the rest for few, who they are by a recorded look."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.cases import forms, labels, queries
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_SEE_SUSPECTS
from genderdesk.casework.cases.acts import add_suspect, change_suspect, move_suspect
from genderdesk.casework.cases.acts.suspects import read_words
from genderdesk.casework.cases.models import Case, Suspect
from genderdesk.casework.cases.queries import Match, OpenedSuspect
from genderdesk.casework.cases.rules import SuspectWords, custody_until
from genderdesk.casework.cases.views.words import frame
from genderdesk.casework.cases.vocabulary import CUSTODY, LookReason, may_follow
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import hides
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.organisation.institution.queries import units_to_choose


@page(needs=MAY_SEE_CASES)
def suspects(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Whom the file suspects. Sent with a reason, who they are too, and the look is recorded."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    may_open = permits(actor, MAY_SEE_SUSPECTS, found)
    look = forms.Look(request.POST or None)
    opened: dict[uuid.UUID, SuspectWords] = {}
    if request.method == "POST" and look.is_valid():
        opened = {each.suspect_id: each.words for each in queries.names_of_suspect(actor, found, reason=look.why())}
    rows = queries.suspects_of(found) if may_open else []
    files = queries.other_files(actor, found, [each.code for each in rows])
    context = {
        **frame(request, found),
        **_words(),
        "current": "suspects",
        "number": len(rows) if may_open else queries.number_of_suspects(found),
        "may_open": may_open,
        "rows": [(each, files.get(each.code), custody_until(each.arrested_at), opened.get(each.pk)) for each in rows],
        "opened": bool(opened),
        "look": look,
    }
    return render(request, "cases/suspects.html", context, status=422 if look.errors else 200)


@sensitive_post_parameters()
@page(needs=MAY_SEE_SUSPECTS)
def add(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Name a suspect. The register is searched first, which is recorded; who is there already is asked about."""
    actor = request.actor
    found = queries.case_for(actor, case_id)
    form = forms.NameSuspect(request.POST or None, units=units_to_choose())
    matches: list[Match] = []
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: add_suspect.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return _after(actor, case_id)
        if form.must_say_who:
            matches = form.carry_out(lambda: _look(actor, found, form.words())) or []
            form.ask_who(matches)
    shared = frame(request, found)
    context = {
        **shared,
        **_words(),
        "current": "suspects",
        "form": form,
        "matches": matches,
        "not_kept": [form] if form.errors and "suspect_add" not in shared["may"] else [],
    }
    return render(request, "cases/suspect_add.html", context, status=422 if form.errors else 200)


def _look(actor: Actor, case: Case, typed: SuspectWords) -> list[Match]:
    """The recorded search; the slow digests are worked out before it opens its transaction."""
    words = read_words(typed)
    if not (words.names or words.phone or words.identifier):
        return []
    phone, identifier = blind_index("phone", words.phone), blind_index("national_id", words.identifier)
    return queries.look_in_register(
        actor, case, names=words.names, phone_index=phone, identifier_index=identifier
    ).matches


def _after(actor: Actor, case_id: uuid.UUID) -> HttpResponse:
    """Back to the suspects; or, where naming this one has closed the file to the reader, to the page that says so."""
    case = queries.case_by_id(case_id)
    if case is None or hides(actor, case) or not permits(actor, MAY_SEE_CASES, case):
        return redirect("intake:gone")
    return redirect("cases:suspects", case_id)


@page(needs=MAY_SEE_SUSPECTS)
def suspect(request: DeskRequest, case_id: uuid.UUID, suspect_id: uuid.UUID) -> HttpResponse:
    """One suspect in codes. Sent with a reason, who it is too, ready to be changed; the look is recorded."""
    actor = request.actor
    found = queries.suspect_for(actor, case_id, suspect_id)
    look = forms.Look(request.POST or None)
    opened = None
    if request.method == "POST" and look.is_valid():
        opened = queries.names_of_suspect(actor, found.case, reason=look.why(), suspect_id=suspect_id)[0]
    return _show(request, found, look=look, opened=opened)


@sensitive_post_parameters()
@page(needs=MAY_SEE_SUSPECTS)
def change(request: DeskRequest, case_id: uuid.UUID, suspect_id: uuid.UUID) -> HttpResponse:
    """Keep what is known now."""
    actor = request.actor
    found = queries.suspect_for(actor, case_id, suspect_id)
    if request.method != "POST":
        return redirect("cases:suspect", case_id, suspect_id)
    form = forms.DescribeSuspect(request.POST, units=units_to_choose())
    if form.is_valid():
        done = form.carry_out_over(
            lambda: _kept(actor, case_id, suspect_id),
            lambda: change_suspect.once(form.op_id)(actor, found, **form.arguments()),
        )
        if done is not None:
            return _after(actor, case_id)
        found = queries.suspect_for(actor, case_id, suspect_id)
    return _show(request, found, made={"change": form})


def _kept(actor: Actor, case_id: uuid.UUID, suspect_id: uuid.UUID) -> dict[str, Any]:
    fresh = queries.suspect_for(actor, case_id, suspect_id)
    opened = queries.names_of_suspect(actor, fresh.case, reason=LookReason.CORRECTION, suspect_id=suspect_id)[0]
    return forms.DescribeSuspect.kept(fresh, opened.words)


@page(needs=MAY_SEE_SUSPECTS)
def move(request: DeskRequest, case_id: uuid.UUID, suspect_id: uuid.UUID) -> HttpResponse:
    """Keep how things stand: looked for, arrested, released."""
    actor = request.actor
    found = queries.suspect_for(actor, case_id, suspect_id)
    form = forms.MoveSuspect(request.POST or None, now=found.state)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: move_suspect.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("cases:suspect", case_id, suspect_id)
        found = queries.suspect_for(actor, case_id, suspect_id)
    return _show(request, found, made={"move": form})


def _show(
    request: DeskRequest,
    found: Suspect,
    *,
    made: dict[str, Any] | None = None,
    look: Any = None,
    opened: OpenedSuspect | None = None,
) -> HttpResponse:
    made = made or {}
    shown: dict[str, Any] = {"look": look or forms.Look(), "move": forms.MoveSuspect(now=found.state), "change": None}
    if opened is not None:
        initial = forms.DescribeSuspect.kept(found, opened.words)
        shown["change"] = forms.DescribeSuspect(units=units_to_choose(), initial=initial)
    shared = frame(request, found.case)
    is_open = "suspect_add" in shared["may"]
    context = {
        **shared,
        **_words(),
        "current": "suspects",
        "suspect": found,
        "files": queries.other_files(request.actor, found.case, [found.code]).get(found.code),
        "custody_until": custody_until(found.arrested_at),
        "forms": {**shown, **made},
        "opened": opened,
        "is_open": is_open,
        "moves": is_open and bool(may_follow(found.state)),
        "not_kept": [form for form in made.values() if form.errors and not is_open],
    }
    wrong = any(form is not None and form.errors for form in {**made, "look": shown["look"]}.values())
    return render(request, "cases/suspect.html", {**context, "wrong": wrong}, status=422 if wrong else 200)


def _words() -> dict[str, Any]:
    return {
        "roles": labels.SUSPECT_ROLES,
        "forces": labels.FORCES,
        "suspect_states": labels.SUSPECT_STATES,
        "suspect_tones": labels.SUSPECT_TONES,
        "relationships": labels.RELATIONSHIPS,
        "ages": labels.PERPETRATOR_AGES,
        "occupations": labels.OCCUPATIONS,
        "likenesses": labels.LIKENESSES,
        "custody_source": labels.CUSTODY_SOURCE % {"days": CUSTODY.days},
    }
