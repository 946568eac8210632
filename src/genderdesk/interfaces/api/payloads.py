"""An act's arguments as a typed payload, made from its signature."""

from __future__ import annotations

import functools
import operator
import types
import typing
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, create_model

from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Act
from genderdesk.groundwork.protection.circle import hides, leading_to
from genderdesk.groundwork.protection.vault.files import Arrived


class MomentPayload(BaseModel):
    """An event time with its precision."""

    at: datetime
    precision: Precision = Precision.EXACT


class Payload(BaseModel):
    """Base of all payloads: unknown fields are refused, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid")

    op_id: uuid.UUID = Field(description="Made by whoever begins the operation; a repeat gets the first answer.")


def payload_of(act: Act[..., Any]) -> type[Payload]:
    """The payload type of an act: ``op_id``, ``subject`` where it acts on a record, and its arguments."""
    fields: dict[str, Any] = {}
    if act.subject is not None:
        fields["subject"] = (_key_type(act.subject), ...)
    for name, hint in act.parameters.items():
        default = act.signature.parameters[name].default
        fields[name] = (_payload_type(hint), ... if default is act.signature.empty else default)
    return create_model(act.name.replace(".", "_"), __base__=Payload, __doc__=act.summary, **fields)


def takes_a_file(act: Act[..., Any]) -> bool:
    """Whether an act needs a file that arrives with a form; JSON carries none, so such an act has no endpoint."""
    return Arrived in act.parameters.values()


def arguments_of(actor: Actor, act: Act[..., Any], payload: Payload) -> dict[str, Any]:
    """The keyword arguments of an act from a checked payload, records looked up by key."""
    return {name: _argument(actor, hint, getattr(payload, name), name) for name, hint in act.parameters.items()}


def subject_of(actor: Actor, act: Act[..., Any], payload: Payload) -> Any:
    """The record that an act is for, read by the key in the payload; None where there is none for the actor."""
    model: Any = act.subject
    return _there(actor, model, payload.model_dump(include={"subject"})["subject"])


def _there(actor: Actor, model: type[models.Model], key: Any) -> models.Model | None:
    """A record by its key; None where it lies outside the actor's circle, as where there is none."""
    found = one_of(model._default_manager.select_related(*leading_to(model)).filter(pk=key))
    return None if found is None or hides(actor, found) else found


def _key_type(model: type[models.Model]) -> Any:
    return uuid.UUID if isinstance(model._meta.pk, models.UUIDField) else str


def _members(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


def _payload_type(hint: Any) -> Any:
    replaced = tuple(_one_type(member) for member in _members(hint))
    return functools.reduce(operator.or_, replaced)


def _one_type(hint: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, models.Model):
        return _key_type(hint)
    return MomentPayload if hint is Moment else hint


def _argument(actor: Actor, hint: Any, value: Any, name: str) -> Any:
    if isinstance(value, MomentPayload):
        return _moment(value, name)
    if value is None:
        return None
    for member in _members(hint):
        if isinstance(member, type) and issubclass(member, models.Model):
            return _record(actor, member, value, name)
    return value


def _moment(value: MomentPayload, name: str) -> Moment:
    if value.at.tzinfo is None:
        raise Invalid(_("An event time needs a time zone, such as 2026-11-23T08:30:00+02:00."), name)
    return Moment(value.at, value.precision)


def _record(actor: Actor, model: type[models.Model], key: Any, name: str) -> models.Model:
    record = _there(actor, model, key)
    if record is None:
        raise Invalid(_("There is no such record. Choose it again."), name)
    return record
