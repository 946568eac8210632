"""The register of partners, and one partner with its names and agreements."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.partners import forms, labels, queries
from genderdesk.programme.partners.access import (
    MAY_AGREE,
    MAY_NAME_PARTNERS,
    MAY_SEE_PARTNERS,
    agreements_of,
)
from genderdesk.programme.partners.acts import draft_agreement, enter_partner, rename_partner
from genderdesk.programme.partners.models import Partner


@page(needs=MAY_SEE_PARTNERS)
def register(request: DeskRequest) -> HttpResponse:
    """The partners by name, the agreements of the institution, and the form for another partner."""
    may_name = permits(request.actor, MAY_NAME_PARTNERS)
    form = forms.EnterPartner(request.POST if may_name and request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = form.carry_out(lambda: enter_partner.once(form.op_id)(request.actor, **form.arguments()))
        if made is not None:
            return redirect("partners:partner", made.pk)
    today = timezone.localdate()
    search = forms.FilterPartners(request.GET)
    context = {
        "lines": queries.partner_lines(today, **search.chosen()),
        "agreements": queries.agreement_lines(agreements_of(request.actor), today),
        "search": search,
        "kinds": labels.PARTNER_KINDS,
        "agreement_kinds": labels.AGREEMENT_KINDS,
        "standings": labels.STANDINGS,
        "tones": labels.STANDING_TONES,
        "form": form,
        "may_name": may_name,
    }
    return render(request, "partners/register.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_PARTNERS)
def partner(request: DeskRequest, partner_id: uuid.UUID) -> HttpResponse:
    """One partner: what it was called when, and what is agreed with it."""
    return _show(request, queries.partner_for(partner_id))


@page(needs=MAY_NAME_PARTNERS)
def partner_step(request: DeskRequest, partner_id: uuid.UUID, name: str) -> HttpResponse:
    """Rename a partner, or begin an agreement with it."""
    found = queries.partner_for(partner_id)
    if name not in ("rename", "agree"):
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("partners:partner", partner_id)
    form = _forms(request, found, name)[name]
    if form.is_valid():
        if isinstance(form, forms.DraftAgreement):
            draft = form
            made = form.carry_out(
                lambda: draft_agreement.once(draft.op_id)(request.actor, partner=found, **draft.arguments())
            )
            if made is not None:
                return redirect("partners:agreement", made.pk)
        else:
            given = {"name": form.cleaned_data["name"], "since": form.cleaned_data["since"]}
            if form.carry_out(lambda: rename_partner.once(form.op_id)(request.actor, found, **given)) is not None:
                return redirect("partners:partner", partner_id)
    return _show(request, found, {name: form})


def _forms(request: DeskRequest, found: Partner, posted: str = "") -> dict[str, DeskForm]:
    data = {posted: request.POST} if posted else {}
    earlier = queries.agreements_to_renew(request.actor, found)
    return {
        "rename": forms.RenamePartner(data.get("rename")),
        "agree": forms.DraftAgreement(data.get("agree"), earlier=earlier),
    }


def _show(request: DeskRequest, found: Partner, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "partner": found,
        "name": queries.names_on(today, [found.pk]).get(found.pk, found.code),
        "names": found.names.order_by("-starts_on"),
        "agreements": queries.agreement_lines(agreements_of(request.actor).filter(partner=found), today),
        "kinds": labels.PARTNER_KINDS,
        "agreement_kinds": labels.AGREEMENT_KINDS,
        "standings": labels.STANDINGS,
        "tones": labels.STANDING_TONES,
        "forms": _forms(request, found) | (typed or {}),
        "may_name": permits(request.actor, MAY_NAME_PARTNERS),
        "may_agree": permits(request.actor, MAY_AGREE),
    }
    return render(request, "partners/partner.html", context, status=422 if typed else 200)
