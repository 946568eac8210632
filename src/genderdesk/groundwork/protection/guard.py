"""The guard on the database connection: a write to a room's table outside an act does not reach the database."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings

from genderdesk.groundwork.platform import editions, rows
from genderdesk.groundwork.protection import door, walls


class WriteOutsideAct(Exception):
    """A record was to be changed without an act: call the room's act instead."""


# Machinery without a word of the domain, and the ledger, which only its own code writes.
_UNGUARDED_ROOMS = {"platform", "protection"}

# Between two words: blanks, or a comment that would hide the second one.
_GAP = r"(?:\s|/\*.*?\*/|--[^\n]*\n)"
_WRITE = re.compile(
    rf"\b(?:insert{_GAP}+(?:or{_GAP}+\w+{_GAP}+)?into|replace{_GAP}+into|update(?:{_GAP}+or{_GAP}+\w+)?|delete{_GAP}+from"
    rf"|truncate(?:{_GAP}+table)?|merge{_GAP}+into|copy){_GAP}*(?:only\b{_GAP}*)?"
    # The schema, where one is named, and the table.
    rf"(?:[\"`\[]?\w+[\"`\]]?{_GAP}*\.{_GAP}*)?[\"`\[]?(\w+)",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=1)
def guarded_tables() -> frozenset[str]:
    """The tables of every room but the machinery's."""
    labels = {room.rsplit(".", 1)[-1] for room in settings.ROOMS} - _UNGUARDED_ROOMS
    return frozenset(
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.app_label in labels
    )


@lru_cache(maxsize=2048)
def guarded_writes(sql: str) -> tuple[str, ...]:
    """The guarded tables that a statement writes to. Statements come again by the thousand."""
    if sql.startswith("SELECT") and ";" not in sql:
        return ()
    return tuple(table for table in _WRITE.findall(sql) if table in guarded_tables())


def guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's ``execute_wrapper``: raise WriteOutsideAct for a write to a guarded table while no act is open.

    Rows that an act has added and that wait (``platform.rows``) are written first.
    """
    rows.settle()
    if tables := guarded_writes(sql):
        standing = door.current()
        if standing is None or not standing.lets_write:
            raise WriteOutsideAct(f"{tables[0]} is changed only through an act of its room (architecture.md, Acts).")
        editions.written(tables)
    return execute(sql, params, many, context)


def stand_guard(connection: Any, **_kwargs: Any) -> None:
    """Put the guard on a new connection, once, and on PostgreSQL the word for whom it stands."""
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)
    if connection.vendor == "postgresql" and walls.stand not in connection.execute_wrappers:
        connection.execute_wrappers.append(walls.stand)
