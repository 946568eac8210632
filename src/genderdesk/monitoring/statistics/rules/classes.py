"""Classes of a map: few, with round bounds, the lowest beginning at the threshold of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from genderdesk.monitoring.statistics.vocabulary import THRESHOLD

MOST_CLASSES = 4
_STEPS = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True, slots=True)
class Class:
    """A class by number from the palest; ``high`` is None for the last."""

    key: str
    low: int
    high: int | None

    def holds(self, count: int) -> bool:
        return self.low <= count and (self.high is None or count <= self.high)


def classes_of(counts: Sequence[int]) -> tuple[Class, ...]:
    """Up to four classes for counts that are shown and above nought."""
    if not counts:
        return ()
    highest = max(counts)
    step = next((each for each in _STEPS if each * MOST_CLASSES > highest), highest)
    lows = [THRESHOLD, *(step * number for number in range(1, MOST_CLASSES) if step * number <= highest)]
    highs: list[int | None] = [*(low - 1 for low in lows[1:]), None]
    return tuple(Class(str(number), low, high) for number, (low, high) in enumerate(zip(lows, highs, strict=True), 1))
