"""Explore: a table that the reader chooses, its chart and its files."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from genderdesk.groundwork.platform.downloads import XLSX, csv_file, saved
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.statistics.access import MAY_EXPORT_FIGURES, MAY_SHARE_CHARTS
from genderdesk.monitoring.statistics.exporters.explore import explore_csv, explore_workbook, pivot_to_export
from genderdesk.monitoring.statistics.findings import count_words, unsplit_words
from genderdesk.monitoring.statistics.forms import Explore
from genderdesk.monitoring.statistics.labels import CONSENT_RULE, SUPPRESSION_NOTE
from genderdesk.monitoring.statistics.labels.explore import (
    COUNTED_RULES,
    PERIOD_RULE,
    TOGETHER_RULE,
)
from genderdesk.monitoring.statistics.pictures import counts_spec, map_and_names
from genderdesk.monitoring.statistics.queries import (
    Pivot,
    explored,
    institutions_for,
    quarters_of,
    records_left_out,
)
from genderdesk.monitoring.statistics.rules.calendar import quarter_text
from genderdesk.monitoring.statistics.rules.disclosure import MARGIN
from genderdesk.monitoring.statistics.tables import pivot_table, quarter_words, span_words
from genderdesk.monitoring.statistics.views.pictured import Picture, described, picture_of, title_of
from genderdesk.organisation.institution.models import Institution


@gzip_page
@page(needs=MAY_EXPORT_FIGURES)
def explore(request: DeskRequest) -> HttpResponse:
    """One table by one dimension or two, of whole quarters that are over."""
    institution, choice = institutions_for(request.actor, request.GET.get("of", ""))
    form = _form(request, institution)
    asked = form.choice()
    found = None
    _paths, names = map_and_names()
    if asked is not None:
        found = explored(institution.code, asked, names, records_left_out(request.actor))
    query = request.GET.urlencode()
    context = {
        "institution": institution,
        "choice": choice if len(choice) > 1 else [],
        "form": form,
        "found": found,
        "query": f"?{query}" if query else "",
        **(_shown(found, names, may_share=permits(request.actor, MAY_SHARE_CHARTS)) if found is not None else {}),
    }
    return render(request, "statistics/explore.html", context, status=422 if asked is None else 200)


@page(needs=MAY_EXPORT_FIGURES)
def explore_as_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The same table as CSV; recorded in the ledger as an export."""
    institution, found, names = _taken(request)
    return csv_file(explore_csv(found, names), f"{_name(institution, found)}.csv")


@page(needs=MAY_EXPORT_FIGURES)
def explore_as_workbook(request: DeskRequest) -> HttpResponse:
    """The same table as an Excel workbook."""
    institution, found, names = _taken(request)
    return saved(HttpResponse(explore_workbook(found, names), content_type=XLSX), f"{_name(institution, found)}.xlsx")


def _form(request: DeskRequest, institution: Institution) -> Explore:
    quarters = quarters_of(institution.code, timezone.localdate())
    return Explore(request.GET.dict(), quarters=quarters, words=[quarter_words(each) for each in quarters])


def _taken(request: DeskRequest) -> tuple[Institution, Pivot, Mapping[str, str]]:
    institution, _choice = institutions_for(request.actor, request.GET.get("of", ""))
    asked = _form(request, institution).choice()
    _paths, names = map_and_names()
    if asked is None:
        raise Invalid(_("There is no such table. Choose it on the page first."))
    found = explored(institution.code, asked, names, records_left_out(request.actor))
    if not found.shown:
        raise Invalid(_("This table cannot be shown without telling of single people."))
    taken = pivot_to_export(
        request.actor,
        institution,
        found,
        counted=asked.kind,
        rows=asked.rows,
        columns=asked.columns,
        first=quarter_text(asked.first),
        last=quarter_text(asked.last),
    )
    return institution, taken, names


def _name(institution: Institution, found: Pivot) -> str:
    choice = found.choice
    parts = (institution.code, choice.kind, choice.rows, choice.columns, quarter_text(choice.last))
    return "-".join(filter(None, parts))


def _share_url(found: Pivot) -> str:
    choice = found.choice
    asked = {"of": found.institution, "kind": choice.kind, "rows": choice.rows, "columns": ""}
    asked |= {"first": quarter_text(choice.first), "last": quarter_text(choice.last)}
    return f"{reverse('statistics:share')}?{urlencode(asked)}"


def _shown(found: Pivot, names: Mapping[str, str], *, may_share: bool) -> dict[str, object]:
    """What the page says of a table."""
    choice = found.choice
    title, period = title_of(choice.kind, choice.rows, choice.columns), span_words(choice.first, choice.last)
    there = found.shown and bool(found.total) and found.split
    return {
        "title": title,
        "period": period,
        "total_alone": unsplit_words(found.total) if found.shown and found.total and not there else "",
        "table": pivot_table(found, names) if there else None,
        "thin": [quarter_words(quarter) for quarter in found.thin],
        "unsplit": [quarter_words(quarter) for quarter in found.unsplit],
        "picture": _picture(found, title, period, names) if there and not choice.columns else None,
        "rules": [
            COUNTED_RULES[choice.kind],
            *([CONSENT_RULE] if choice.kind == "case" else []),
            PERIOD_RULE,
            *([TOGETHER_RULE] if any(found.merged) else []),
            SUPPRESSION_NOTE,
        ],
        "share_url": _share_url(found) if there and not choice.columns and may_share else "",
        "withheld": count_words(found.withheld) if choice.kind == "case" else "",
    }


def _picture(found: Pivot, title: str, period: str, names: Mapping[str, str]) -> Picture:
    rows = [(code, found.cells[code, MARGIN]) for code in found.rows]
    return picture_of(counts_spec(found.choice.rows, rows, described(title, period, found.total), names))
