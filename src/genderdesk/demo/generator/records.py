"""What one batch of invented lives leaves behind, and how it reaches the tables: plain INSERTs, many rows each."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from genderdesk.casework.care.models import Counselling, CounsellingSession, GroupSession, Referral, Supervision
from genderdesk.casework.cases.acts.indexes import keep_tokens
from genderdesk.casework.cases.models import (
    Case,
    CaseEvent,
    Closure,
    Consent,
    Death,
    Feedback,
    Flag,
    FollowUp,
    Incident,
    NameToken,
    PlanItem,
    RiskAssessment,
    RiskChange,
    SafetyPlan,
    Survivor,
    Suspect,
    SuspectToken,
    Transfer,
)
from genderdesk.casework.hotline.models import Contact, TextMessage, UssdSession
from genderdesk.casework.intake.models import Report
from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent
from genderdesk.groundwork.platform import facts, rows
from genderdesk.groundwork.protection.vault import SealedTextField

# In the order in which they point to each other.
TABLES: tuple[type[models.Model], ...] = (
    Contact,
    TextMessage,
    UssdSession,
    Report,
    Dispatch,
    Assignment,
    DispatchEvent,
    Case,
    Survivor,
    Incident,
    CaseEvent,
    Consent,
    Referral,
    FollowUp,
    Closure,
    RiskAssessment,
    RiskChange,
    SafetyPlan,
    PlanItem,
    Suspect,
    Flag,
    Death,
    Transfer,
    Feedback,
    Counselling,
    CounsellingSession,
    GroupSession,
    Supervision,
)


# A row of a table that is only ever added to: its columns by name, which costs a quarter of a record.
Line = dict[str, Any]


class Records:
    """Rows of one batch by table, kept in memory until they are written together."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Any]] = {table: [] for table in TABLES}
        # By what the named are found again; digests differ between installations, so they are no table to compare.
        self.tokens: list[NameToken | SuspectToken] = []

    def add(self, *records: models.Model) -> None:
        for row in records:
            self._rows[type(row)].append(row)

    def add_line(self, table: type[models.Model], line: Line) -> None:
        """Add a row that nothing else points to; every column stands in ``line``."""
        self._rows[table].append(line)

    @property
    def counted(self) -> list[models.Model]:
        """The rows that figures count."""
        return [row for table in TABLES if table in facts.functions for row in self._rows[table]]

    def write(self) -> None:
        """Insert all rows in the running transaction, and the keys of their files with them."""
        with rows.gathered(rows.Waiting()):
            for table, lines in self._rows.items():
                if lines:
                    _insert(table, lines)
            keep_tokens(self.tokens)
            rows.settle()


def _insert(table: type[models.Model], lines: list[Any]) -> None:
    """One statement prepared once and run for each row; Django's bulk_create would make a new one every 20 rows."""
    sql, columns = _statement(table, connection.vendor)
    prepared = [
        [write(row[name] if type(row) is dict else read(row)) for name, read, write in columns] for row in lines
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, prepared)


# The name of a column, how its value is read off a record, and how it is written to this database.
Column = tuple[str, Callable[[Any], Any], Callable[[Any], Any]]


@lru_cache(maxsize=64)
def _statement(table: type[models.Model], vendor: str) -> tuple[str, tuple[Column, ...]]:
    fields = tuple(table._meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(each.column) for each in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(table._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  # own names
    return sql, tuple(_column(each, connections[DEFAULT_DB_ALIAS]) for each in fields)


def _column(field: Any, database: Any) -> Column:
    """How one column is read and written: the same values as Django's, without asking anew for each."""

    def read(row: Any) -> Any:
        return field.pre_save(row, True)

    if isinstance(field, SealedTextField):
        return field.attname, read, bytes
    plain = operator.attrgetter(field.attname)
    kind = (field.target_field if field.is_relation else field).get_internal_type()
    if kind in ("CharField", "TextField"):
        return field.attname, plain, _text
    if kind == "DateTimeField":
        return field.attname, plain, database.ops.adapt_datetimefield_value
    if kind == "UUIDField":
        return field.attname, plain, (lambda value: value) if database.features.has_native_uuid_field else _hex
    return field.attname, plain, lambda value: field.get_db_prep_save(value, database)


def _text(value: Any) -> Any:
    """A coded value as the plain text that it stands for."""
    return value if value is None or type(value) is str else str(value)


def _hex(value: Any) -> Any:
    return None if value is None else value.hex
