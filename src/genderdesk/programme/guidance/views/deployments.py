"""Deployments and flows: by mission, year by year beside the target, and the forms for more."""

from __future__ import annotations

import uuid

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.access import demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance import acts, forms, labels, queries
from genderdesk.programme.guidance.access import IS_STAFF, MAY_COUNT
from genderdesk.programme.guidance.pictures import years_chart
from genderdesk.programme.guidance.views.tabs import registers
from genderdesk.programme.guidance.vocabulary.strength import WOMEN


@page(needs=IS_STAFF)
def deployments(request: DeskRequest) -> HttpResponse:
    """Who was sent to missions, and who was recruited, promoted or left."""
    actor = request.actor
    may = permits(actor, MAY_COUNT)
    posted = request.POST.get("form", "") if may and request.method == "POST" else ""
    sent = forms.KeepDeployment(request.POST if posted == "sent" else None, auto_id="sent-%s")
    flow = forms.KeepFlow(request.POST if posted == "flow" else None, auto_id="flow-%s")
    if sent.is_bound and sent.is_valid():
        given = sent.cleaned
        if sent.carry_out(lambda: acts.keep_deployment.once(sent.op_id)(actor, **given)) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:deployments")
    if flow.is_bound and flow.is_valid():
        arguments = flow.arguments()
        if flow.carry_out(lambda: acts.keep_flow.once(flow.op_id)(actor, **arguments)) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:deployments")
    context = {
        "missions": queries.by_mission(actor, timezone.localdate()),
        "page": page_by_key(queries.deployments(actor), request, key="starts_on"),
        "flows": queries.flows(actor),
        "picture": years_chart(queries.shares_by_year(actor)),
        "target": WOMEN,
        "flow_kinds": labels.FLOW_KINDS,
        "rank_bands": labels.RANK_BANDS,
        "sent": sent,
        "flow": flow,
        "may": may,
        "tabs": registers(),
    }
    return render(request, "guidance/deployments.html", context, status=422 if sent.errors or flow.errors else 200)


@page(needs=MAY_COUNT)
def end_deployment(request: DeskRequest, deployment_id: uuid.UUID) -> HttpResponse:
    """Since when they are no longer there."""
    found = queries.deployment_for(request.actor, deployment_id)
    demand(request.actor, MAY_COUNT, found)
    form = forms.EndDeployment(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: acts.end_deployment.once(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("guidance:deployments")
    context = {"deployment": found, "form": form}
    return render(request, "guidance/end_deployment.html", context, status=422 if form.errors else 200)
