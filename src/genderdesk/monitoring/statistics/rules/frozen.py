"""A chart as it is frozen: the shown numbers of one list, in codes, so that every language can say them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class FrozenChart:
    """One list of numbers as it was shown; None is kept back.

    ``figure`` is the key of a figure of the month, or empty for a table of Explore. ``first`` and ``last`` are
    ``2026-03`` of a figure and ``2026-Q1`` of a table.
    """

    institution: str
    figure: str
    kind: str
    rows: str
    first: str
    last: str
    counts: tuple[tuple[str, int | None], ...]
    total: int | None


def written(chart: FrozenChart) -> str:
    """The canonical text of a chart: what is kept, and of what the digest is taken."""
    return json.dumps(asdict(chart), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> FrozenChart:
    """The chart of such a text."""
    found = json.loads(text)
    found["counts"] = tuple((code, count) for code, count in found["counts"])
    return FrozenChart(**found)


def digest_of(text: str) -> str:
    """SHA-256 of a text, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
