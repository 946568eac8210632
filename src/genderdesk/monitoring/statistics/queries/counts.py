"""Counters and fresh deltas read together, in one statement, so that the sum is exact at every instant."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from genderdesk.monitoring.statistics.facts import as_date
from genderdesk.monitoring.statistics.models import Counter, Delta, Spread
from genderdesk.monitoring.statistics.rules.calendar import months_between
from genderdesk.monitoring.statistics.rules.cells import cells_of, measured
from genderdesk.monitoring.statistics.rules.spread import Values, from_kept
from genderdesk.monitoring.statistics.vocabulary import FIGURES, TOTALS

# What the counters of a month are asked for; those of Explore's tables stand beside them.
OF_A_MONTH = (TOTALS, *(figure.key for figure in FIGURES))


@dataclass(slots=True)
class MonthCounts:
    """One month as counted, nothing kept back: not to be shown before ``rules.disclosure`` has seen it."""

    cells: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)
    spreads: dict[str, Values] = field(default_factory=dict)

    def add(self, figure: str, row: str, column: str, count: int) -> None:
        cells = self.cells.setdefault(figure, {})
        cells[row, column] = cells.get((row, column), 0) + count

    def of(self, figure: str) -> dict[tuple[str, str], int]:
        """A figure's cells that are not nought."""
        return {cell: count for cell, count in self.cells.get(figure, {}).items() if count}

    def total(self, name: str) -> int:
        return self.cells.get(TOTALS, {}).get((name, ""), 0)


@dataclass(slots=True)
class Counts:
    """Months as counted, and the first month of the institution that has anything in it."""

    months: dict[date, MonthCounts] = field(default_factory=dict)
    first: date | None = None

    def month(self, month: date) -> MonthCounts:
        return self.months.setdefault(month, MonthCounts())


@dataclass(frozen=True, slots=True)
class Asked:
    """What the database said of some months of an institution: rows of ``_sql``, and the facts to be left out."""

    rows: list[Any]
    without: list[tuple[date, str, int, dict[str, str], dict[str, float | None]]]
    figures: tuple[str, ...]

    @property
    def digest(self) -> bytes:
        """The same for the same answers; a month of a large desk has a megabyte of them."""
        return hashlib.blake2b(pickle.dumps((self.rows, self.without)), digest_size=16).digest()


def ask_for(
    institution: str,
    whole: list[date],
    totals_from: date,
    totals_to: date,
    without: frozenset[str] = frozenset(),
    figures: tuple[str, ...] = OF_A_MONTH,
) -> Asked:
    """The months of ``whole`` with all figures, and the totals alone of every month of the range.

    ``institution`` is its code; months are first days; ``without`` are records that the reader's figures leave out;
    ``figures`` are the counters asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute(*_sql(institution, whole, totals_from, totals_to, figures))
        rows = cursor.fetchall()
    if not without:
        return Asked(rows, [], figures)
    months = {totals_from, *whole}
    there = Delta.objects.filter(institution=institution, month__range=(min(months), max([*whole, totals_to])))
    named = there.filter(record_id__in=without).order_by("pk")
    return Asked(rows, list(named.values_list("month", "kind", "sign", "dimensions", "measures")), figures)


def add_up(asked: Asked) -> Counts:
    """What the answers add up to."""
    counts = Counts()
    for part, month, one, two, three, number, more, most in asked.rows:
        if part == "first":
            first = as_date(month) if month else None
            counts.first = min(filter(None, (counts.first, first)), default=None)
        elif part == "cell":
            counts.month(as_date(month)).add(one, two, three, number)
        elif part == "spread":
            _add_spread(counts.month(as_date(month)), one, from_kept(json.loads(more), number))
        else:
            _add_delta(counts.month(as_date(month)), one, number, json.loads(more), json.loads(most), asked.figures)
    # Whatever was added of what is left out, rolled up or fresh, is taken away again.
    for month, kind, sign, dimensions, measures in asked.without:
        _add_delta(counts.month(month), kind, -sign, dimensions, measures, asked.figures)
    return counts


def _add_spread(month: MonthCounts, measure: str, values: Values) -> None:
    kept = month.spreads.setdefault(measure, Values())
    for value, times in values.counts.items():
        kept.add(value, times)
    kept.missing += values.missing


def _add_delta(
    month: MonthCounts,
    kind: str,
    sign: int,
    dimensions: dict[str, str],
    measures: dict[str, float | None],
    figures: tuple[str, ...],
) -> None:
    for figure, row, column in cells_of(kind, dimensions, measures):
        if figure in figures:
            month.add(figure, row, column, sign)
    for name, value in measured(kind, measures).items():
        month.spreads.setdefault(name, Values()).add(value, sign)


def _sql(
    institution: str, whole: list[date], totals_from: date, totals_to: date, figures: tuple[str, ...]
) -> tuple[str, list[Any]]:
    """One statement; columns: part, month, three keys, a number, two texts."""
    days = connection.ops.adapt_datefield_value
    counter, spread, delta = Counter._meta.db_table, Spread._meta.db_table, Delta._meta.db_table
    months = [days(month) for month in whole]
    places = ", ".join(["%s"] * len(months))
    no_text = "CAST(NULL AS text)"
    # Joined to nothing, the institution leads no database to the index of all facts: those not counted yet are few.
    fresh = "NOT rolled AND institution || '' = %s"

    def cells(among: Sequence[Any], of: Sequence[str]) -> tuple[str, list[Any]]:
        # Months each by its name: of a range, a database reads every other figure too.
        return (
            f'SELECT \'cell\', month, figure, "row", "column", count, {no_text}, {no_text} FROM {counter} '
            f"WHERE institution = %s AND month IN ({', '.join(['%s'] * len(among))}) "
            f"AND figure IN ({', '.join(['%s'] * len(of))})",
            [institution, *among, *of],
        )

    parts = [
        cells(months, figures),
        (
            f"SELECT 'spread', month, measure, '', '', missing, CAST(\"values\" AS text), {no_text} FROM {spread} "
            f"WHERE institution = %s AND month IN ({places})",
            [institution, *months],
        ),
        (
            "SELECT 'delta', month, kind, '', '', sign, CAST(dimensions AS text), CAST(measures AS text) "
            f"FROM {delta} WHERE {fresh} AND (month BETWEEN %s AND %s OR month IN ({places}))",
            [institution, days(totals_from), days(totals_to), *months],
        ),
        (
            f"SELECT 'first', MIN(month), '', '', '', 0, {no_text}, {no_text} FROM {counter} WHERE institution = %s",
            [institution],
        ),
        (
            f"SELECT 'first', MIN(month), '', '', '', 0, {no_text}, {no_text} FROM {delta} WHERE {fresh}",
            [institution],
        ),
    ]
    if others := [days(month) for month in months_between(totals_from, totals_to) if month not in whole]:
        parts.append(cells(others, [TOTALS]))
    return " UNION ALL ".join(sql for sql, _values in parts), [value for _sql, values in parts for value in values]
