"""Fuel and credit of a unit: its months, its entries, and the form for one more."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import MAY_ALLOCATE, MAY_SEE_READINESS, MAY_SUPPLY, measured_to
from genderdesk.organisation.institution.acts import correct_supply, write_supply
from genderdesk.organisation.institution.labels import SUPPLY_LABELS, SUPPLY_MOVE_LABELS
from genderdesk.organisation.institution.models import Unit
from genderdesk.organisation.institution.views.one_form import one_form


@page(needs=MAY_SEE_READINESS)
def supplies(request: DeskRequest, unit_id: uuid.UUID) -> HttpResponse:
    """What a unit was given and used, month by month; balances are sums."""
    unit = one_of(Unit.objects.filter(pk=unit_id, institution__in=measured_to(request.actor)))
    if unit is None:
        raise Missing(_("There is no such unit, or it belongs to another institution."))
    may = permits(request.actor, MAY_SUPPLY, unit)
    form = forms.WriteSupply(
        request.POST if may and request.method == "POST" else None,
        may_allocate=permits(request.actor, MAY_ALLOCATE, unit),
    )
    if form.is_bound and form.is_valid():
        given = form.arguments()
        if form.carry_out(lambda: write_supply.once(form.op_id)(request.actor, unit, **given)) is not None:
            return redirect("institution:supplies", unit_id)
    context = {
        "unit": unit,
        "desk": unit.desks.order_by("opened_on", "id").first(),
        "kinds": [(SUPPLY_LABELS[kind], months) for kind, months in queries.supply_months(unit_id).items()],
        "supply_kinds": SUPPLY_LABELS,
        "moves": SUPPLY_MOVE_LABELS,
        "entries": queries.supply_entries(unit_id),
        "form": form,
        "may": may,
    }
    return render(request, "institution/supplies.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SUPPLY)
def correct(request: DeskRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Take an entry back by a counter entry."""
    entry = queries.entry_of_reader(request.actor, entry_id)
    demand(request.actor, MAY_SUPPLY, entry)
    form = forms.CorrectSupply(request.POST or None)
    return one_form(
        request,
        form,
        lambda: correct_supply.once(form.op_id)(request.actor, entry, **form.cleaned),
        heading=_("Take back: %(what)s, %(amount)s") % {"what": SUPPLY_MOVE_LABELS[entry.move], "amount": entry.amount},
        lead=_("An entry with the opposite amount is written. Write what is right as a new entry afterwards."),
        back=reverse("institution:supplies", args=[entry.unit_id]),
        above=entry.unit.name,
        submit=_("Take it back"),
    )
