"""New rows by statements prepared once, gathered until something else is asked of the database.

``Model.save`` builds its INSERT anew each time, which costs more than the database needs to carry it out. Here the
statement is built once for a table. While rows are gathered (in an act) they wait, so that sealing, digests and JSON
are done before the transaction takes the database's lock; whatever statement comes next first writes what waits, so
nobody inside the transaction can tell the difference. A broken constraint shows when the rows are written, at the
latest at the end of the act.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

# What most values need to become the driver's, by the field's internal type and the value's exact class; all others go
# through the field's own preparation.
Adapters = dict[type, Callable[[Any], Any]]
_AS_IT_IS: Adapters = {type(None): lambda value: value}
_TEXT: Adapters = {**_AS_IT_IS, str: lambda value: value}
_NUMBER: Adapters = {**_AS_IT_IS, int: lambda value: value, bool: lambda value: value}
_EVERYWHERE: dict[str, Adapters] = {
    "BinaryField": {**_AS_IT_IS, bytes: lambda value: value},
    "CharField": _TEXT,
    "TextField": _TEXT,
    "BooleanField": _NUMBER,
    "SmallIntegerField": _NUMBER,
    "PositiveSmallIntegerField": _NUMBER,
    "IntegerField": _NUMBER,
    "BigIntegerField": _NUMBER,
}


def _naive_text(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))


_ON: dict[str, dict[str, Adapters]] = {
    "sqlite": {
        "UUIDField": {**_AS_IT_IS, uuid.UUID: lambda value: value.hex},
        "JSONField": {**_AS_IT_IS, dict: json.dumps},
        "DateField": {**_AS_IT_IS, date: str},
        # A time without a zone is a fault that the field tells.
        "DateTimeField": {**_AS_IT_IS, datetime: _naive_text},
    },
    "postgresql": {
        "UUIDField": {**_AS_IT_IS, uuid.UUID: lambda value: value},
        "DateField": {**_AS_IT_IS, date: lambda value: value},
        "DateTimeField": {**_AS_IT_IS, datetime: lambda value: value},
    },
}


def _adapters(field: models.Field[Any, Any], vendor: str) -> Adapters:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    kind = field.get_internal_type()
    if isinstance(field, models.JSONField) and field.encoder is not None:
        return {}
    return _EVERYWHERE.get(kind) or _ON.get(vendor, {}).get(kind, {})


@dataclass(frozen=True, slots=True, eq=False)
class Insert:
    """A prepared INSERT of one table, for a number of named fields."""

    sql: str
    fields: tuple[models.Field[Any, Any], ...]
    adapters: tuple[Adapters, ...]

    def row(self, values: Sequence[Any]) -> list[Any]:
        """Values of the fields as the database driver takes them."""
        ready = []
        for field, adapters, value in zip(self.fields, self.adapters, values, strict=True):
            adapt = adapters.get(type(value))
            ready.append(adapt(value) if adapt is not None else _prepared(field, value))
        return ready

    def execute(self, rows: Sequence[list[Any]]) -> None:
        with connection.cursor() as cursor:
            if len(rows) == 1:
                cursor.execute(self.sql, rows[0])
            else:
                cursor.executemany(self.sql, rows)


def _prepared(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value.value)
    return field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


@lru_cache(maxsize=256)
def insert_of(model: type[models.Model], *names: str) -> Insert:
    """The INSERT of ``model`` for the named fields, for all of them where none is named."""
    meta = model._meta
    known: dict[str, models.Field[Any, Any]] = {field.name: field for field in meta.concrete_fields}
    fields = tuple(known[name] for name in names or known)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return Insert(
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608  # names of our own tables
        fields,
        tuple(_adapters(field, connection.vendor) for field in fields),
    )


class Waiting:
    """Rows that wait, table by table in the order in which they were first added."""

    def __init__(self) -> None:
        self.rows: dict[Insert, list[list[Any]]] = {}

    def put(self, insert: Insert, rows: list[list[Any]]) -> None:
        self.rows.setdefault(insert, []).extend(rows)

    def take_over(self, other: Waiting) -> None:
        """Add the rows of another, which keeps none."""
        for insert, rows in other.rows.items():
            self.put(insert, rows)
        other.rows = {}

    def write(self) -> None:
        """Send what waits to the database."""
        taken, self.rows = self.rows, {}
        for insert, rows in taken.items():
            insert.execute(rows)


_waiting: ContextVar[Waiting | None] = ContextVar("genderdesk_rows", default=None)


def waiting() -> Waiting | None:
    """Where new rows wait now; None where they are written at once."""
    return _waiting.get()


@contextmanager
def gathered(place: Waiting) -> Iterator[None]:
    """Let new rows wait in ``place``; whoever opened this writes what is left at the end."""
    token = _waiting.set(place)
    try:
        yield
    finally:
        _waiting.reset(token)


def settle() -> None:
    """Write what waits; asked before every statement, and at the end of an act."""
    place = _waiting.get()
    if place is None:
        return
    with gathered_nowhere():
        place.write()


@contextmanager
def gathered_nowhere() -> Iterator[None]:
    """Send new rows to the database at once."""
    token = _waiting.set(None)
    try:
        yield
    finally:
        _waiting.reset(token)


def put(insert: Insert, *rows: Sequence[Any]) -> None:
    """Add rows, at once in one statement or with what waits."""
    ready = [insert.row(values) for values in rows]
    place = _waiting.get()
    if place is not None:
        place.put(insert, ready)
    elif ready:
        insert.execute(ready)


def add(record: models.Model) -> None:
    """Add a new record whose primary key is set: ``save(force_insert=True)`` without signals, prepared once."""
    insert = insert_of(type(record))
    put(insert, [field.pre_save(record, add=True) for field in insert.fields])
    record._state.adding = False
    record._state.db = DEFAULT_DB_ALIAS
