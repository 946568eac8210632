"""Model fields whose content is sealed in the database and masked in memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from genderdesk.groundwork.protection.vault.places import place_of
from genderdesk.groundwork.protection.vault.sealed import Sealed

if TYPE_CHECKING:
    _Binary = models.BinaryField[Any, Any]
else:
    _Binary = models.BinaryField


class _SealedAttribute(DeferredAttribute):
    """Gives Sealed values bound to their row, and takes plain text or JSON to seal at the next save."""

    field: SealedTextField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value.bind(place_of(instance, self.field))
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_sealed(value)


class SealedTextField(_Binary):
    """Text kept as AES-256-GCM under the key of the record's file; not to be filtered, ordered or updated in bulk."""

    descriptor_class = _SealedAttribute
    is_json = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", b"")
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def to_sealed(self, value: Any) -> Sealed:
        if isinstance(value, Sealed):
            return value
        if value is None or value == b"":
            return Sealed(is_json=self.is_json)
        if isinstance(value, bytes | memoryview):
            return Sealed(bytes(value), is_json=self.is_json)
        return Sealed(plain=self.to_text(value), is_json=self.is_json)

    def to_text(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text.")
        return value

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed:
        return Sealed(bytes(value) if value else b"", is_json=self.is_json)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        sealed: Sealed = getattr(model_instance, self.attname)
        return sealed.stored_form(model_instance, place_of(model_instance, self))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not isinstance(value, bytes | memoryview) and type(value).__name__ != "Binary":
            raise TypeError(f"{self.name} is sealed: set it on a record and save the record.")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        return None

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))


class SealedJSONField(SealedTextField):
    """JSON kept sealed; ``open()`` gives the structure, an empty dict where nothing was kept."""

    is_json = True

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""
