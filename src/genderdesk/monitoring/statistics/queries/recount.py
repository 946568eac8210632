"""The proof: counters against a recount of the deltas, and deltas against the records themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.db.models import Sum as SqlSum

from genderdesk.groundwork.platform.facts import Fact
from genderdesk.monitoring.statistics.facts import State, facts_of_all_records, state_of
from genderdesk.monitoring.statistics.models import Counter, Delta, Spread
from genderdesk.monitoring.statistics.rollup import CounterKey, Sum
from genderdesk.monitoring.statistics.rules.spread import as_kept

_ROWS_AT_ONCE = 2000


def recount_differs() -> list[str]:
    """Sentences on what differs, empty where every counter equals a recount of all records.

    The first look takes no lock, so acts that go on meanwhile may disturb it; what it finds is looked at again in one
    transaction before it is called a difference.
    """
    return _differences() and _undisturbed(_differences)


def _undisturbed(look: Callable[[], list[str]]) -> list[str]:
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return look()


def _differences() -> list[str]:
    return [*_counters_against_deltas(), *_deltas_alone(), *_deltas_against_records()]


def _counters_against_deltas() -> list[str]:
    recount = Sum()
    recount.add_deltas(Delta.objects.filter(rolled=True).iterator(chunk_size=_ROWS_AT_ONCE))
    kept: dict[CounterKey, int] = {
        (row.institution, row.month, row.figure, row.row, row.column): row.count for row in Counter.objects.iterator()
    }
    found = [
        f"{_place(key)}: the counter says {kept.get(key, 0)}, a recount {recount.cells.get(key, 0)}"
        for key in sorted(kept.keys() | recount.cells.keys())
        if kept.get(key, 0) != recount.cells.get(key, 0)
    ]
    spreads = {(row.institution, row.month, row.measure): row for row in Spread.objects.iterator()}
    for key in sorted(spreads.keys() | recount.spreads.keys()):
        row, values = spreads.get(key), recount.spreads.get(key)
        says = (row.values, row.missing) if row else ({}, 0)
        if says != ((as_kept(values), values.missing) if values else ({}, 0)):
            found.append(f"{key[0]} {key[1]:%Y-%m} {key[2]}: the kept times differ from a recount")
    return found


def _place(key: CounterKey) -> str:
    institution, month, figure, row, column = key
    return " ".join(filter(None, (institution, f"{month:%Y-%m}", figure, row, column)))


def _deltas_alone() -> list[str]:
    """Every record must add up to one fact that holds, or to none where it was withdrawn."""
    wrong = (
        Delta.objects.values("kind", "record_id")
        .annotate(sum=SqlSum("sign"))
        .exclude(sum__in=(0, 1))
        .order_by("kind", "record_id")
    )
    return [f"{row['kind']} {row['record_id']}: counted {row['sum']} times" for row in wrong[:20]]


class _Mark:
    """An order-free fingerprint of many facts in constant memory: their number, and the sum of their hashes."""

    def __init__(self) -> None:
        self.number = 0
        self.hashes = 0
        self.sum = Sum()

    def add(self, fact: Fact | Delta, sign: int, state: State) -> None:
        text = f"{fact.kind} {fact.record_id} {state.day} {state.dimensions} {state.measures}"
        digest = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())
        self.number += sign
        self.hashes = (self.hashes + sign * digest) % 2**128
        institution = fact.dimensions.get("institution", "")
        self.sum.add(fact.kind, institution, _month(state.day), sign, fact.dimensions, fact.measures)


def _month(day: date) -> date:
    return day.replace(day=1)


def _deltas_against_records() -> list[str]:
    """Every base record's fact as of now against what the deltas add up to, kind by kind."""
    marks: dict[str, tuple[_Mark, _Mark]] = {}
    for delta in Delta.objects.iterator(chunk_size=_ROWS_AT_ONCE):
        kept, _counted = marks.setdefault(delta.kind, (_Mark(), _Mark()))
        kept.add(delta, delta.sign, State.of(delta.day, delta.dimensions, delta.measures))
    for fact in facts_of_all_records():
        _kept, counted = marks.setdefault(fact.kind, (_Mark(), _Mark()))
        counted.add(fact, 1, state_of(fact))
    return [sentence for kind, (kept, counted) in sorted(marks.items()) for sentence in _compare(kind, kept, counted)]


def _compare(kind: str, kept: _Mark, counted: _Mark) -> list[str]:
    if kept.hashes == counted.hashes and kept.number == counted.number:
        return []
    cells = kept.sum.cells.keys() | counted.sum.cells.keys()
    found = [
        f"{_place(cell)}: the facts say {kept.sum.cells[cell]}, the records {counted.sum.cells[cell]}"
        for cell in sorted(cells)
        if kept.sum.cells[cell] != counted.sum.cells[cell]
    ]
    return found or [f"{kind}: some facts differ from their records, though the figures agree"]
