"""One claim: what is asked, what the records say, and what it rests on beside them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.results import acts, forms, labels, queries
from genderdesk.monitoring.results.access import MAY_KEEP_RESULTS, MAY_SEE_RESULTS
from genderdesk.monitoring.results.models import Claim
from genderdesk.monitoring.results.views.showing import day_of, shown

_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "state": (forms.MakeStatement, acts.make_statement.once),
    "evidence": (forms.AddEvidence, acts.add_evidence.once),
}


@page(needs=MAY_SEE_RESULTS)
def claim(request: DeskRequest, claim_id: uuid.UUID) -> HttpResponse:
    """A claim as of a day."""
    return _show(request, queries.claim_for(request.actor, claim_id))


@page(needs=MAY_KEEP_RESULTS)
def claim_step(request: DeskRequest, claim_id: uuid.UUID, name: str) -> HttpResponse:
    """Keep a statement of contribution, or evidence outside the system."""
    found = queries.claim_for(request.actor, claim_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("results:claim", claim_id)
    make, step = _STEPS[name]
    form = make(request.POST)
    if form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: step(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("results:claim", claim_id)
    return _show(request, found, {name: form})


def _show(request: DeskRequest, found: Claim, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    search, as_of = day_of(request)
    may = permits(request.actor, MAY_KEEP_RESULTS, found)
    version, line = queries.line_of(found, as_of)
    context = {
        "claim": found,
        "search": search,
        "as_of": as_of,
        "version": version,
        "each": shown(line),
        "behind": queries.behind(version, found, as_of) if version else [],
        "evidence": found.evidence.all(),
        "verdicts": labels.VERDICTS,
        "tones": labels.VERDICT_TONES,
        "units": labels.UNITS,
        "methods": labels.METHODS,
        "levels": labels.LEVELS,
        "quantifiers": labels.QUANTIFIERS,
        "forms": {name: make() for name, (make, _step) in _STEPS.items()} | (typed or {}) if may else {},
        "may": may,
    }
    return render(request, "results/claim.html", context, status=422 if typed else 200)
