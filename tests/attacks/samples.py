"""A value that an endpoint of the API takes, made from its type, so that only the identifier in a body is wrong."""

from __future__ import annotations

import dataclasses
import types
import typing
import uuid
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def sample(info: FieldInfo) -> Any:
    """Any value of a field's type, as JSON."""
    return _of(info.annotation)


_PLAIN: dict[Any, Any] = {
    str: "words", int: 1, float: 1.0, bool: True, uuid.UUID: "01a2105a-8293-76b8-b70d-cf1ee337bcde",
    datetime: datetime(2026, 11, 24, 8, tzinfo=UTC).isoformat(), date: "2026-11-24", type(None): None, Any: "words",
}  # fmt: skip


def _of(kind: Any) -> Any:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return _of(typing.get_args(kind)[0])
    if typing.get_origin(kind) is dict or kind is dict:
        return {}
    if typing.get_origin(kind) is not None or kind in (list, tuple, set, frozenset):
        return []
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {name: sample(each) for name, each in kind.model_fields.items()}
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return {each.name: _of(hints[each.name]) for each in dataclasses.fields(kind)}
    raise TypeError(f"No sample is known of {kind}.")
