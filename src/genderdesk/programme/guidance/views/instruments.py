"""The register of instruments, and the form for another one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance import acts, forms, labels, queries
from genderdesk.programme.guidance.access import IS_STAFF, MAY_KEEP_INSTRUMENTS
from genderdesk.programme.guidance.views.tabs import registers


@page(needs=IS_STAFF)
def instruments(request: DeskRequest) -> HttpResponse:
    """The instruments by code."""
    may = permits(request.actor, MAY_KEEP_INSTRUMENTS)
    form = forms.KeepInstrument(request.POST if may and request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.arguments()
        if form.carry_out(lambda: acts.keep_instrument.once(form.op_id)(request.actor, **given)) is not None:
            return redirect("guidance:instruments")
    context = {
        "instruments": queries.instruments(),
        "kinds": labels.INSTRUMENT_KINDS,
        "form": form,
        "may": may,
        "tabs": registers(),
    }
    return render(request, "guidance/instruments.html", context, status=422 if form.errors else 200)
