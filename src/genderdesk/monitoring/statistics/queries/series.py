"""How many reports, cases and services of a period count, for a comparison with another period.

Sealed and joined files are in none. Whoever shows a number keeps a small one back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.rules.cells import stage_of
from genderdesk.monitoring.statistics.vocabulary import COMPLETED

_STREAMED = 2000
Values = Mapping[str, Any]


def reports_between(institution: str, first: date, last: date, without: frozenset[str] = frozenset()) -> int:
    """Reports to an institution (its code) from a day up to and with another one."""
    return _facts("report", institution, first, last, without)


def kept_since(institution: str) -> date | None:
    """The day of the first report to an institution that the system keeps; None where it keeps none."""
    # By month first, which the index holds in order.
    kept = Delta.objects.filter(kind="report", institution=institution).order_by("month", "day")
    return kept.values_list("day", flat=True).first()


def closed_between(institution: str, first: date, last: date, without: frozenset[str] = frozenset()) -> int:
    """Cases opened in the period that are closed."""
    return _facts("case", institution, first, last, without, lambda case, _measures: case.get("state") == "closed")


def served_between(
    institution: str, first: date, last: date, service: str, without: frozenset[str] = frozenset()
) -> int:
    """Referrals for a service, proposed in the period, at which the survivor was seen."""

    def seen(referral: Values, measures: Values) -> bool:
        stage = stage_of(referral.get("status", ""), measures.get("attendance_hours") is not None)
        return referral.get("service") == service and stage == COMPLETED

    return _facts("referral", institution, first, last, without, seen)


def _facts(
    kind: str,
    institution: str,
    first: date,
    last: date,
    without: frozenset[str],
    counts: Callable[[Values, Values], bool] = lambda _dimensions, _measures: True,
) -> int:
    held = Delta.objects.filter(kind=kind, institution=institution, day__gte=first, day__lte=last)
    rows = held.values_list("record_id", "dimensions", "measures", "sign").iterator(chunk_size=_STREAMED)
    return sum(
        sign for record, dimensions, measures, sign in rows if record not in without and counts(dimensions, measures)
    )
