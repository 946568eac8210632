"""The decisions register: its list, a proposal with its actions, several approved at once, and how long they wait."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.acts import registry
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.organisation.institution.labels import AUTHORITY_LABELS
from genderdesk.programme.guidance import acts, exporters, forms, labels, queries
from genderdesk.programme.guidance.access import IS_STAFF, MAY_PROPOSE, MAY_SEE_AGEING, proposals_for
from genderdesk.programme.guidance.models import ActionItem, Proposal
from genderdesk.programme.guidance.views.tabs import registers
from genderdesk.programme.guidance.vocabulary.decisions import (
    ACTION,
    APPROVED,
    IMPLEMENTED,
    LATE_AFTER_DAYS,
    PROPOSAL,
    UNDECIDED,
)

_MOST_DAYS = 3650


@page(needs=IS_STAFF)
def decisions(request: DeskRequest) -> HttpResponse:
    """The register, the newest first; what waits for the reader's decision stands above it."""
    actor = request.actor
    show = request.GET.get("show", "")
    found = proposals_for(actor).select_related("desk", "to_post")
    if show == "undecided":
        found = found.filter(state__in=UNDECIDED)
    elif show == "mine":
        found = found.filter(made_by=actor.id)
    waiting = [each for each in queries.waiting_for_decision(actor) if permits(actor, acts.decide_proposal.needs, each)]
    waiting = [each for each in waiting if not is_same_person(actor, each.made_by, each.made_officer)]
    form = forms.ApproveSeveral(request.POST or None, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        chosen = [uuid.UUID(each) for each in form.cleaned_data["proposals"]]
        if form.carry_out(lambda: acts.approve_proposals.once(form.op_id)(actor, proposals=chosen)) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:decisions")
    context = {
        "page": page_by_key(found, request, key="made_at"),
        "show": show,
        "waiting": waiting,
        "form": form,
        "may_propose": permits(actor, MAY_PROPOSE),
        "may_see_ageing": permits(actor, MAY_SEE_AGEING),
        "tabs": registers(),
        **_words(),
    }
    return render(request, "guidance/decisions.html", context, status=422 if form.errors else 200)


@page(needs=MAY_PROPOSE)
def propose(request: DeskRequest) -> HttpResponse:
    """Ask for something that the own desk cannot decide."""
    actor = request.actor
    asked = queries.institutions_to_ask(actor)
    form = forms.Propose(request.POST or None, institutions=asked, initial={"source": "desk"})
    if request.method == "POST" and form.is_valid():
        made = form.carry_out(lambda: acts.propose.once(form.op_id)(actor, **form.arguments()))
        if made is not None:
            return redirect("guidance:proposal", made.pk)
    return render(request, "guidance/propose.html", {"form": form}, status=422 if form.errors else 200)


@page(needs=IS_STAFF)
def proposal(request: DeskRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """A proposal: what is asked, what was decided, what was done."""
    return _show(request, queries.proposal_for(request.actor, proposal_id))


def _decide(actor: Actor, found: Proposal, form: forms.Decide) -> Proposal:
    return acts.decide_proposal.once(form.op_id)(actor, found, decision=acts.Decision(**form.arguments()))


_STEPS: dict[str, Callable[..., Any]] = {
    "screen": lambda actor, it, form: acts.screen_proposal.once(form.op_id)(actor, it),
    "submit": lambda actor, it, form: acts.submit_proposal.once(form.op_id)(
        actor, it, to_post=form.cleaned_data["to_post"]
    ),
    "take_back": lambda actor, it, form: acts.take_back_proposal.once(form.op_id)(actor, it),
    "decide": _decide,
    "act": lambda actor, it, form: acts.act_on_proposal.once(form.op_id)(actor, it, **form.arguments()),
    "close": lambda actor, it, form: acts.close_proposal.once(form.op_id)(actor, it),
}


def _may(actor: Actor, found: Proposal) -> set[str]:
    may = {
        name.split(".")[1] for name in PROPOSAL.acts_from(found.state) if permits(actor, registry[name].needs, found)
    }
    if is_same_person(actor, found.made_by, found.made_officer):
        may -= {"decide"}
    if found.state in (APPROVED, IMPLEMENTED) and permits(actor, acts.act_on_proposal.needs, found):
        may |= {"act"}
    return may & set(_STEPS)


def _forms(found: Proposal, may: set[str], data: Any = None) -> dict[str, DeskForm]:
    return {
        "submit": forms.SubmitProposal(data, posts=queries.authorities_for(found) if "submit" in may else []),
        "act": forms.AddAction(data, posts=queries.owner_posts(found.addressed_id) if "act" in may else []),
        "decide": forms.Decide(data),
        **{name: DeskForm(data, auto_id=f"{name}-%s") for name in ("screen", "take_back", "close")},
    }


@page(needs=IS_STAFF)
def step(request: DeskRequest, proposal_id: uuid.UUID, name: str) -> HttpResponse:
    """One step of a proposal."""
    actor = request.actor
    found = queries.proposal_for(actor, proposal_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form = _forms(found, {name}, request.POST or None)[name]
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: _STEPS[name](actor, found, form)) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:proposal", found.pk)
        found = queries.proposal_for(actor, proposal_id)
    return _show(request, found, typed={name: form} if form.is_bound else {})


def _show(request: DeskRequest, found: Proposal, *, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    actor = request.actor
    may = _may(actor, found)
    context = {
        "proposal": found,
        "may": may,
        "forms": {**_forms(found, may), **(typed or {})},
        "not_kept": [form for name, form in (typed or {}).items() if form.errors and name not in may],
        "actions": queries.action_lines(actor, found.actions.all()),
        **_words(),
    }
    wrong = any(form.errors for form in (typed or {}).values())
    return render(request, "guidance/proposal.html", context, status=422 if wrong else 200)


# What becomes of an action.


_ACTION_STEPS: dict[str, Callable[..., Any]] = {
    "implement": lambda actor, it, form: acts.implement_action.once(form.op_id)(
        actor, it, note=form.cleaned_data["note"]
    ),
    "verify": lambda actor, it, form: acts.verify_action.once(form.op_id)(actor, it),
    "send_back": lambda actor, it, form: acts.send_back_action.once(form.op_id)(
        actor, it, note=form.cleaned_data["note"]
    ),
    "drop": lambda actor, it, form: acts.drop_action.once(form.op_id)(actor, it, note=form.cleaned_data["note"]),
}


def _action_forms(data: Any = None) -> dict[str, DeskForm]:
    return {
        "implement": forms.SayDone(data),
        "verify": DeskForm(data, auto_id="verify-%s"),
        "send_back": forms.SendBack(data),
        "drop": forms.SendBack(data, auto_id="drop-%s"),
    }


def _action_may(actor: Actor, found: ActionItem) -> set[str]:
    may = {name.split(".")[1] for name in ACTION.acts_from(found.state) if permits(actor, registry[name].needs, found)}
    same = is_same_person(actor, found.implemented_by, found.implemented_officer)
    return may - {"verify", "send_back"} if same else may


@page(needs=IS_STAFF)
def action(request: DeskRequest, action_id: uuid.UUID, name: str = "") -> HttpResponse:
    """One action: what is to be done, and each step of it."""
    actor = request.actor
    found = queries.action_for(actor, action_id)
    if name and name not in _ACTION_STEPS:
        raise Missing(_("There is no such step."))
    typed = {name: _action_forms(request.POST or None)[name]} if name else {}
    if name and request.method == "POST" and typed[name].is_valid():
        if typed[name].carry_out(lambda: _ACTION_STEPS[name](actor, found, typed[name])) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:action", found.pk)
        found = queries.action_for(actor, action_id)
    may = _action_may(actor, found)
    wrong = any(form.errors for form in typed.values())
    context = {
        "action": found,
        "late": found.state == "open" and found.due_on < timezone.localdate(),
        "above": _above(found),
        "may": may,
        "forms": {**_action_forms(), **typed},
        "not_kept": [form for each, form in typed.items() if form.errors and each not in may],
        **_words(),
    }
    return render(request, "guidance/action.html", context, status=422 if wrong else 200)


def _above(found: ActionItem) -> tuple[str, str]:
    """The address and the name of what the action belongs to."""
    if found.plan is not None:
        return reverse("guidance:plan", args=[found.plan_id]), found.plan.title
    assert found.proposal is not None, "an action is of a proposal or of a plan"
    return reverse("guidance:proposal", args=[found.proposal_id]), found.proposal.title


# How long they wait


def _days(request: DeskRequest) -> int:
    given = request.GET.get("days", "")
    return min(int(given), _MOST_DAYS) if given.isascii() and given.isdigit() and len(given) < 6 else LATE_AFTER_DAYS


@page(needs=MAY_SEE_AGEING)
def ageing(request: DeskRequest) -> HttpResponse:
    """Proposals without a decision, by age and authority, and each that has waited for more than so many days."""
    today, days = timezone.localdate(), _days(request)
    context = {
        "rows": queries.ageing_rows(request.actor, today),
        "bands": labels.age_band_words(),
        "days": days,
        "late": queries.undecided(request.actor, days, today),
        **_words(),
    }
    return render(request, "guidance/ageing.html", context)


@page(needs=MAY_SEE_AGEING)
def ageing_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The same proposals as a file."""
    today, days = timezone.localdate(), _days(request)
    waiting = queries.undecided(request.actor, days, today)
    return csv_file(exporters.ageing_csv(waiting), f"proposals-without-decision-{today:%Y-%m-%d}.csv")


def _words() -> dict[str, Any]:
    return {
        "states": labels.PROPOSAL_STATES,
        "tones": labels.PROPOSAL_TONES,
        "sources": labels.SOURCES,
        "subjects": AUTHORITY_LABELS,
        "outcomes": labels.OUTCOMES,
        "action_states": labels.ACTION_STATES,
        "action_tones": labels.ACTION_TONES,
    }
