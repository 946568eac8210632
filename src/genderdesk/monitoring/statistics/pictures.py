"""How figures are drawn: the chart's spec for each, and the map. Every number comes from the month as shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from genderdesk.groundwork.platform import charts
from genderdesk.groundwork.platform.charts import Theme
from genderdesk.monitoring.statistics.access import COUNTED_KINDS
from genderdesk.monitoring.statistics.findings import (
    count_words,
    duration_words,
    finding_of,
    number_words,
    trend_finding,
)
from genderdesk.monitoring.statistics.labels import KINDS, NOT_SHOWN, STAGES, TITLES, row_label
from genderdesk.monitoring.statistics.labels.explore import code_label
from genderdesk.monitoring.statistics.queries import Month, Shown, month_of
from genderdesk.monitoring.statistics.rules.calendar import month_of_day
from genderdesk.monitoring.statistics.rules.classes import Class, classes_of
from genderdesk.monitoring.statistics.vocabulary import Drawing
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.places.queries import DistrictMap, district_map, districts

THEMES: tuple[Theme, ...] = ("light", "dark")
MAP_WIDTH = 480

Districts = Mapping[str, str]
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Area:
    """A district on the map: its shape, its class ("" for none, "hidden" where kept back) and its number as text."""

    code: str
    name: str
    d: str
    x: float
    y: float
    shade: str
    text: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The districts with their classes, and the legend."""

    width: float
    height: float
    areas: tuple[Area, ...]
    legend: tuple[Class, ...]
    hidden: bool


_held: tuple[DistrictMap, dict[str, str]] | None = None


def map_and_names() -> tuple[DistrictMap, dict[str, str]]:
    """The map and every district's name by code, in one small query unless places were loaded again."""
    global _held
    drawn = district_map(MAP_WIDTH)
    held = _held
    if held is None or held[0] is not drawn:
        held = (drawn, dict(districts().values_list("code", "name")))
        _held = held
    return held


def spec_of(shown: Shown, month: Month, names: Districts) -> Spec | None:
    """The chart of a figure; None for the map, and where nothing may be or is to be drawn."""
    if shown.total is None or shown.empty or shown.figure.drawing is Drawing.MAP:
        return None
    description = f"{TITLES[shown.figure.key]}. {finding_of(shown, month, names)}"
    if shown.figure.drawing is Drawing.RANGES:
        return _ranges(shown, description)
    if shown.figure.drawing is Drawing.STACKED:
        return _stacked(shown, description, names)
    rows = [
        charts.Bar(
            str(row_label(shown.figure, row.code, names)),
            row.count,
            count_words(row.count),
            row.earlier,
        )
        for row in shown.rows
    ]
    return charts.bars(rows, description)


def counts_spec(dimension: str, rows: Iterable[tuple[str, int | None]], description: str, names: Districts) -> Spec:
    """The chart of one list of numbers, in the order in which they stand."""
    drawn = [charts.Bar(str(code_label(dimension, code, names)), count, count_words(count)) for code, count in rows]
    return charts.bars(drawn, description)


def _ranges(shown: Shown, description: str) -> Spec:
    rows = []
    for interval in shown.intervals:
        if interval.median is None:
            text = str(NOT_SHOWN)
        elif interval.p90 is None:
            text = duration_words(interval.median)
        else:
            text = f"{duration_words(interval.median)} | {duration_words(interval.p90)}"
        label = str(row_label(shown.figure, interval.code, {}))
        rows.append(charts.Range(label, interval.median, interval.p90, text))
    return charts.ranges(rows, _("Median"), _("90th percentile"), description)


def _stacked(shown: Shown, description: str, names: Districts) -> Spec:
    rows = [
        (
            str(row_label(shown.figure, row.code, names)),
            row.columns,
            ["" if value is None else number_words(value) for value in row.columns],
        )
        for row in shown.rows
    ]
    parts = [str(STAGES[code]) for code in shown.figure.column_codes]
    ends = [str(NOT_SHOWN) if None in row.columns else number_words(0) if row.count == 0 else "" for row in shown.rows]
    return charts.stacked_bars(rows, parts, description, ends)


def trend_spec(month: Month) -> Spec:
    """Reports and cases over twelve months."""
    labels = [date_format(each, "N") for each, _reports, _cases in month.trend]
    # Two months of one name would fall together on the axis.
    labels = [label if label not in labels[:index] else f"{label} " for index, label in enumerate(labels)]
    series = [
        charts.Series(str(KINDS["report"]), tuple(zip(labels, [row[1] for row in month.trend], strict=True))),
        charts.Series(str(KINDS["case"]), tuple(zip(labels, [row[2] for row in month.trend], strict=True))),
    ]
    return charts.lines(series, trend_finding(month))


def specs_of(month: Month, names: Districts) -> dict[str, Spec]:
    """All charts of a month by figure, the twelve months under ``trend``."""
    found = {shown.figure.key: spec for shown in month.figures if (spec := spec_of(shown, month, names)) is not None}
    found["trend"] = trend_spec(month)
    return found


def drawn_map(shown: Shown, paths: DistrictMap) -> DrawnMap:
    """The map of a figure by district: the same numbers as its table, as a shade and in figures."""
    counts = {row.code: row.count for row in shown.rows}
    legend = classes_of([count for code, count in counts.items() if count])
    areas = []
    for path in paths.paths:
        count = counts.get(path.code, 0)
        shade = "hidden" if count is None else next((each.key for each in legend if each.holds(count)), "none")
        text = "" if not count else number_words(count)
        areas.append(Area(path.code, path.name, path.d, path.x, path.y, shade, text))
    hidden = any(area.shade == "hidden" for area in areas)
    return DrawnMap(paths.width, paths.height, tuple(areas), legend, hidden)


def charts_of_running_month() -> Iterator[tuple[Spec, Theme]]:
    """Every chart of the running month, for each institution, language and theme."""
    month = month_of_day(timezone.localdate())
    _paths, names = map_and_names()
    for institution in Institution.objects.filter(kind__in=COUNTED_KINDS).order_by("code"):
        shown = month_of(institution.code, month, names)
        for language, _name in settings.LANGUAGES:
            with override(language):
                for spec in specs_of(shown, names).values():
                    for theme in THEMES:
                        yield spec, theme
