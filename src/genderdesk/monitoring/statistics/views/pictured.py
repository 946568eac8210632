"""Charts of pages: two addresses, and what they are of in words, also for those who do not see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import charts
from genderdesk.monitoring.statistics.findings import count_words
from genderdesk.monitoring.statistics.labels.explore import COUNTED, DIMENSIONS


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart's two addresses, and what it says for those who do not see it."""

    light: str
    dark: str
    alt: str
    keys: tuple[str, ...] = ()


def picture_of(spec: dict[str, Any]) -> Picture:
    """A chart to be drawn when it is first asked for."""
    keys = tuple(charts.remember(spec, theme) for theme in ("light", "dark"))
    light, dark = (reverse("statistics:chart", args=[key]) for key in keys)
    return Picture(light, dark, spec["description"], keys)


def title_of(kind: str, rows: str, columns: str = "") -> str:
    """What a table of Explore counts, by what."""
    words = {"counted": COUNTED[kind], "rows": DIMENSIONS[rows]}
    if not columns:
        return _("%(counted)s, by: %(rows)s") % words
    return _("%(counted)s, by: %(rows)s × %(columns)s") % (words | {"columns": DIMENSIONS[columns]})


def described(title: str, period: str, total: int | None) -> str:
    """A chart of one list of numbers for those who do not see it."""
    words = {"title": title, "period": period, "total": count_words(total)}
    return _("%(title)s. %(period)s, %(total)s in all. The table has the same numbers.") % words
