"""Adding fresh deltas to the counters, and making the counters anew when the figures change.

Whoever reads adds the fresh deltas to the counters in one statement, so when this runs changes no figure, only the
work of reading. One process rolls up at a time; acts go on beside it.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from genderdesk.groundwork.platform.facts import Kept
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.monitoring.statistics.facts import facts_of_all_records, keep_facts
from genderdesk.monitoring.statistics.models import Catalogue, Counter, Delta, Spread
from genderdesk.monitoring.statistics.rules.cells import cells_of, edition, measured
from genderdesk.monitoring.statistics.rules.spread import Values, as_kept, from_kept

DELTAS_AT_ONCE = 5000
_ROWS_AT_ONCE = 500
# Any number of our own: the advisory lock of this work on PostgreSQL.
_LOCK = 714_025_311

CounterKey = tuple[str, date, str, str, str]
SpreadKey = tuple[str, date, str]


@dataclass(slots=True)
class Sum:
    """What a number of signed facts add up to."""

    cells: Tally[CounterKey] = field(default_factory=Tally)
    spreads: dict[SpreadKey, Values] = field(default_factory=dict)

    def add(
        self, kind: str, institution: str, month: date, sign: int, dimensions: dict[str, str], measures: dict[str, Any]
    ) -> None:
        for figure, row, column in cells_of(kind, dimensions, measures):
            self.cells[institution, month, figure, row, column] += sign
        for name, value in measured(kind, measures).items():
            self.spreads.setdefault((institution, month, name), Values()).add(value, sign)

    def add_deltas(self, deltas: Iterable[Delta]) -> None:
        for delta in deltas:
            self.add(delta.kind, delta.institution, delta.month, delta.sign, delta.dimensions, delta.measures)


def roll_up() -> int:
    """Add all fresh deltas to the counters; how many there were. 0 where another process is at it."""
    done = 0
    while rolled := roll_up_some():
        done += rolled
    return done


def roll_up_some(limit: int = DELTAS_AT_ONCE) -> int:
    """Add the oldest fresh deltas to the counters, in one transaction."""
    with unguarded("roll-up"), transaction.atomic():
        if not _alone():
            return 0
        # Ids are taken one by one: on PostgreSQL a lower id may become visible after a higher one.
        deltas = list(Delta.objects.filter(rolled=False).order_by("id")[:limit])
        if not deltas:
            return 0
        found = Sum()
        found.add_deltas(deltas)
        _add_counts(found.cells)
        _add_spreads(found.spreads)
        ids = [delta.pk for delta in deltas]
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            Delta.objects.filter(pk__in=ids[start : start + _ROWS_AT_ONCE]).update(rolled=True)
        return len(deltas)


def _alone() -> bool:
    """True where no other process rolls up. On SQLite the transaction itself is exclusive."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _add_counts(cells: Tally[CounterKey]) -> None:
    changes = [(key, change) for key, change in sorted(cells.items()) if change]
    table = Counter._meta.db_table
    days = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        for start in range(0, len(changes), _ROWS_AT_ONCE):
            part = changes[start : start + _ROWS_AT_ONCE]
            sql = (
                f'INSERT INTO {table} (institution, month, figure, "row", "column", count) '  # noqa: S608  # our own table and columns; values as parameters
                f"VALUES {', '.join(['(%s, %s, %s, %s, %s, %s)'] * len(part))} "
                'ON CONFLICT (institution, month, figure, "row", "column") '
                f"DO UPDATE SET count = {table}.count + excluded.count"
            )
            cursor.execute(
                sql,
                [
                    value
                    for (institution, month, figure, row, column), change in part
                    for value in (institution, days(month), figure, row, column, change)
                ],
            )
    Counter.objects.filter(count=0, month__in={key[1] for key, _change in changes}).delete()


def _add_spreads(spreads: dict[SpreadKey, Values]) -> None:
    if not spreads:
        return
    months = {month for _institution, month, _measure in spreads}
    kept = {(row.institution, row.month, row.measure): row for row in Spread.objects.filter(month__in=months)}
    rows = []
    for key, change in spreads.items():
        institution, month, measure = key
        row = kept.get(key) or Spread(institution=institution, month=month, measure=measure)
        values = from_kept(row.values, row.missing)
        for value, times in change.counts.items():
            values.add(value, times)
        row.values, row.missing = as_kept(values), values.missing + change.missing
        rows.append(row)
    Spread.objects.bulk_create([row for row in rows if row.pk is None])
    Spread.objects.bulk_update([row for row in rows if row.pk is not None], ["values", "missing"])


def rebuild() -> None:
    """Make all counters anew from the rolled deltas, in one transaction: readers see the old ones until it ends."""
    with unguarded("counters made anew"), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        found = Sum()
        found.add_deltas(Delta.objects.filter(rolled=True).iterator(chunk_size=2000))
        Counter.objects.all().delete()
        Spread.objects.all().delete()
        _add_counts(found.cells)
        _add_spreads(found.spreads)
        Catalogue.objects.update_or_create(pk=1, defaults={"edition": edition(), "made_at": timezone.now()})


def rebuild_if_changed() -> bool:
    """Make the counters anew where they were made for another edition of the figures; whether they were."""
    if Catalogue.objects.filter(pk=1, edition=edition()).exists():
        return False
    bring_up_to_date()
    rebuild()
    return True


def bring_up_to_date() -> None:
    """Keep the fact of every record as its room gives it today, where that differs from the one kept."""
    waiting: Kept = []
    for fact in facts_of_all_records():
        waiting.append((fact, False))
        if len(waiting) == _ROWS_AT_ONCE:
            _keep(waiting)
            waiting = []
    _keep(waiting)


def _keep(facts: Kept) -> None:
    with unguarded("facts brought up to date"), transaction.atomic():
        keep_facts(facts)


def after_migrate(**_kwargs: Any) -> None:
    """A new edition of the figures comes with new code, so the counters are checked when the database is updated."""
    rebuild_if_changed()
