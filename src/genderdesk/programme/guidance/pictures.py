"""How women's share is drawn: a line over the days of the counts, beside the line of the target."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import charts
from genderdesk.programme.guidance.queries import StrengthDay
from genderdesk.programme.guidance.vocabulary.strength import WOMEN


def share_chart(days: list[StrengthDay]) -> dict[str, str] | None:
    """The addresses' keys of the drawing in both themes and its words; None where two days are not yet counted."""
    if len(days) < 2:
        return None
    spec = _spec(list(reversed(days)))
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
