"""Which cells of which figures a fact counts in."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Mapping
from functools import lru_cache

from genderdesk.monitoring.statistics import vocabulary
from genderdesk.monitoring.statistics.rules.gbvims import Incident, left_out
from genderdesk.monitoring.statistics.vocabulary import (
    COMPLETED,
    FIGURES,
    IN_HAND,
    MEASURES,
    NOT_COMPLETED,
    TOTALS,
    UNKNOWN,
    WITHHELD,
    Figure,
    explore,
)
from genderdesk.monitoring.statistics.vocabulary.explore import CROSSINGS, Crossing

# (figure, row, column)
Cell = tuple[str, str, str]

_NOT_COMPLETED_STATES = frozenset({"declined", "no_show", "revoked", "closed"})
_COMPLETED_STATES = frozenset({"attended", "outcome"})


def cells_of(kind: str, dimensions: Mapping[str, str], measures: Mapping[str, float | None]) -> list[Cell]:
    """The cells that a fact counts in, its kind's total among them.

    A case counts only where the survivor consented to statistics (GBVIMS, cases.md 0.10); otherwise it is one of the
    withheld and nothing else. A dimension that is missing or empty is ``unknown``, a row of its own, never left out.
    """
    if kind == "case" and dimensions.get("statistics_consent") != "yes":
        return [(TOTALS, WITHHELD, "")]
    counted = (figure for figure in FIGURES if figure.kind == kind and figure.rows != "measure")
    return [
        (TOTALS, kind, ""),
        *((each.key, _code(each.rows, dimensions), _column(each, dimensions, measures)) for each in counted),
        *_crossed(kind, dimensions),
    ]


def _crossed(kind: str, dimensions: Mapping[str, str]) -> list[Cell]:
    """The cells of Explore's tables; of cases, those that GBVIMS leaves out stand apart."""
    crossings = [each for each in CROSSINGS if each.kind == kind]
    if not crossings:
        return []
    apart = kind == "case" and left_out(Incident(dimensions)) != ""
    return [
        (_group_of(each, apart=apart), _code(each.rows, dimensions), _code(each.columns, dimensions))
        for each in crossings
    ]


def _group_of(crossing: Crossing, *, apart: bool) -> str:
    return crossing.keys[-1] if apart else crossing.key


def _code(dimension: str, dimensions: Mapping[str, str]) -> str:
    return dimensions.get(dimension) or UNKNOWN


def _column(figure: Figure, dimensions: Mapping[str, str], measures: Mapping[str, float | None]) -> str:
    if not figure.columns:
        return ""
    if figure.columns == "stage":
        return stage_of(dimensions.get("status", ""), measures.get("attendance_hours") is not None)
    return _code(figure.columns, dimensions)


def stage_of(status: str, attended: bool) -> str:
    """What became of a referral: completed where the survivor was seen, also when it is closed since.

    A referral may be closed after it was declined or missed, so ``closed`` alone says nothing.
    """
    if status in _COMPLETED_STATES or (status == "closed" and attended):
        return COMPLETED
    return NOT_COMPLETED if status in _NOT_COMPLETED_STATES else IN_HAND


def measured(kind: str, measures: Mapping[str, float | None]) -> dict[str, float | None]:
    """The measures of a fact that a figure uses; None where the value is not known."""
    return {name: measures.get(name) for name in MEASURES.get(kind, ())}


@lru_cache(maxsize=1)
def edition() -> str:
    """A fingerprint of these rules and the catalogue: counters made under another one are made anew."""
    here = inspect.getsource(sys.modules[__name__])
    lists = "".join(inspect.getsource(each) for each in (vocabulary, explore, left_out))
    return hashlib.sha256((lists + here).encode()).hexdigest()
