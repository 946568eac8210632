"""An indicator period by period, each compared with the one before where the two are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from genderdesk.monitoring.results.models import Indicator, IndicatorVersion
from genderdesk.monitoring.results.queries.keeping_back import kept_back
from genderdesk.monitoring.results.queries.page import Book, newest_targets
from genderdesk.monitoring.results.rules.comparing import Counted, Span, change_of, why_unlike
from genderdesk.monitoring.results.rules.page import Caution
from genderdesk.monitoring.results.vocabulary import Warned


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator in one period. ``change`` in per cent of the period before; ``unlike`` says why there is none.

    ``value`` is None where nothing is kept, or where it is of so few that it is kept back.
    """

    span: Span
    version: int
    value: int | float | None
    whole: int | None
    shown: str
    target: float | None
    change: Decimal | None
    unlike: tuple[Warned, ...]
    cautions: tuple[Caution, ...]


def points_of(indicator: Indicator, spans: Sequence[Span]) -> list[Point]:
    """The indicator in each of the periods, the earliest first; each counted from its first day up to its last."""
    versions = list(indicator.versions.order_by("starts_on", "number"))
    targets = newest_targets(indicator)
    points: list[Point] = []
    before: Counted | None = None
    for span in spans:
        version = next((each for each in reversed(versions) if each.starts_on <= span.last), None)
        point, before = _point(indicator, version, span, targets.get((span.first, span.last)), before)
        points.append(point)
    return points


def _point(
    indicator: Indicator, version: IndicatorVersion | None, span: Span, target: float | None, before: Counted | None
) -> tuple[Point, Counted | None]:
    if version is None:
        return Point(span, 0, None, None, "", target, None, (), ()), None
    found = Book(indicator.institution.code, span.last).measure(version, span.first)
    shown, told = kept_back(found, indicator.unit)
    now = None
    if isinstance(found.value, int):
        edition = f"{indicator.code} {version.number}"
        counted = found.counted or Counted(found.value, span, version.query, "")
        now = replace(counted, definition=f"{edition} {counted.definition}")
    unlike = why_unlike(before, now) if before and now else ()
    # Of one period among others what came after it is no news: it stands in the next.
    told = tuple(each for each in told if each.code != Warned.AFTER_AS_OF)
    small = shown.value is None and found.value is not None
    change = change_of(before.value, now.value) if before and now and not unlike and not small else None
    point = Point(span, version.number, shown.value, shown.whole, shown.text(), target, change, unlike, tuple(told))
    # Of a number that is kept back no change is told: from it and the next one it could be worked out.
    return point, None if small else now
