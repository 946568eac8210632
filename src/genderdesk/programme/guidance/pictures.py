"""How women's share is drawn: a line over the days of the counts, beside the line of the target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import charts
from genderdesk.programme.guidance.queries import StrengthDay
from genderdesk.programme.guidance.vocabulary.strength import WOMEN


def share_chart(days: list[StrengthDay]) -> dict[str, str] | None:
    """The addresses' keys of the drawing in both themes and its words; None where two days are not yet counted."""
    return _drawn(_spec(list(reversed(days)))) if len(days) > 1 else None


def years_chart(shares: Mapping[str, Mapping[int, float]]) -> dict[str, str] | None:
    """Women's share of those recruited and of those sent to missions, year by year; None for fewer than two years."""
    years = sorted({year for each in shares.values() for year in each})
    if len(years) < 2:
        return None
    words = {"recruited": _("Recruited, women in per cent"), "deployed": _("Sent to missions, women in per cent")}
    series = [
        charts.Series(words[name], tuple((str(year), each.get(year)) for year in years))
        for name, each in shares.items()
    ]
    series.append(charts.Series(_("Target"), tuple((str(year), float(WOMEN.per_cent)) for year in years)))
    alt = _(
        "Women in per cent of those recruited and of those sent to missions, %(first)s to %(last)s; the target is "
        "%(target)d per cent."
    )
    return _drawn(charts.lines(series, alt % {"first": years[0], "last": years[-1], "target": WOMEN.per_cent}))


def _drawn(spec: dict[str, Any]) -> dict[str, str]:
    return {
        "light": charts.remember(spec, "light"),
        "dark": charts.remember(spec, "dark"),
        "alt": str(spec["description"]),
    }


def _spec(days: list[StrengthDay]) -> dict[str, Any]:
    labels = [date_format(each.counted_on, "SHORT_DATE_FORMAT") for each in days]
    shares = tuple(zip(labels, [each.share for each in days], strict=True))
    target = tuple((label, float(WOMEN.per_cent)) for label in labels)
    series = [charts.Series(_("Women in per cent"), shares), charts.Series(_("Target"), target)]
    last = days[-1].share
    return charts.lines(
        series,
        _("Women are %(share)s per cent at the last count; the target is %(target)d per cent.")
        % {"share": "–" if last is None else f"{last:.1f}", "target": WOMEN.per_cent},
    )
