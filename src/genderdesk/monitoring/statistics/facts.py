"""Where facts are kept: the sink of ``platform.facts``, called in the transaction of every act.

A new record costs one row. Of a record that was counted before, the last fact is looked up: where
it still holds nothing is written, else it is taken back and the new one added in one statement. A record that was
withdrawn counts for nothing until it is given again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

from genderdesk.groundwork.platform import facts, rows
from genderdesk.groundwork.platform.facts import Fact, Kept, Withdrawn
from genderdesk.monitoring.statistics.models import Delta

Record = tuple[str, str]

_COLUMNS = (
    "kind",
    "record_id",
    "institution",
    "day",
    "month",
    "dimensions",
    "measures",
    "sign",
    "rolled",
    "kept_at",
)
RECORDS_AT_ONCE = 500
_STREAMED = 2000


@dataclass(frozen=True, slots=True)
class State:
    """What a record counts as: the parts of a fact that are compared and kept."""

    day: date
    dimensions: str
    measures: str

    @classmethod
    def of(cls, day: date, dimensions: Mapping[str, str], measures: Mapping[str, float | None]) -> State:
        return cls(day, _text(dimensions), _text(measures))


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def state_of(fact: Fact) -> State:
    return State.of(fact.day, fact.dimensions, fact.measures)


def keep_facts(kept: Kept) -> None:
    """Keep facts in the running transaction; ``new`` promises that the record was never counted before."""
    last = _last_states([(fact.kind, fact.record_id) for fact, new in kept if not new])
    counted = {(fact.kind, fact.record_id) for fact, new in kept if not new}
    now = timezone.now()
    fresh: list[list[Any]] = []
    for fact, _new in kept:
        record = (fact.kind, fact.record_id)
        if isinstance(fact, Withdrawn):
            if (earlier := last.pop(record, None)) is not None:
                fresh.append(_row(record, earlier, -1, now))
            continue
        if record not in counted:
            fresh.append(_values(record, fact.day, fact.dimensions, fact.measures, 1, now))
            continue
        state, earlier = state_of(fact), last.get(record)
        if state == earlier:
            continue
        if earlier is not None:
            fresh.append(_row(record, earlier, -1, now))
        fresh.append(_row(record, state, 1, now))
        last[record] = state
    rows.put(rows.insert_of(Delta, *_COLUMNS), *fresh)


def _row(record: Record, state: State, sign: int, now: datetime) -> list[Any]:
    return _values(record, state.day, json.loads(state.dimensions), json.loads(state.measures), sign, now)


def _values(
    record: Record,
    day: date,
    dimensions: dict[str, str],
    measures: dict[str, float | None],
    sign: int,
    now: datetime,
) -> list[Any]:
    institution = dimensions.get("institution") or ""
    return [*record, institution, day, day.replace(day=1), dimensions, measures, sign, False, now]


def _last_states(records: list[Record]) -> dict[Record, State]:
    """What each record counts as now; a record that was never counted is left out.

    Two acts on one record must not both take back the same fact: on PostgreSQL the second waits for the first to
    commit, and SQLite has one writer anyway.
    """
    if not records:
        return {}
    unique = sorted(set(records))
    found: dict[Record, State] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(unique), RECORDS_AT_ONCE):
            part = unique[start : start + RECORDS_AT_ONCE]
            if connection.vendor == "postgresql":
                names = [f"{kind} {record_id}" for kind, record_id in part]
                cursor.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS name", [names]
                )
            cursor.execute(*_last_sql(part))
            for kind, record_id, day, dimensions, measures in cursor.fetchall():
                found[kind, record_id] = State.of(as_date(day), json.loads(dimensions), json.loads(measures))
    return found


def _last_sql(records: list[Record]) -> tuple[str, list[str]]:
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in records:
        by_kind.setdefault(kind, []).append(record_id)
    conditions, values = [], []
    for kind, ids in by_kind.items():
        conditions.append(f"(kind = %s AND record_id IN ({', '.join(['%s'] * len(ids))}))")
        values += [kind, *ids]
    table = Delta._meta.db_table
    sql = (
        f"SELECT kind, record_id, day, CAST(dimensions AS text), CAST(measures AS text) FROM {table} WHERE id IN "  # noqa: S608  # our own table and columns; values as parameters
        f"(SELECT MAX(id) FROM {table} WHERE {' OR '.join(conditions)} GROUP BY kind, record_id) AND sign = 1"
    )
    return sql, values


def as_date(value: date | str) -> date:
    """A date from plain SQL: PostgreSQL gives a date, SQLite its text."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def facts_of_all_records() -> Iterator[Fact]:
    """The fact of every record that is counted, streamed; records are read with the records they point to."""
    for model, function in facts.functions.items():
        for record in _with_neighbours(model).iterator(chunk_size=_STREAMED):
            if isinstance(fact := function(record), Fact):
                yield fact


def _with_neighbours(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """All records of a model in one query: what they point to comes along, and the institution of that."""
    names = []
    for each in model._meta.get_fields():
        target = each.related_model
        if not (each.many_to_one or each.one_to_one) or not isinstance(target, type):
            continue
        names.append(each.name)
        if issubclass(target, models.Model):
            names += [f"{each.name}__{far.name}" for far in target._meta.fields if far.name == "institution"]
    return model._base_manager.select_related(*names)
