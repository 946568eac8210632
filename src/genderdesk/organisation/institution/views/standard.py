"""What desks must have, and the next version of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import MAY_LAY_DOWN, MAY_SEE_READINESS, measured_to
from genderdesk.organisation.institution.acts import lay_down_standard, price_line
from genderdesk.organisation.institution.labels import DEMAND_LABELS, DOMAIN_LABELS
from genderdesk.organisation.institution.models import DeskStandard, StandardLine
from genderdesk.organisation.institution.rules.readiness import Asked
from genderdesk.organisation.institution.views.one_form import one_form
from genderdesk.organisation.institution.views.readiness import own_words, words_of
from genderdesk.organisation.institution.vocabulary.readiness import BOUGHT, DEFAULT_STANDARD, Demand, Domain, Method


@page(needs=MAY_SEE_READINESS)
def standard(request: DeskRequest) -> HttpResponse:
    """What desks must have, and the form that lays down the next version."""
    institution = measured_to(request.actor).order_by("code").first()
    if institution is None:
        raise Missing(_("There is no institution whose standard you may see."))
    found = queries.standards_on([institution.pk], timezone.localdate()).get(institution.pk)
    may = permits(request.actor, MAY_LAY_DOWN, institution)
    form = _standard_form(request, found) if may else None
    if form is not None and form.is_bound and form.is_valid():
        laid: forms.LayDownStandard = form
        if form.carry_out(lambda: lay_down_standard.once(laid.op_id)(request.actor, institution, **laid.arguments())):
            return redirect("institution:standard")
    own = own_words(found)
    prices = queries.prices_on([institution.pk], timezone.localdate()).get(institution.pk, {})
    context = {
        "institution": institution,
        "standard": found,
        "domains": _asked_by_domain(found, own, prices),
        "demands": DEMAND_LABELS,
        "form": form,
    }
    return render(
        request, "institution/standard.html", context, status=422 if form is not None and form.errors else 200
    )


@page(needs=MAY_LAY_DOWN)
def price(request: DeskRequest) -> HttpResponse:
    """Say what one piece of a line costs."""
    institution = measured_to(request.actor).order_by("code").first()
    if institution is None:
        raise Missing(_("There is no institution whose standard you may see."))
    found = queries.standards_on([institution.pk], timezone.localdate()).get(institution.pk)
    own = own_words(found)
    asked = found.lines.all() if found else ()
    bought = [(each.code, words_of(each.code, own)) for each in asked if each.method in BOUGHT]
    form = forms.PriceLine(request.POST or None, named=bought)
    return one_form(
        request,
        form,
        lambda: price_line.once(form.op_id)(request.actor, institution, **form.cleaned),
        heading=_("What one piece costs"),
        lead=_("An earlier price stays on record. What has no price is told apart and never counts as nothing."),
        back=reverse("institution:standard"),
        above=_("What desks must have"),
        submit=_("Keep the price"),
    )


def _standard_form(request: DeskRequest, found: DeskStandard | None) -> forms.LayDownStandard:
    """The lines in force and those of the standard that everybody begins with; the latter alone are asked at first."""
    lines = {
        each.code: Asked(each.code, each.domain, each.demand, each.method, each.quantity, each.kind, each.only)
        for each in DEFAULT_STANDARD
    }
    in_force = list(found.lines.all()) if found else []
    for each in in_force:
        lines[each.code] = Asked(
            each.code, Domain(each.domain), Demand(each.demand), Method(each.method), each.quantity, each.kind,
            each.only, each.text,
        )  # fmt: skip
    own = own_words(found)
    return forms.LayDownStandard(
        request.POST if request.method == "POST" else None,
        lines=list(lines.values()),
        named={code: words_of(code, own) for code in lines},
        demands={each.code: each.demand for each in in_force or DEFAULT_STANDARD},
    )


def _asked_by_domain(
    found: DeskStandard | None, own: dict[str, str], prices: Mapping[str, int]
) -> list[tuple[Any, list[tuple[StandardLine, Any, int | None]]]]:
    lines: dict[str, list[tuple[StandardLine, Any, int | None]]] = defaultdict(list)
    for each in found.lines.all() if found else ():
        lines[each.domain].append((each, words_of(each.code, own), prices.get(each.code)))
    return [(label, lines[domain]) for domain, label in DOMAIN_LABELS.items() if lines[domain]]
