"""The vehicles for the head office: all of them with what is due, as a file, and one with its checks."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.casework.response import forms, labels, queries
from genderdesk.casework.response.access import MAY_SEE_BOARD, MAY_SET_STATUS
from genderdesk.casework.response.acts import check_vehicle
from genderdesk.casework.response.vocabulary import Standing, UnitKind
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.places import queries as places


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the vehicles that are shown: how many stand how, their jobs and kilometres of 30 days, and how many have
    something overdue."""

    standings: list[tuple[str, int]]
    vehicles: int
    jobs: int
    driven_km: int
    overdue: int
    low: int


def _totals(lines: Iterable[queries.VehicleLine]) -> Totals:
    found = list(lines)
    by = Counter(each.standing for each in found)
    return Totals(
        standings=[(each.value, by[each]) for each in Standing],
        vehicles=len(found),
        jobs=sum(each.jobs for each in found),
        driven_km=sum(each.driven_km or 0 for each in found),
        overdue=sum(each.is_overdue for each in found),
        low=sum(each.unit.fuel == "low" for each in found),
    )


def _search(request: DeskRequest) -> forms.FilterVehicles:
    lists = {"province": [(each.pk, each.name) for each in places.provinces()]}
    return forms.FilterVehicles(request.GET, lists=lists)


@page(needs=MAY_SEE_BOARD)
def vehicles(request: DeskRequest) -> HttpResponse:
    """Every vehicle of the institution with its station, state, fuel, kilometres, jobs and what is due."""
    search = _search(request)
    chosen = search.chosen()
    lines = queries.vehicles(request.actor, **chosen)
    context = {"lines": lines, "totals": _totals(lines), "search": search, "asked": urlencode(chosen), **_words()}
    return render(request, "response/vehicles.html", context)


@page(needs=MAY_SEE_BOARD)
def vehicles_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The same as CSV, of what is chosen on the list."""
    lines = queries.vehicles(request.actor, **_search(request).chosen())
    return csv_file(queries.vehicle_lines(lines), "vehicles.csv")


@page(needs=MAY_SEE_BOARD)
def vehicle(request: DeskRequest, unit_id: uuid.UUID) -> HttpResponse:
    """One vehicle with its checks, and the form for one more."""
    actor = request.actor
    found = one_of(queries.fleet(actor).filter(pk=unit_id).exclude(kind=UnitKind.FOOT))
    if found is None or not permits(actor, MAY_SET_STATUS, found):
        raise Missing(_("There is no such vehicle of your institution."))
    found = queries.shown(found)
    form = forms.CheckVehicle(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: check_vehicle.once(form.op_id)(actor, found, **form.arguments())) is not None:
            return redirect("response:vehicle", unit_id)
    checks = queries.checks_of(found)
    context = {"unit": found, "checks": checks, "due": queries.due_on(checks), "form": form, **_words()}
    return render(request, "response/vehicle.html", context, status=422 if form.errors else 200)


def _words() -> dict[str, Any]:
    return {
        "kinds": labels.UNIT_KINDS,
        "statuses": labels.STATUSES,
        "out_words": labels.OUT_WHY,
        "fuel_words": labels.FUEL,
        "standings": labels.STANDINGS,
        "tones": labels.STANDING_TONES,
        "fitness_words": labels.FITNESS,
        "fault_words": labels.VEHICLE_FAULTS,
        "due_words": labels.DUES,
    }
