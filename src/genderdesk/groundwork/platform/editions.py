"""Answers kept in memory until what they come from changes, in this process or any other.

An edition is a stamp on a group of tables. Triggers in the database give it a new random value with every change of one
of their rows, whoever makes it, in the same transaction; so an answer kept under a stamp holds as long as the stamp is
read again unchanged. Reading all stamps is one small SELECT, made once a request or batch (``held``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection

from genderdesk.groundwork.platform.models import Edition

P = ParamSpec("P")
R = TypeVar("R")

# table → its edition
watched: dict[str, str] = {}

# Answers of one function; past this number they are all asked again.
_MOST_ANSWERS = 5000
_NONE = object()

_held: ContextVar[dict[str, dict[str, str]] | None] = ContextVar("genderdesk_editions", default=None)


def watch(edition: str, *tables: str) -> None:
    """Stamp a group of tables; called when a room gets ready, before ``migrate`` makes the triggers."""
    for table in tables:
        watched[table] = edition


def stamps() -> dict[str, str]:
    """The stamp of each edition as it is now; read once while held."""
    held = _held.get()
    if held is not None and "now" in held:
        return held["now"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, stamp FROM {Edition._meta.db_table}")  # noqa: S608  # a fixed name
        found = dict(cursor.fetchall())
    if held is not None:
        held["now"] = found
    return found


def hold(**_signal: Any) -> None:
    """Begin to hold the stamps (at the start of a request)."""
    _held.set({})


def let_go(**_signal: Any) -> None:
    """Read the stamps anew from here on (at the end of a request)."""
    _held.set(None)


@contextmanager
def held() -> Iterator[None]:
    """Read the stamps at most once within the ``with``."""
    if _held.get() is not None:
        yield
        return
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def written(tables: Iterable[str]) -> None:
    """A statement of this process writes to tables: their stamps are not held any longer."""
    held = _held.get()
    if held and any(table in watched for table in tables):
        held.clear()


def kept_while(edition: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep a function's answers while the edition's stamp stands. Its arguments are hashable, its answers not changed
    by whoever gets them. Nothing is kept where the stamp's row is missing."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        answers: dict[Any, Any] = {}
        under: list[str | None] = [None]

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            stamp = stamps().get(edition)
            if stamp is None:
                return function(*args, **kwargs)
            if under[0] != stamp or len(answers) >= _MOST_ANSWERS:
                answers.clear()
                under[0] = stamp
            key = (stamp, args, tuple(sorted(kwargs.items())))
            answer = answers.get(key, _NONE)
            if answer is _NONE:
                answer = answers.setdefault(key, function(*args, **kwargs))
            return cast(R, answer)

        return ask

    return decorate


def make_triggers(**_signal: Any) -> None:
    """Give every watched table its triggers and every edition its row; after each ``migrate``, since a table that a
    migration makes anew has lost them."""
    present = set(connection.introspection.table_names())
    if Edition._meta.db_table not in present:
        return
    for name in sorted(set(watched.values())):
        Edition.objects.get_or_create(name=name)
    with connection.cursor() as cursor:
        for table, edition in sorted(watched.items()):
            if table in present:
                for statement in _trigger_sql(table, edition):
                    cursor.execute(statement)


_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_edition() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "UPDATE {stamps} SET stamp = gen_random_uuid()::text WHERE name = '{edition}'; RETURN NULL; END $$",
    "CREATE OR REPLACE TRIGGER {table}_edition AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_edition()",
)
_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_edition_insert AFTER INSERT ON {table} BEGIN {stamped}; END",
    "CREATE TRIGGER IF NOT EXISTS {table}_edition_update AFTER UPDATE ON {table} BEGIN {stamped}; END",
    "CREATE TRIGGER IF NOT EXISTS {table}_edition_delete AFTER DELETE ON {table} BEGIN {stamped}; END",
)
_SQLITE_STAMP = "UPDATE {stamps} SET stamp = lower(hex(randomblob(16))) WHERE name = '{edition}'"


def _trigger_sql(table: str, edition: str) -> list[str]:
    """The statements that make a table's triggers, of our own names alone."""
    names = {"table": table, "edition": edition, "stamps": Edition._meta.db_table}
    if connection.vendor == "postgresql":
        return [each.format(**names) for each in _POSTGRESQL]
    return [each.format(stamped=_SQLITE_STAMP.format(**names), **names) for each in _SQLITE]
