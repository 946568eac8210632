"""Indicators: their definitions over time, targets and baseline, and their numbers period by period."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.results import acts, forms, labels, queries
from genderdesk.monitoring.results.access import MAY_KEEP_RESULTS, MAY_SEE_RESULTS
from genderdesk.monitoring.results.models import Indicator
from genderdesk.monitoring.results.rules.spans import MONTHS, spans_up_to
from genderdesk.monitoring.results.views.showing import caution_words
from genderdesk.monitoring.results.vocabulary import Direction, Level

_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "revise": (forms.ReviseIndicator, acts.revise_indicator.once),
    "target": (forms.SetTarget, acts.set_target.once),
    "baseline": (forms.SetBaseline, acts.set_baseline.once),
}


@page(needs=MAY_SEE_RESULTS)
def indicators(request: DeskRequest) -> HttpResponse:
    """The indicators of the institution, and the form for another one."""
    may = permits(request.actor, MAY_KEEP_RESULTS)
    form = forms.DefineIndicator(request.POST if may and request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned | {
            "level": Level(form.cleaned["level"]),
            "direction": Direction(form.cleaned["direction"]),
        }
        made = form.carry_out(lambda: acts.define_indicator.once(form.op_id)(request.actor, **given))
        if made is not None:
            return redirect("results:indicator", made.pk)
    context = {
        "indicators": queries.indicators(request.actor),
        "levels": labels.LEVELS,
        "units": labels.UNITS,
        "form": form,
        "may": may,
    }
    return render(request, "results/indicators.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_RESULTS)
def indicator(request: DeskRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """One indicator."""
    return _show(request, queries.indicator_for(request.actor, indicator_id))


@page(needs=MAY_KEEP_RESULTS)
def indicator_step(request: DeskRequest, indicator_id: uuid.UUID, name: str) -> HttpResponse:
    """Define it anew from a day on, set a target or the baseline."""
    found = queries.indicator_for(request.actor, indicator_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("results:indicator", indicator_id)
    make, step = _STEPS[name]
    form = make(request.POST)
    if form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("results:indicator", indicator_id)
    return _show(request, found, {name: form})


def _show(request: DeskRequest, found: Indicator, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    lengths = {"year": _("Years"), "quarter": _("Quarters"), "month": _("Months")}
    length = request.GET.get("length", "")
    length = length if length in MONTHS else "year"
    periods = forms.Periods(initial={"length": length}, lengths=lengths)
    spans = spans_up_to(timezone.localdate(), length)
    may = permits(request.actor, MAY_KEEP_RESULTS, found)
    points = queries.points_of(found, spans)
    told = [number for number, each in enumerate(points) if each.shown or each.cautions]
    shown = points[told[0] : told[-1] + 1] if told else []
    context = {
        "indicator": found,
        "versions": found.versions.all(),
        "targets": found.targets.all(),
        "baseline": getattr(found, "baseline", None),
        "periods": periods,
        "points": [
            (each, [str(labels.CAUTIONS[why]) for why in each.unlike] + [caution_words(told) for told in each.cautions])
            for each in shown
        ],
        "levels": labels.LEVELS,
        "units": labels.UNITS,
        "directions": labels.DIRECTIONS,
        "forms": {name: make() for name, (make, _step) in _STEPS.items()} | (typed or {}) if may else {},
        "may": may,
    }
    return render(request, "results/indicator.html", context, status=422 if typed else 200)
