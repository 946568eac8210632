"""A list of cells with a total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from genderdesk.monitoring.statistics.rules.disclosure.audit import line_bounds

# From the least to the most that a small cell may be for a reader who knows the program: three values.
_LEAST_SPREAD = 2
_MANY = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Cells and their total as they may be shown; None is kept back. ``kept_back`` counts those cells."""

    cells: dict[str, int | None]
    total: int | None

    @property
    def kept_back(self) -> int:
        return sum(value is None for value in self.cells.values())


def protect_count(count: int, threshold: int) -> int | None:
    """A number that stands alone, kept back where it is below the threshold and not nought."""
    return None if 0 < count < threshold else count


def protect_line(counts: Mapping[str, int], threshold: int, told: frozenset[str] = frozenset()) -> Line:
    """Keep back cells below the threshold, and as many others as it takes that none can be had by subtraction.

    Cells of 0 are shown, since nobody is in them. Where the total itself is below the threshold nothing is shown, not
    even the noughts: one cell that is left would tell all. ``told`` cells are known from another figure, so they
    cover nothing. The covering cell is the smallest, which costs the reader least.
    """
    total = sum(counts.values())
    if 0 < total < threshold:
        return Line(dict.fromkeys(counts), None)
    small = {code for code, count in counts.items() if 0 < count < threshold}
    # A small cell is kept back by the other figure too, so it is told by neither.
    told = told - small
    hidden = set(small)
    spare = sorted((code for code in counts if counts[code] >= threshold and code not in told), key=counts.__getitem__)
    while not _safe(counts, small, hidden, threshold, told, spare):
        if not spare:
            # The last resort hides the noughts too; then nobody knows which cells have anyone in them.
            hidden = set(counts) - told
            break
        hidden.add(spare.pop(0))
    return Line({code: None if code in hidden else count for code, count in counts.items()}, total)


def _safe(
    counts: Mapping[str, int],
    small: set[str],
    hidden: set[str],
    threshold: int,
    told: frozenset[str],
    spare: list[str],
) -> bool:
    """Whether each small cell could, for all the reader knows, be 1 and could be the threshold.

    A reader who knows this program also knows that no hidden cell is above the smallest cell that might have covered
    and is shown (security.md 5: attacks; in the literature, the minimality attack).
    """
    cap = counts[spare[0]] if spare else None
    bounds = line_bounds(counts, hidden, told, cap)
    if not all(bounds[code][0] <= 1 and bounds[code][1] >= threshold for code in small):
        return False
    if hidden != small or len(small) < _MANY:
        return True
    # A single small cell is always covered, so two hidden cells may be one and its cover. Three may well be small
    # ones alone: who guesses so must still have three values to choose from for each. 3 + 4 + 4 = 11 would leave two.
    among_small = line_bounds(counts, hidden, told, threshold - 1)
    return all(high - max(low, 1) >= _LEAST_SPREAD for low, high in (among_small[code] for code in small))
