"""Rows that say what somebody decided: written once, and never changed but in fields that are filled once.

A room declares its table when it gets ready; triggers in the database refuse everything else, whatever code tries, on
both databases. On a hardened PostgreSQL the role of the pages cannot delete such rows either (``cli.hardening``)::

    written_once(Consent, but=("revoked_at", "revoked_by"))

What is sealed in such a row may be encrypted anew when its file is sealed or goes to another desk: of the same file,
under a newer version of its key. Its words stay what they were, as the vault alone writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from genderdesk.groundwork.protection.vault.fields import SealedTextField


@dataclass(frozen=True, slots=True)
class Once:
    """The columns of a table that never change, those that are filled once, and which of either are sealed."""

    fixed: tuple[str, ...]
    later: tuple[str, ...]
    sealed: frozenset[str]

    @property
    def written(self) -> tuple[str, ...]:
        """What code may write later: what is filled once, and what is sealed, under another key."""
        return (*self.later, *(each for each in self.fixed if each in self.sealed))


tables: dict[str, Once] = {}


def written_once(model: type[models.Model], *, but: tuple[str, ...] = ()) -> None:
    """Declare a table whose rows keep what was written; ``but`` names the fields that may be filled later, the first of
    them the moment: once it stands nothing of the row changes any more."""
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    later = tuple(columns[name] for name in but)
    fixed = tuple(column for column in columns.values() if column not in later)
    sealed = frozenset(str(each.column) for each in model._meta.concrete_fields if isinstance(each, SealedTextField))
    tables[model._meta.db_table] = Once(fixed, later, sealed)


def make_triggers(**_signal: Any) -> None:
    """Give every declared table its trigger; after each ``migrate``, since a table made anew has lost it."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, once in sorted(tables.items()):
            # Half way through the migrations a column may not be there yet.
            if table in present and _columns(cursor, table).issuperset((*once.fixed, *once.later)):
                for statement in _statements(table, once):
                    cursor.execute(statement)


def _columns(cursor: Any, table: str) -> set[str]:
    return {each.name for each in connection.introspection.get_table_description(cursor, table)}


_SAYS = "what was decided is never changed: write a new row"
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF {changed} THEN RAISE EXCEPTION '{says}'; END IF; RETURN NEW; END $$",
    "CREATE OR REPLACE TRIGGER {table}_once BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_once()",
)
_SQLITE = (
    "DROP TRIGGER IF EXISTS {table}_once",
    "CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} WHEN {changed} BEGIN SELECT RAISE(ABORT, '{says}'); END",
)


# Where the file and the version of its key stand in what is sealed (``vault.sealed``): first byte and how many.
_FILE, _VERSION = "2, 16", "18, 2"


def _statements(table: str, once: Once) -> list[str]:
    """The statements that make a table's trigger, of our own names alone."""
    tests = [_changes(column, once) for column in once.fixed]
    if once.later:
        changes = " OR ".join(_changes(column, once) for column in once.later)
        tests.append(f'(OLD."{once.later[0]}" IS NOT NULL AND ({changes}))')
    forms = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    return [each.format(table=table, changed=" OR ".join(tests), says=_SAYS) for each in forms]


def _changes(column: str, once: Once) -> str:
    """The condition that a column gets another value; a sealed one, that it is not the old one under a newer key."""
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    changed = f'OLD."{column}" {differs} NEW."{column}"'
    if column not in once.sealed:
        return changed
    other_file = f'substr(OLD."{column}", {_FILE}) {differs} substr(NEW."{column}", {_FILE})'
    older_key = f'substr(OLD."{column}", {_VERSION}) >= substr(NEW."{column}", {_VERSION})'
    return f"({changed} AND ({other_file} OR {older_key}))"
