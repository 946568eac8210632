"""Who does what, where and when: the list, one activity, and the CSV with HXL hashtags."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.places import queries as places
from genderdesk.organisation.places.models import Division
from genderdesk.programme.partners import acts, exporters, forms, labels, queries
from genderdesk.programme.partners.access import MAY_SAY_WHO_WHERE, MAY_SEE_PARTNERS


def _search(request: DeskRequest, districts: Iterable[Division]) -> forms.FilterPresences:
    return forms.FilterPresences(request.GET, lists={"district": [(each.pk, each.name) for each in districts]})


@page(needs=MAY_SEE_PARTNERS)
def presences(request: DeskRequest) -> HttpResponse:
    """What partners do where, by sector and district, and the form for one more."""
    may = permits(request.actor, MAY_SAY_WHO_WHERE)
    today = timezone.localdate()
    partners, names = queries.partners_to_choose(today)
    districts = list(places.districts())
    form = forms.EnterPresence(
        request.POST if may and request.method == "POST" else None,
        partners=partners,
        names=names,
        districts=districts,
        projects=queries.projects(request.actor),
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: acts.enter_presence.once(form.op_id)(request.actor, **given)) is not None:
            return redirect("partners:presences")
    search = _search(request, districts)
    chosen = search.chosen()
    shown = page_by_key(queries.presences(request.actor, **chosen), request, key="starts_on")
    context = {
        "page": shown,
        "names": names,
        "search": search,
        "asked": urlencode(chosen),
        "sectors": labels.SECTORS,
        "statuses": labels.ACTIVITY_STATUSES,
        "methods": labels.COUNTED_BY,
        "form": form,
        "may": may,
    }
    return render(request, "partners/presences.html", context, status=422 if form.errors else 200)


@page(needs=MAY_SEE_PARTNERS)
def presences_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The same as CSV with HXL hashtags, for the cluster's who-does-what-where."""
    chosen = _search(request, places.districts()).chosen()
    found = queries.presences(request.actor, **chosen).order_by("starts_on", "id")
    names = queries.names_on(timezone.localdate())
    lines = exporters.who_what_where(found, names)
    return csv_file(lines, "who-what-where.csv")


@page(needs=MAY_SAY_WHO_WHERE)
def presence(request: DeskRequest, presence_id: uuid.UUID) -> HttpResponse:
    """Say how far one activity is and whom it reached."""
    found = queries.presence_for(request.actor, presence_id)
    first = {each: getattr(found, each) for each in ("status", "ends_on", "reached", "counted_by")}
    form = forms.ChangePresence(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned
        if form.carry_out(lambda: acts.change_presence.once(form.op_id)(request.actor, found, **given)) is not None:
            return redirect("partners:presences")
    name = queries.names_on(timezone.localdate(), [found.partner_id]).get(found.partner_id, "")
    context = {"presence": found, "name": name, "form": form, "sectors": labels.SECTORS}
    return render(request, "partners/presence.html", context, status=422 if form.errors else 200)
