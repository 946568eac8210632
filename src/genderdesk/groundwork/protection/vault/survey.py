"""All sealed fields there are, and whether every value in them opens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.apps import apps
from django.db import models

from genderdesk.groundwork.protection.vault.fields import SealedTextField
from genderdesk.groundwork.protection.vault.holders import NotHolder
from genderdesk.groundwork.protection.vault.sealed import BrokenSeal, bring_keys

_AT_ONCE = 500


def sealed_fields() -> Iterator[tuple[type[models.Model], SealedTextField]]:
    """Each sealed field of each model."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, SealedTextField):
                yield model, field


def broken_seals() -> list[str]:
    """Places whose value does not open, as ``table.column row``; call it with a door open. Values of sealed files that
    others hold are passed over: only their holders can try them."""
    broken = []
    for model, field in sealed_fields():
        for records in _some_at_once(model, field):
            bring_keys(records)
            for record in records:
                try:
                    getattr(record, field.attname).open()
                except NotHolder:
                    continue
                except BrokenSeal:
                    broken.append(f"{model._meta.db_table}.{field.column} {record.pk}")
    return broken


def _some_at_once(model: type[models.Model], field: SealedTextField) -> Iterator[list[models.Model]]:
    rows = model._default_manager.only("pk", field.attname).iterator(chunk_size=_AT_ONCE)
    while records := list(islice(rows, _AT_ONCE)):
        yield records
