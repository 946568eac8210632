"""The figures' pages: a month on one page, its charts as pictures, its numbers as files."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from genderdesk.groundwork.platform import charts, editions
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.statistics.access import (
    MAY_EXPORT_FIGURES,
    MAY_SEE_FIGURES,
    MAY_SEE_GBVIMS,
    MAY_SHARE_CHARTS,
)
from genderdesk.monitoring.statistics.exporters import lines_of, month_to_export
from genderdesk.monitoring.statistics.findings import (
    change_words,
    count_words,
    finding_of,
    month_words,
    overdue_words,
    trend_finding,
    withheld_words,
)
from genderdesk.monitoring.statistics.labels import (
    CONSENT_RULE,
    COUNTED_WITH_CONSENT,
    KINDS,
    RULES,
    SUPPRESSION_NOTE,
    TITLES,
    TREND_RULE,
    TREND_TITLE,
)
from genderdesk.monitoring.statistics.pictures import drawn_map, map_and_names, spec_of, trend_spec
from genderdesk.monitoring.statistics.queries import Month, Shown, institutions_for, month_of, records_left_out
from genderdesk.monitoring.statistics.rules.calendar import month_of_day, months_between, read_month
from genderdesk.monitoring.statistics.tables import Table, table_of, trend_table
from genderdesk.monitoring.statistics.views.pictured import Picture, picture_of
from genderdesk.monitoring.statistics.vocabulary import BY_KEY, Drawing
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.places.queries import DistrictMap

_YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class Block:
    """One figure as the page shows it."""

    key: str
    kind: str
    title: Any
    finding: str
    table: Table
    rule: Any = ""
    picture: Picture | None = None
    map: Any = None
    kept_back: bool = False
    csv_url: str = ""
    share_url: str = ""
    only: Any = ""
    now: str = ""


@gzip_page
@page(needs=MAY_SEE_FIGURES)
def figures(request: DeskRequest) -> HttpResponse:
    """All figures of a month of one institution, beside the month before."""
    institution, choice = _institution(request)
    this_month = month_of_day(timezone.localdate())
    _paths, names = map_and_names()
    month = month_of(
        institution.code, chosen_month(request.GET.get("month", ""), this_month), names, records_left_out(request.actor)
    )
    may_export = permits(request.actor, MAY_EXPORT_FIGURES)
    may_share = permits(request.actor, MAY_SHARE_CHARTS, institution)
    context = {
        "institution": institution,
        "choice": choice if len(choice) > 1 else [],
        "month": month,
        "month_words": month_words(month.month),
        "running": month.running,
        "months": [
            (f"{each:%Y-%m}", month_words(each)) for each in months_between(min(month.first, month.month), this_month)
        ],
        "chosen": f"{month.month:%Y-%m}",
        "body": _body(month, may_export, may_share),
        "accuracy": may_export,
        "shares": may_share,
        "gbvims": permits(request.actor, MAY_SEE_GBVIMS),
    }
    return render(request, "statistics/figures.html", context)


def _body(month: Month, may_export: bool, may_share: bool) -> str:
    """The numbers, tables and pictures of a month: made once for the same counts, which are read anew each time."""
    stamp = editions.stamps().get("organisation")
    if stamp is None:
        return _made(month, may_export, may_share).html
    made = _kept(month, may_export, may_share, get_language() or "", stamp)
    if not all(charts.is_known(key) for key in made.charts):
        # Drawings were cleared away meanwhile: the page must be able to show them.
        _kept.cache_clear()
        made = _kept(month, may_export, may_share, get_language() or "", stamp)
    return made.html


@dataclass(frozen=True, slots=True)
class _Body:
    """The page's body, and the drawings that it refers to."""

    html: str
    charts: tuple[str, ...]


@lru_cache(maxsize=64)
def _kept(month: Month, may_export: bool, may_share: bool, _language: str, _organisation: str) -> _Body:
    return _made(month, may_export, may_share)


def _made(month: Month, may_export: bool, may_share: bool) -> _Body:
    paths, names = map_and_names()
    trend = _trend(month)
    blocks = [_block(shown, month, paths, names, may_export, may_share) for shown in month.figures if not month.empty]
    context = {
        "month": month,
        "month_words": month_words(month.month),
        "earlier_words": month_words(month.earlier_month),
        "headlines": [
            (
                KINDS[each.kind],
                count_words(each.count),
                change_words(each.count, each.earlier, month.earlier_month),
                each.count is None,
            )
            for each in month.headlines
        ],
        "trend": trend,
        "blocks": blocks,
        "consent_rule": CONSENT_RULE,
        "withheld": withheld_words(month),
        "no_records": month.empty,
        "suppression_note": SUPPRESSION_NOTE,
        "csv_url": _csv_url(month) if may_export else "",
    }
    pictures = [block.picture for block in (trend, *blocks) if block.picture is not None]
    keys = tuple(key for picture in pictures for key in picture.keys)
    return _Body(render_to_string("statistics/month.html", context), keys)


@page(needs=MAY_EXPORT_FIGURES)
def month_csv(request: DeskRequest, institution: str, month: str, figure: str = "") -> StreamingHttpResponse:
    """A month, or one figure of it, as CSV; recorded in the ledger as an export."""
    if figure and figure not in BY_KEY:
        raise Missing(_("There is no such figure."))
    whose, _choice = institutions_for(request.actor, institution)
    _paths, names = map_and_names()
    first = chosen_month(month, month_of_day(timezone.localdate()))
    shown = month_of(whose.code, first, names, records_left_out(request.actor))
    taken = month_to_export(request.actor, whose, shown)
    name = "-".join(filter(None, (whose.code, month, figure or "figures")))
    return csv_file(lines_of(taken, names, figure), f"{name}.csv")


@page(needs=MAY_SEE_FIGURES)
def chart(request: DeskRequest, key: str) -> HttpResponse:
    """A drawing by its hash: it never changes, so the browser may keep it for a year."""
    try:
        drawing = charts.chart_of(key)
    except charts.ChartFault as fault:
        return HttpResponse(str(fault), status=503, content_type="text/plain; charset=utf-8")
    if drawing is None:
        raise Missing(_("There is no such chart. Open the page with the figures again."))
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(drawing if zipped else gzip.decompress(drawing), content_type="image/svg+xml")
    if zipped:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = f"private, max-age={_YEAR_SECONDS}, immutable"
    return response


def _institution(request: DeskRequest) -> tuple[Institution, list[Institution]]:
    return institutions_for(request.actor, request.GET.get("of", ""))


def chosen_month(text: str, this_month: date) -> date:
    if not text:
        return this_month
    month = read_month(text)
    if month is None:
        raise Invalid(_("Write a month as in 2026-03."), "month")
    if month > this_month:
        raise Invalid(_("This month has not begun yet. Choose an earlier one."), "month")
    return month


def _csv_url(month: Month, figure: str = "") -> str:
    parts = [month.institution, f"{month.month:%Y-%m}"]
    return (
        reverse("statistics:figure_csv", args=[*parts, figure])
        if figure
        else reverse("statistics:month_csv", args=parts)
    )


def _share_url(month: Month, shown: Shown) -> str:
    """Where a figure is shared: one list of numbers of a month that is over."""
    figure = shown.figure
    if month.running or not shown.total or figure.columns or figure.drawing is Drawing.RANGES:
        return ""
    asked = {"of": month.institution, "figure": figure.key, "month": f"{month.month:%Y-%m}"}
    return f"{reverse('statistics:share')}?{urlencode(asked)}"


def _trend(month: Month) -> Block:
    return Block(
        "trend",
        "report",
        TREND_TITLE,
        trend_finding(month),
        trend_table(month),
        TREND_RULE,
        picture=picture_of(trend_spec(month)),
    )


def _block(
    shown: Shown, month: Month, paths: DistrictMap, names: Mapping[str, str], may_export: bool, may_share: bool
) -> Block:
    spec = spec_of(shown, month, names)
    figure = shown.figure
    draws_map = figure.drawing is Drawing.MAP and shown.total is not None and not shown.empty
    return Block(
        figure.key,
        figure.kind,
        TITLES[figure.key],
        finding_of(shown, month, names),
        table_of(shown, month, names),
        RULES[figure.key],
        picture_of(spec) if spec else None,
        drawn_map(shown, paths) if draws_map else None,
        shown.kept_back,
        _csv_url(month, figure.key) if may_export else "",
        _share_url(month, shown) if may_share else "",
        only=COUNTED_WITH_CONSENT if figure.kind == "case" else "",
        now=overdue_words(month) if figure.rows == "timing" else "",
    )
