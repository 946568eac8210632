"""Where a sealed value lives, and the file that its record belongs to."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

# (table, row, column)
Place = tuple[str, Any, str]

NO_INSTITUTION = "desk"


def place_of(record: models.Model, field: models.Field[Any, Any]) -> Place:
    """The place of one field of one record."""
    return (record._meta.db_table, record.pk, field.column)


def file_of(record: models.Model) -> bytes | None:
    """The id of the file that a record belongs to, by its model's ``vault_file``: a path of attributes such as
    ``case.report_id``. None where the model names none: such records stand under their desk's key."""
    path = getattr(record, "vault_file", None)
    if path is None:
        return None
    value: Any = record
    for name in path.split("."):
        value = getattr(value, name)
    return value.bytes if isinstance(value, uuid.UUID) else uuid.UUID(str(value)).bytes


def scope_of(record: models.Model) -> str:
    """The desk key's scope: the institution of the record, or of a record on the way to its file."""
    path = getattr(record, "vault_file", "")
    value: Any = record
    for name in ["", *path.split(".")[:-1]]:
        value = getattr(value, name) if name else value
        if institution := getattr(value, "institution_id", None):
            return str(institution)
    return NO_INSTITUTION
