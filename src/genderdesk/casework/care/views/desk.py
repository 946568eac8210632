"""The desk's side: a case's referrals, one referral, the directory."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.care import forms, labels, queries
from genderdesk.casework.care.access import MAY_COUNSEL, MAY_REFER
from genderdesk.casework.care.acts import (
    appoint_referral,
    arrange_way,
    attend_referral,
    close_referral,
    conclude_referral,
    consent_to_referral,
    make_link,
    miss_referral,
    note_on_referral,
    propose_referral,
    refuse_referral,
    revoke_referral,
    send_referral,
    withdraw_link,
)
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.vocabulary import OPEN, REFERRAL, WITH_PROVIDER, Service, Urgency
from genderdesk.casework.cases.queries import case_for, live_consent_for
from genderdesk.groundwork.platform import panels
from genderdesk.groundwork.platform.forms import ANSWER_LABELS, DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page


def words() -> dict[str, Any]:
    """Labels for coded values, for the templates."""
    return {
        "states": labels.STATES,
        "services": labels.SERVICES,
        "urgencies": labels.URGENCIES,
        "reasons": labels.DECLINE_REASONS,
        "received_labels": labels.RECEIVED,
        "outcomes": labels.OUTCOMES,
        "ways": labels.SENT_VIA,
        "answers": ANSWER_LABELS,
        "kinds": labels.PROVIDER_KINDS,
    }


@page(needs=MAY_REFER)
def case_referrals(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """All referrals of a case, and the way to a new one."""
    case = case_for(request.actor, case_id)
    context = {
        "case": case,
        "referrals": queries.referrals_of_case(case),
        "tabs": panels.panels_for("case", request, case=case),
        **panels.case_head(request, case),
        **words(),
    }
    return render(request, "care/case_referrals.html", context)


@page(needs=MAY_REFER)
def propose(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Propose a service and a provider."""
    actor = request.actor
    case = case_for(actor, case_id)
    search = forms.Search(request.GET)
    found = queries.search(search.wanted(), near=case.district_id or "")
    form = forms.Propose(request.POST or None, providers=found, initial={"service": request.GET.get("service", "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        referral = form.carry_out(
            lambda: propose_referral.once(form.op_id)(
                actor,
                case,
                provider=data["provider"],
                service=Service(data["service"]),
                urgency=Urgency(data["urgency"]),
                transport_arranged=data["transport_arranged"],
                escort_arranged=data["escort_arranged"],
            )
        )
        if referral is not None:
            return redirect("care:referral", referral.pk)
    context = {
        "case": case,
        "flags": panels.panels_for("case_flags", request, case=case),
        "form": form,
        "search": search,
        "searched": bool(request.GET),
        "found": len(found),
    }
    return render(request, "care/propose.html", context, status=422 if form.errors else 200)


@page(needs=MAY_REFER)
def referral(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """One referral: where it stands, what the desk can do next."""
    return _show(request, queries.referral_for_staff(request.actor, referral_id))


@page(needs=MAY_REFER)
def link(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The address and the code for a provider without an account, made, shown and ended here."""
    actor = request.actor
    found = queries.referral_for_staff(actor, referral_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = withdraw_link if "end" in request.POST else make_link
        if form.carry_out(lambda: call.once(form.op_id)(actor, found)) is not None:
            return redirect("care:link", found.pk)
    handed = queries.link_of(actor, found) if queries.links_of(found)[0] else None
    address = reverse("care:handed", args=[handed.link.pk, handed.token]) if handed else ""
    context = {
        "referral": found,
        "handed": handed,
        "address": request.build_absolute_uri(address) if address else "",
        "form": form,
        "end": DeskForm(auto_id="end_%s"),
        "may_link": found.state in WITH_PROVIDER,
    }
    return render(request, "care/link.html", context, status=422 if form.errors else 200)


# A step of the desk: its form, and the act with what it takes from the form.
_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "consent": (DeskForm, lambda actor, it, form: consent_to_referral.once(form.op_id)(actor, it)),
    "send": (DeskForm, lambda actor, it, form: send_referral.once(form.op_id)(actor, it)),
    "refuse": (
        forms.Refuse,
        lambda actor, it, form: refuse_referral.once(form.op_id)(actor, it, reason=form.cleaned_data["reason"]),
    ),
    "arrange": (
        forms.Arrange,
        lambda actor, it, form: arrange_way.once(form.op_id)(
            actor, it, transport=form.cleaned_data["transport"], escort=form.cleaned_data["escort"]
        ),
    ),
    "revoke": (DeskForm, lambda actor, it, form: revoke_referral.once(form.op_id)(actor, it)),
    "appoint": (
        forms.Appoint,
        lambda actor, it, form: appoint_referral.once(form.op_id)(actor, it, appointment_at=form.appointment_at()),
    ),
    "attend": (
        forms.Attend,
        lambda actor, it, form: attend_referral.once(form.op_id)(
            actor, it, received=form.services(), came_at=form.came_at()
        ),
    ),
    "miss": (DeskForm, lambda actor, it, form: miss_referral.once(form.op_id)(actor, it)),
    "conclude": (
        forms.Conclude,
        lambda actor, it, form: conclude_referral.once(form.op_id)(
            actor, it, outcome=form.cleaned_data["outcome"], nights=form.cleaned_data["nights"]
        ),
    ),
    "close": (
        forms.Close,
        lambda actor, it, form: close_referral.once(form.op_id)(
            actor,
            it,
            rating=int(form.cleaned_data["rating"]) if form.cleaned_data["rating"] else None,
            feedback=form.cleaned_data["feedback"],
        ),
    ),
    "note": (
        forms.Note,
        lambda actor, it, form: note_on_referral.once(form.op_id)(actor, it, text=form.cleaned_data["text"]),
    ),
}


@page(needs=MAY_REFER)
def step(request: DeskRequest, referral_id: uuid.UUID, name: str) -> HttpResponse:
    """Carry out one step of the desk on a referral."""
    actor = request.actor
    found = queries.referral_for_staff(actor, referral_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form_type, call = _STEPS[name]
    form = form_type(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(lambda: call(actor, found, form)) is not None:
        return redirect("care:referral", found.pk)
    return _show(request, found, {name: form} if form.is_bound else {})


def _known(step: str, found: Referral) -> dict[str, Any]:
    """What a form of this step stands with at first."""
    if step == "arrange":
        return {"transport": found.transport_arranged, "escort": found.escort_arranged}
    return {}


def _show(request: DeskRequest, found: Referral, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    actor = request.actor
    typed = typed or {}
    may = {act.removeprefix("referral.") for act in REFERRAL.acts_from(found.state)}
    may |= {"arrange"} if found.state in OPEN else set()
    context = {
        "referral": found,
        **panels.case_head(request, found.case),
        "may": may,
        "not_kept": [form for name, form in typed.items() if form.errors and name not in (may | {"note"})],
        "forms": {
            name: typed.get(name) or form_type(auto_id=f"{name}_%s", initial=_known(name, found))
            for name, (form_type, _) in _STEPS.items()
        },
        "feedback": queries.feedback_on(actor, found) if found.feedback else "",
        "consent": live_consent_for(found.case, found.provider_id, purpose="referral") if "consent" in may else None,
        "notes": queries.notes_for_staff(actor, found) if found.sent_at else [],
        "links": queries.links_of(found),
        "may_link": found.state in WITH_PROVIDER,
        "may_tell": found.state in WITH_PROVIDER and permits(actor, MAY_COUNSEL, found),
        "overdue": queries.is_overdue(found),
        "received": [labels.RECEIVED.get(each, each) for each in found.services_received],
        "slip": DeskForm(auto_id="slip_%s"),
        "case_url": reverse("care:case_referrals", args=[found.case_id]),
        **words(),
    }
    wrong = any(form.errors for form in typed.values())
    return render(request, "care/referral.html", {**context, "wrong": wrong}, status=422 if wrong else 200)
