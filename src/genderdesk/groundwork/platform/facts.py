"""What a room gives to statistics: coded values of one record, never a name, never free text.

A room's ``facts.py`` registers one function for each model that is counted. After an act, ``protection.acts`` hands
the record's facts to the sink in the same transaction; ``monitoring.statistics`` is the sink.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models


@dataclass(frozen=True, slots=True)
class Fact:
    """One countable thing: its kind, the record that it is about, the day it counts for, coded dimensions, measures.

    Dimensions are short coded strings (district code, sex, age band); measures are numbers with the unit in the name
    (``travel_seconds``). ``None`` as a measure means not known, which is never counted as nought.
    """

    kind: str
    record_id: str
    day: date
    dimensions: dict[str, str] = field(default_factory=dict)
    measures: dict[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record that must not be counted any more: a fact that was kept of it is taken back."""

    kind: str
    record_id: str


FactFunction = Callable[[Any], Fact | Withdrawn | None]

functions: dict[type[models.Model], FactFunction] = {}

# (fact, new): ``new`` says that no earlier fact of the record can exist.
Kept = list[tuple[Fact | Withdrawn, bool]]
_sinks: list[Callable[[Kept], None]] = []


def facts_of(model: type[models.Model]) -> Callable[[FactFunction], FactFunction]:
    """Register how a record of ``model`` becomes a fact; None means that the record is not counted."""

    def register(function: FactFunction) -> FactFunction:
        functions[model] = function
        return function

    return register


def set_sink(sink: Callable[[Kept], None]) -> None:
    """Name the one function that keeps facts, in the transaction of the act that made them."""
    _sinks[:] = [sink]


def collect(records: list[tuple[models.Model, bool]]) -> Kept:
    """The facts of the records that an act touched."""
    kept: Kept = []
    for record, new in records:
        function = functions.get(type(record))
        if function is not None and (fact := function(record)) is not None:
            kept.append((fact, new))
    return kept


def keep(kept: Kept) -> None:
    """Give facts to the sink."""
    if kept and _sinks:
        _sinks[0](kept)
