"""A chart as it is frozen: the shown numbers of one list, in codes, so that every language can say them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

_TOTAL = "*"


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

    @property
    def table(self) -> str:
        """Which table it is, whatever its numbers."""
        return " ".join((self.institution, self.figure or self.kind, self.rows, self.first, self.last))


def tells_apart(before: FrozenChart, after: FrozenChart, threshold: int) -> bool:
    """Whether two freezes of one table tell of fewer records than the threshold: their difference is shown too."""
    old, new = ({**dict(each.counts), _TOTAL: each.total} for each in (before, after))
    pairs = ((old.get(code, 0), count) for code, count in new.items())
    return any(one is not None and two is not None and 0 < abs(one - two) < threshold for one, two in pairs)


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
