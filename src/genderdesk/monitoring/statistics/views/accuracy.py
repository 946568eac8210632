"""The page on what followed the assessments of risk of a year, and its file."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from genderdesk.casework.cases.labels import RISK_LEVELS
from genderdesk.casework.cases.queries import instrument_names
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.statistics.access import MAY_EXPORT_FIGURES
from genderdesk.monitoring.statistics.exporters.accuracy import accuracy_lines, accuracy_to_export
from genderdesk.monitoring.statistics.findings import count_words, percent_words
from genderdesk.monitoring.statistics.labels import SUPPRESSION_NOTE
from genderdesk.monitoring.statistics.labels.accuracy import (
    CANNOT_SEE,
    COLUMNS,
    COUNTED_RULE,
    DEATHS_RULE,
    SHARE_RULE,
)
from genderdesk.monitoring.statistics.queries import accuracy_year, institutions_for, records_left_out
from genderdesk.monitoring.statistics.rules.accuracy import Accuracy, LevelRow
from genderdesk.monitoring.statistics.tables import Table
from genderdesk.monitoring.statistics.vocabulary import ACCURACY_YEARS


@dataclass(frozen=True, slots=True)
class Block:
    """One version of an instrument as the page shows it."""

    key: str
    name: str
    version: str
    table: Table
    early: str


@gzip_page
@page(needs=MAY_EXPORT_FIGURES)
def accuracy(request: DeskRequest) -> HttpResponse:
    """By instrument and level: how many cases, how many with new violence recorded, how many deaths."""
    institution, choice = institutions_for(request.actor, request.GET.get("of", ""))
    year = _chosen_year(request.GET.get("year", ""))
    found = accuracy_year(institution.code, year, records_left_out(request.actor))
    names = instrument_names()
    context = {
        "institution": institution,
        "choice": choice if len(choice) > 1 else [],
        "year": str(year),
        "years": [str(each) for each in _years()],
        "running": year == timezone.localdate().year,
        "blocks": [_block(part, names) for part in found.parts],
        "rules": (COUNTED_RULE, DEATHS_RULE, SHARE_RULE, SUPPRESSION_NOTE),
        "cannot_see": CANNOT_SEE,
        "csv_url": reverse("statistics:accuracy_csv", args=[institution.code, year]),
    }
    return render(request, "statistics/accuracy.html", context)


@page(needs=MAY_EXPORT_FIGURES)
def accuracy_csv(request: DeskRequest, institution: str, year: int) -> StreamingHttpResponse:
    """The same numbers as CSV; recorded in the ledger as an export."""
    whose, _choice = institutions_for(request.actor, institution)
    found = accuracy_year(whose.code, _chosen_year(str(year)), records_left_out(request.actor))
    taken = accuracy_to_export(request.actor, whose, found, year=year)
    return csv_file(accuracy_lines(taken), f"{whose.code}-{year}-risk-accuracy.csv")


def _years() -> list[int]:
    """This year and those before it, of which files may still be there."""
    this = timezone.localdate().year
    return list(range(this, this - ACCURACY_YEARS, -1))


def _chosen_year(text: str) -> int:
    years = _years()
    if not text:
        return years[0]
    if not text.isdecimal() or int(text) not in years:
        raise Invalid(
            _("Choose a year from %(first)s to %(last)s.") % {"first": str(years[-1]), "last": str(years[0])}, "year"
        )
    return int(text)


def _block(part: Accuracy, names: dict[tuple[str, str], str]) -> Block:
    headings = (_("Level of risk"), *(str(words) for words in COLUMNS.values()))
    rows = tuple((str(RISK_LEVELS[row.level]), _cells(row)) for row in part.rows)
    table = Table(headings, rows, _cells(part.total))
    name = names.get((part.instrument, part.version), part.instrument)
    key = f"{part.instrument}-{part.version}".replace(".", "-")
    return Block(key, name, part.version, table, "" if part.early == 0 else count_words(part.early))


def _cells(row: LevelRow) -> tuple[str, ...]:
    share = percent_words(*row.share) if row.share else "–"
    return count_words(row.cases), count_words(row.violence), share, count_words(row.deaths)
