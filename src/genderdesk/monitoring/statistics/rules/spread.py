"""What a set of times says: median and 90th percentile, never a mean alone (dispatch.md 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Values:
    """How often each value occurs, and of how many records the value is not known."""

    counts: dict[float, int] = field(default_factory=dict)
    missing: int = 0

    def add(self, value: float | None, times: int) -> None:
        """Count a value ``times`` more; a negative number takes it back."""
        if value is None:
            self.missing += times
            return
        left = self.counts.get(value, 0) + times
        if left:
            self.counts[value] = left
        else:
            self.counts.pop(value, None)

    @property
    def known(self) -> int:
        return sum(self.counts.values())


def written(value: float) -> str:
    """A value as the key it is kept under: the shortest text that reads back as the same number."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def as_kept(values: Values) -> dict[str, int]:
    return {written(value): count for value, count in sorted(values.counts.items())}


def from_kept(kept: Mapping[str, int], missing: int) -> Values:
    return Values({float(value): count for value, count in kept.items() if count}, missing)


def percentile(values: Values, share: float) -> float | None:
    """The value that ``share`` (0–1) of the values do not exceed, by linear interpolation between neighbours.

    The same definition as NumPy's default and Hyndman & Fan's type 7; share 0.5 is the usual median. None where no
    value is known.
    """
    known = values.known
    if known <= 0:
        return None
    position = share * (known - 1)
    below = int(position)
    part = position - below
    low = high = None
    passed = 0
    for value in sorted(values.counts):
        passed += values.counts[value]
        if low is None and passed > below:
            low = value
        if passed > min(below + 1, known - 1):
            high = value
            break
    if low is None or high is None:
        return None
    return low if part == 0 else low + (high - low) * part
