"""All sealed words of one file, wherever rooms keep them: found by the ``vault_file`` of each model."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.vault.fields import SealedTextField
from genderdesk.groundwork.protection.vault.places import NO_INSTITUTION, scope_of
from genderdesk.groundwork.protection.vault.sealed import associated_data, of_file, padded, unseal_at

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Model = type[models.Model]


def models_of_files() -> Iterator[tuple[Model, str, list[SealedTextField]]]:
    """Each model whose records belong to a file, the lookup of the file's id, and its sealed fields."""
    for model in apps.get_models():
        path = getattr(model, "vault_file", None)
        fields = [each for each in model._meta.concrete_fields if isinstance(each, SealedTextField)]
        if path is not None and fields:
            yield model, "pk" if path == "id" else path.replace(".", "__"), fields


def values_of(file_id: uuid.UUID) -> Iterator[tuple[Model, Any, dict[SealedTextField, bytes]]]:
    """Each record of a file that has sealed values: its model, its key and what is stored."""
    for model, lookup, fields in models_of_files():
        rows = model._base_manager.filter(**{lookup: file_id}).values_list("pk", *(each.attname for each in fields))
        for pk, *values in list(rows):
            stored = {field: value.stored for field, value in zip(fields, values, strict=True) if value}
            if stored:
                yield model, pk, stored


def rewrite(file_id: uuid.UUID, cipher: AESGCM, scope: bytes, version: int) -> int:
    """Encrypt every sealed value of a file anew under another key, inside an act; how many. It opens each with the key
    that the file has now."""
    done = 0
    for model, pk, stored in values_of(file_id):
        fresh = {}
        for field, value in stored.items():
            place = (model._meta.db_table, pk, field.column)
            nonce = os.urandom(12)
            bound = associated_data(scope, place, version)
            ciphertext = cipher.encrypt(nonce, padded(unseal_at(value, place)), bound)
            fresh[field.attname] = of_file(file_id.bytes, version) + nonce + ciphertext
        model._base_manager.filter(pk=pk).update(**fresh)
        done += len(fresh)
    return done


def scope_of_file(file_id: uuid.UUID) -> str:
    """The desk scope of a file that has no key yet, from the record that it begins with."""
    for model in apps.get_models():
        if getattr(model, "vault_file", None) == "id":
            record = one_of(model._base_manager.filter(pk=file_id))
            if record is not None:
                return scope_of(record)
    return NO_INSTITUTION
