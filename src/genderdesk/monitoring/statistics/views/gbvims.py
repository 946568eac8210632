"""The page of the 24 GBVIMS statistics of a month, and its file."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from genderdesk.groundwork.platform.downloads import XLSX, csv_file, saved
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.statistics.access import MAY_EXPORT_INCIDENTS, MAY_SEE_GBVIMS
from genderdesk.monitoring.statistics.exporters.gbvims import gbvims_lines, gbvims_to_export
from genderdesk.monitoring.statistics.exporters.recorder import incidents_to_export, workbook_of
from genderdesk.monitoring.statistics.findings import count_words, month_words
from genderdesk.monitoring.statistics.labels import SUPPRESSION_NOTE
from genderdesk.monitoring.statistics.labels.gbvims import (
    COUNTED_RULE,
    LEFT_OUT,
    RULES,
    SECTIONS,
    TITLES,
    column_words,
    row_words,
)
from genderdesk.monitoring.statistics.queries import GbvimsMonth, gbvims_month, institutions_for, records_left_out
from genderdesk.monitoring.statistics.rules.calendar import month_of_day, months_up_to
from genderdesk.monitoring.statistics.rules.gbvims_shown import Result
from genderdesk.monitoring.statistics.tables import Table
from genderdesk.monitoring.statistics.views import chosen_month
from genderdesk.organisation.institution.models import Institution

_MONTHS_TO_CHOOSE = 24
DESK = "desk"


@dataclass(frozen=True, slots=True)
class Block:
    """One statistic as the page shows it."""

    key: str
    title: Any
    rule: Any
    table: Table
    total: str
    missing: str


@gzip_page
@page(needs=MAY_SEE_GBVIMS)
def gbvims(request: DeskRequest) -> HttpResponse:
    """The 24 statistics of a month: of the institution, or of the head's own desk."""
    institution, choice = institutions_for(request.actor, request.GET.get("of", ""))
    this_month = month_of_day(timezone.localdate())
    month = chosen_month(request.GET.get("month", ""), this_month)
    desk = _desk(request.actor, request.GET.get("scope", ""))
    found = gbvims_month(institution.code, month, desk, records_left_out(request.actor))
    sections = [
        (key, words, [_block(each) for each in found.report.results if each.statistic.section == key])
        for key, words in SECTIONS.items()
    ]
    context = {
        "institution": institution,
        "choice": choice if len(choice) > 1 else [],
        "month_words": month_words(month),
        "running": month == this_month,
        "months": [(f"{each:%Y-%m}", month_words(each)) for each in months_up_to(this_month, _MONTHS_TO_CHOOSE)[::-1]],
        "chosen": f"{month:%Y-%m}",
        "scope": DESK if desk else "",
        "may_choose_desk": _own_desk(request.actor) is not None,
        "sections": sections,
        "counted": count_words(found.report.counted),
        "counted_rule": COUNTED_RULE,
        "left_out": [(LEFT_OUT[reason], count_words(number)) for reason, number in found.report.left_out],
        "suppression_note": SUPPRESSION_NOTE,
        "csv_url": _csv_url(institution.code, found),
        "xlsx_url": _xlsx_url(request.actor, institution, month),
    }
    return render(request, "statistics/gbvims.html", context)


@page(needs=MAY_SEE_GBVIMS)
def gbvims_csv(request: DeskRequest, institution: str, month: str, scope: str = "") -> StreamingHttpResponse:
    """The same numbers as CSV; recorded in the ledger as an export."""
    whose, _choice = institutions_for(request.actor, institution)
    first = chosen_month(month, month_of_day(timezone.localdate()))
    found = gbvims_month(whose.code, first, _desk(request.actor, scope), records_left_out(request.actor))
    taken = gbvims_to_export(request.actor, whose, found)
    name = "-".join(filter(None, (whose.code, month, "gbvims", scope)))
    return csv_file(gbvims_lines(taken), f"{name}.csv")


@page(needs=MAY_EXPORT_INCIDENTS)
def incidents_xlsx(request: DeskRequest, institution: str, month: str) -> HttpResponse:
    """The month's incidents in the Incident Recorder's columns; recorded in the ledger as an export."""
    whose, _choice = institutions_for(request.actor, institution)
    first = chosen_month(month, month_of_day(timezone.localdate()))
    taken = workbook_of(incidents_to_export(request.actor, whose, month=first))
    return saved(HttpResponse(taken, content_type=XLSX), f"{whose.code}-{month}-incidents.xlsx")


def _xlsx_url(actor: Actor, institution: Institution, month: date) -> str:
    if not permits(actor, MAY_EXPORT_INCIDENTS, institution):
        return ""
    return reverse("statistics:incidents_xlsx", args=[institution.code, f"{month:%Y-%m}"])


def _own_desk(actor: Actor) -> uuid.UUID | None:
    """The desk whose own statistics the actor may see: that of which she or he is head."""
    return actor.desk_id if actor.has("desk_head") else None


def _desk(actor: Actor, scope: str) -> uuid.UUID | None:
    if not scope:
        return None
    desk = _own_desk(actor)
    if scope != DESK or desk is None:
        raise Missing(_("There are no such figures for your post."))
    return desk


def _csv_url(institution: str, found: GbvimsMonth) -> str:
    parts = [institution, f"{found.month:%Y-%m}"]
    if found.desk:
        return reverse("statistics:gbvims_desk_csv", args=[*parts, DESK])
    return reverse("statistics:gbvims_csv", args=parts)


def _block(result: Result) -> Block:
    statistic = result.statistic
    columns = tuple(str(column_words(statistic.key, each)) for each in statistic.columns)
    table = Table(
        (_("Row"), *(columns or (_("Number"),))),
        tuple((str(row_words(statistic.key, row.code)), tuple(map(count_words, row.cells))) for row in result.rows),
    )
    return Block(
        statistic.key,
        TITLES[statistic.key],
        RULES[statistic.key],
        table,
        count_words(result.total),
        count_words(result.missing) if result.missing != 0 else "",
    )
