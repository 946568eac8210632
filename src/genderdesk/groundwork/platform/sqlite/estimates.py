"""What SQLite believes of tables that grow: written once after ``migrate``, never measured.

Without statistics SQLite takes one row in ten thousand for any key, so that it reads a whole institution to find three
calls that wait; with measured ones (``ANALYZE``) it takes every state for as common as ``closed``. SQLite's own way out
is to fill ``sqlite_stat1`` by rule (https://www.sqlite.org/lang_analyze.html, "Fixed Results Of ANALYZE"): a state that
work waits in is rare, a key of the organisation common, everything else about one record's own.
PostgreSQL keeps real statistics of each value and needs none of this.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField, Field, ForeignKey, Model

# Rows of a table that has grown, and of an index that keeps only what waits.
_ROWS = 1_000_000
_WAITING = 1_000
# Of these, rows with one value of a column …
_IN_ONE_STATE = 50
_OF_ONE_KIND = _ROWS // 5
# … the same place, desk or person, or no time yet …
_COMMON = _ROWS // 20
# … and the same record above, number or moment.
_OF_ONE_RECORD = 5

_KINDS = frozenset({"kind", "service"})
_COMMON_NAMES = frozenset({"operator_id", "institution", "month"})


def write_estimates(**_signal: Any) -> None:
    """Write the estimates of the models that a room's ``AppConfig`` names in ``grows``; after each ``migrate``, since a
    table that a migration makes anew has lost its own. Connections that are open read them when they open again."""
    if connection.vendor != "sqlite":
        return
    models = [room.get_model(name) for room in apps.get_app_configs() for name in getattr(room, "grows", ())]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        # Makes the table where it is missing; its name cannot be made by hand.
        cursor.execute("ANALYZE sqlite_master")
        for model in models:
            table = model._meta.db_table
            if table not in present:
                continue
            cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = %s", [table])
            for index, unique, partial, columns in _indexes(cursor, table):
                rows = _WAITING if partial else _ROWS
                stat = " ".join(str(number) for number in [rows, *_shared(model, columns, unique, rows, models)])
                cursor.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", [table, index, stat])
        cursor.execute("ANALYZE sqlite_master")


def _indexes(cursor: Any, table: str) -> list[tuple[str, bool, bool, list[str]]]:
    """Name, uniqueness, whether it keeps some rows only, and columns of each index of a table."""
    found = cursor.execute('SELECT name, "unique", partial FROM pragma_index_list(%s)', [table]).fetchall()
    columns = "SELECT name FROM pragma_index_info(%s) ORDER BY seqno"
    return [(each[0], each[1], each[2], [row[0] for row in cursor.execute(columns, [each[0]])]) for each in found]


def _shared(model: type[Model], columns: list[str], unique: bool, rows: int, growing: list[type[Model]]) -> list[int]:
    """How many rows share the first, the first two, … columns of an index of so many rows."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    shared, numbers = float(rows), []
    for place, column in enumerate(columns, start=1):
        shared *= _of_one_value(fields[column], growing) / _ROWS
        numbers.append(1 if unique and place == len(columns) else max(1, round(shared)))
    return numbers


def _of_one_value(field: Field[Any, Any], growing: list[type[Model]]) -> int:
    if field.unique:
        return 1
    if field.column == "state":
        return _IN_ONE_STATE
    if field.column in _KINDS:
        return _OF_ONE_KIND
    elsewhere = isinstance(field, ForeignKey) and field.related_model not in growing
    no_time = isinstance(field, DateTimeField) and field.null
    return _COMMON if elsewhere or no_time or field.column in _COMMON_NAMES else _OF_ONE_RECORD
