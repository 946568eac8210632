"""What runs for a report at this moment in a room above: a unit on its way, somebody on the line."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.utils.functional import Promise

Sentence = str | Promise
Look = Callable[[uuid.UUID], Sentence | None]

_registered: list[Look] = []


def runs_for_report(function: Look) -> Look:
    """Register how a room says in a sentence what it has running for a report, by the report's id; None for nothing."""
    _registered.append(function)
    return function


def under_way(report_id: uuid.UUID) -> list[Sentence]:
    """What runs for a report now."""
    return [sentence for look in _registered if (sentence := look(report_id))]
