"""Links to charts: freeze one, the list of all, release and withdraw; and what whoever has a link sees."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import charts
from genderdesk.groundwork.platform.charts import Theme
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import everyone, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.statistics import acts, forms
from genderdesk.monitoring.statistics.access import MAY_RELEASE_CHARTS, MAY_SHARE_CHARTS
from genderdesk.monitoring.statistics.findings import month_words
from genderdesk.monitoring.statistics.labels import CONSENT_RULE, RULES, SUPPRESSION_NOTE, TITLES
from genderdesk.monitoring.statistics.labels.explore import COUNTED_RULES, PERIOD_RULE
from genderdesk.monitoring.statistics.labels.shared import CHART_STATES, CHART_TONES
from genderdesk.monitoring.statistics.models import SharedChart
from genderdesk.monitoring.statistics.pictures import counts_spec, map_and_names
from genderdesk.monitoring.statistics.queries import institutions_for, quarters_of
from genderdesk.monitoring.statistics.queries.frozen import (
    Asked,
    chart_now,
    makers_of,
    open_chart,
    shared_chart_for,
    shared_charts,
    token_of,
)
from genderdesk.monitoring.statistics.rules.calendar import read_month, read_quarter
from genderdesk.monitoring.statistics.rules.frozen import FrozenChart, digest_of, read
from genderdesk.monitoring.statistics.tables import Table, frozen_table, quarter_words, span_words
from genderdesk.monitoring.statistics.views.pictured import described, title_of
from genderdesk.monitoring.statistics.vocabulary import BY_KEY, Drawing
from genderdesk.monitoring.statistics.vocabulary.shared import ENDED, OPEN, WAITING
from genderdesk.organisation.institution.models import Institution


@dataclass(frozen=True, slots=True)
class Block:
    """A frozen chart in words: what it is of, its table and the rules by which it counts."""

    title: str
    period: str
    table: Table
    rules: tuple[Any, ...]
    spec: Mapping[str, Any]


def block_of(chart: FrozenChart) -> Block:
    """A chart as it is said in the reader's language."""
    _paths, names = map_and_names()
    title, period = _title(chart), _period(chart)
    rules = (
        RULES[chart.figure] if chart.figure else COUNTED_RULES[chart.kind],
        *([CONSENT_RULE] if chart.kind == "case" else []),
        *([] if chart.figure else [PERIOD_RULE]),
        SUPPRESSION_NOTE,
    )
    spec = counts_spec(chart.rows, chart.counts, described(title, period, chart.total), names)
    return Block(title, period, frozen_table(chart, names), rules, spec)


def _title(chart: FrozenChart) -> str:
    if chart.figure:
        return str(TITLES[chart.figure])
    return title_of(chart.kind, chart.rows)


def _period(chart: FrozenChart) -> str:
    if chart.figure:
        month = read_month(chart.first)
        return month_words(month) if month else chart.first
    first, last = read_quarter(chart.first), read_quarter(chart.last)
    return span_words(first, last) if first and last else chart.first


def state_of(shared: SharedChart) -> str:
    """The state of a link, also where its days are over."""
    over = shared.state == OPEN and shared.ends_at is not None and shared.ends_at <= timezone.now()
    return ENDED if over else shared.state


@page(needs=MAY_SHARE_CHARTS)
def share(request: DeskRequest) -> HttpResponse:
    """The chart as it would be frozen, and the form that freezes it; then the link, which is shown once."""
    institution, _choice = institutions_for(request.actor, request.GET.get("of", ""))
    asked = _asked(request, institution)
    chart = chart_now(request.actor, asked)
    block = block_of(chart)
    form = forms.ShareChart(request.POST or None, initial={"title": block.title})
    if request.method == "POST" and form.is_valid() and form.op_id is not None:
        token = token_of(form.op_id)
        given = {**form.cleaned, "days": int(form.cleaned["days"]), "token_digest": digest_of(token), "asked": asked}
        made = form.carry_out(lambda: acts.share_chart.once(form.op_id)(request.actor, institution, **given))
        if made is not None:
            address = request.build_absolute_uri(reverse("statistics:linked", args=[token]))
            return render(request, "statistics/shared_made.html", {"shared": made, "address": address})
    context = {"institution": institution, "form": form, "chart": block, "query": request.GET.urlencode()}
    return render(request, "statistics/share.html", context, status=422 if form.errors else 200)


def _asked(request: DeskRequest, institution: Institution) -> Asked:
    """Which chart the address names; Missing where there is none such."""
    if key := request.GET.get("figure", ""):
        figure, month = BY_KEY.get(key), read_month(request.GET.get("month", ""))
        if figure is None or month is None or figure.columns or figure.drawing is Drawing.RANGES:
            raise Missing(_("There is no such figure to share."))
        return Asked(institution.code, figure, month)
    quarters = quarters_of(institution.code, timezone.localdate())
    form = forms.Explore(request.GET.dict(), quarters=quarters, words=[quarter_words(each) for each in quarters])
    choice = form.choice()
    if choice is None or choice.columns:
        raise Missing(_("There is no such table to share. Only one without columns has a chart."))
    return Asked(institution.code, choice=choice)


@page(needs=MAY_SHARE_CHARTS)
def shared(request: DeskRequest) -> HttpResponse:
    """Every link to a chart, the latest first: who made it, until when, how often it was opened."""
    found = page_by_key(shared_charts(request.actor), request, key="frozen_at", size=20)
    makers = makers_of(found.rows)
    rows = [(each, state_of(each), makers.get(each.frozen_officer)) for each in found.rows]
    context = {"rows": rows, "found": found, "states": CHART_STATES, "tones": CHART_TONES}
    return render(request, "statistics/shared.html", context)


@page(needs=MAY_SHARE_CHARTS)
def shared_chart(request: DeskRequest, chart_id: uuid.UUID) -> HttpResponse:
    """What stands behind a link, with its release and its withdrawal."""
    return _show(request, shared_chart_for(request.actor, chart_id))


def _show(request: DeskRequest, found: SharedChart, typed: Mapping[str, Any] | None = None) -> HttpResponse:
    state = state_of(found)
    steps: dict[str, Any] = {}
    if state == WAITING and permits(request.actor, MAY_RELEASE_CHARTS, found):
        steps["release"] = forms.ReleaseChart()
    if state in (WAITING, OPEN):
        steps["withdraw"] = forms.WithdrawChart()
    context = {
        "shared": found,
        "state": state,
        "maker": makers_of([found]).get(found.frozen_officer),
        "chart": block_of(read(found.content)),
        "states": CHART_STATES,
        "tones": CHART_TONES,
        "steps": {**steps, **(typed or {})},
    }
    return render(request, "statistics/shared_chart.html", context, status=422 if typed else 200)


_STEPS: dict[str, tuple[type[DeskForm], Callable[..., Any]]] = {
    "release": (forms.ReleaseChart, acts.release_chart.once),
    "withdraw": (forms.WithdrawChart, acts.withdraw_chart.once),
}


@page(needs=MAY_SHARE_CHARTS)
def shared_step(request: DeskRequest, chart_id: uuid.UUID, name: str) -> HttpResponse:
    """Release a link, or withdraw it."""
    found = shared_chart_for(request.actor, chart_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    if request.method != "POST":
        return redirect("statistics:shared_chart", chart_id)
    kind, once = _STEPS[name]
    form = kind(request.POST)
    if form.is_valid() and form.carry_out(lambda: once(form.op_id)(request.actor, found)) is not None:
        return redirect("statistics:shared_chart", chart_id)
    return _show(request, shared_chart_for(request.actor, chart_id), {name: form})


@page(needs=everyone)
def linked(request: DeskRequest, token: str) -> HttpResponse:
    """A chart for whoever has its link, as it was frozen."""
    found = open_chart(token)
    acts.count_opening(found)
    context = {"shared": found, "token": token, "chart": block_of(read(found.content))}
    return render(request, "statistics/linked.html", context)


@page(needs=everyone)
def linked_picture(request: DeskRequest, token: str, theme: str) -> HttpResponse:
    """The drawing of such a chart, light or dark."""
    found = open_chart(token)
    themes: dict[str, Theme] = {"light": "light", "dark": "dark"}
    if theme not in themes:
        raise Missing(_("There is no such chart."))
    try:
        drawing = charts.chart_of(charts.remember(dict(block_of(read(found.content)).spec), themes[theme]))
    except charts.ChartFault as fault:
        return HttpResponse(str(fault), status=503, content_type="text/plain; charset=utf-8")
    if drawing is None:
        raise Missing(_("There is no such chart."))
    return HttpResponse(gzip.decompress(drawing), content_type="image/svg+xml")
