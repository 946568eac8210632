"""The ledger: one entry for each act, disclosure, search, export, refusal and sign-in, in the same transaction."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.utils import timezone

from genderdesk.groundwork.foundation.merkle import leaf_hash
from genderdesk.groundwork.platform import rows
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.models import Entry

_COLUMNS = (
    "at",
    "kind",
    "name",
    "actor_id",
    "actor_code",
    "post_id",
    "institution_id",
    "desk_id",
    "subject_type",
    "subject_id",
    "op_id",
    "fingerprint",
    "answer",
    "notes",
)

_OPERATIONS_AT_ONCE = 500


def _now() -> datetime:
    """The clock, asked for by its name each time, so that a test that moves the clock moves the ledger too."""
    return timezone.now()


@dataclass(slots=True)
class Line:
    """An entry before it is written."""

    kind: str
    name: str
    actor: Actor
    subject: models.Model | None = None
    op_id: uuid.UUID | None = None
    fingerprint: str = ""
    answer: Any = None
    notes: dict[str, Any] = field(default_factory=dict)
    at: datetime = field(default_factory=_now)

    def values(self) -> list[Any]:
        subject_type = self.subject._meta.label_lower if self.subject is not None else ""
        subject_id = str(self.subject.pk) if self.subject is not None else ""
        values = [
            self.at,
            self.kind,
            self.name,
            self.actor.id,
            self.actor.code,
            self.actor.post_id,
            self.actor.institution_id,
            self.actor.desk_id,
            subject_type,
            subject_id,
            self.op_id,
            self.fingerprint,
            self.answer,
            self.notes,
        ]
        return [*values, leaf_digest(values)]


def leaf_text(values: list[Any]) -> str:
    """The canonical JSON of an entry's values: sorted keys, no spaces, UTC to the microsecond."""
    record = dict(zip(_COLUMNS, values, strict=True))
    record["at"] = record["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def leaf_digest(values: list[Any]) -> str:
    """SHA-256 over 0x00 and the canonical JSON of the values, in hex: the leaf hash of RFC 9162, 2.1.1."""
    return leaf_hash(leaf_text(values).encode()).hex()


def write(*lines: Line) -> None:
    """Write entries in the running transaction, at once or with the records that they tell of."""
    rows.put(rows.insert_of(Entry, *_COLUMNS, "digest"), *(line.values() for line in lines))


@lru_cache(maxsize=4)
def _look_sql(alias: str, vendor: str) -> str:
    quote = connection.ops.quote_name
    return f"SELECT 1 FROM {quote(Entry._meta.db_table)} WHERE {quote('op_id')} = %s"  # fixed names


def entry_of(op_id: uuid.UUID) -> Entry | None:
    """The entry of an operation carried out before; plain SQL for the usual answer, that there is none."""
    wanted = Entry._meta.get_field("op_id").get_db_prep_value(op_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(_look_sql(connection.alias, connection.vendor), [wanted])
        if cursor.fetchone() is None:
            return None
    return Entry.objects.get(op_id=op_id)


def carried_out(op_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these operations the ledger knows."""
    wanted = list(op_ids)
    found: set[uuid.UUID] = set()
    for start in range(0, len(wanted), _OPERATIONS_AT_ONCE):
        part = wanted[start : start + _OPERATIONS_AT_ONCE]
        known = Entry.objects.filter(op_id__in=part).values_list("op_id", flat=True)
        found.update(op_id for op_id in known if op_id is not None)
    return found


def text_of(entry: Entry) -> str:
    """The canonical JSON of a stored entry, over which its digest stands."""
    return leaf_text([getattr(entry, name) for name in _COLUMNS])


def recomputed_digest(entry: Entry) -> str:
    """The digest that a stored entry should carry."""
    return leaf_digest([getattr(entry, name) for name in _COLUMNS])


# What keeps these tables append-only in the database itself (migrations 0002 and 0004).
_APPEND_ONLY = ("protection_entry", "protection_leaf", "protection_checkpoint", "protection_cosignature")
_GUARDS = {"sqlite": ("no_delete", "no_update"), "postgresql": ("append_only",)}
_ASK_GUARDS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


def missing_guards() -> list[str]:
    """The triggers of the ledger's tables that somebody removed or switched off."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK_GUARDS[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    wanted = [f"{table}_{guard}" for table in _APPEND_ONLY for guard in _GUARDS[connection.vendor]]
    return [name for name in wanted if name not in there]
