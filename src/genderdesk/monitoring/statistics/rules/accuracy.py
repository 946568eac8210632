"""What may be shown of what followed assessments of risk: counts in which nobody is told, shares of enough cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from genderdesk.monitoring.statistics.rules.disclosure import MARGIN, Grid, protect_count, protect_grid, protect_line
from genderdesk.monitoring.statistics.vocabulary import FEWEST_FOR_SHARE, RISK_LEVELS, THRESHOLD

VIOLENCE, NO_VIOLENCE = "violence", "no_violence"


@dataclass(slots=True)
class Tally:
    """Cases of one version of an instrument as counted, by level: nothing kept back, so not to be shown as it is."""

    followed: Counter[tuple[str, str]] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    early: int = 0

    def add(self, level: str, *, violence: bool, died: bool, early: bool) -> None:
        """Count one case. One that cannot be judged yet counts as such, and its death at once."""
        self.deaths[level] += died
        if early:
            self.early += 1
        else:
            self.followed[level, VIOLENCE if violence else NO_VIOLENCE] += 1


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level, or all of them together: cases, those with new violence, deaths; None is kept back.

    ``share`` is (with new violence, cases) where both are shown and the cases are enough for it.
    """

    level: str
    cases: int | None
    violence: int | None
    share: tuple[int, int] | None
    deaths: int | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One version of an instrument in one year, as it may be shown; ``early`` cases cannot be judged yet."""

    instrument: str
    version: str
    rows: tuple[LevelRow, ...]
    total: LevelRow
    early: int | None


def accuracy_of(instrument: str, version: str, tally: Tally) -> Accuracy:
    """What may be shown of a tally."""
    grid = protect_grid(tally.followed, RISK_LEVELS, (VIOLENCE, NO_VIOLENCE), THRESHOLD)
    deaths = protect_line({level: tally.deaths[level] for level in RISK_LEVELS}, THRESHOLD)
    rows = tuple(_row(grid, level, deaths.cells[level]) for level in RISK_LEVELS)
    early = protect_count(tally.early, THRESHOLD)
    return Accuracy(instrument, version, rows, _row(grid, MARGIN, deaths.total), early)


def _row(grid: Grid, level: str, deaths: int | None) -> LevelRow:
    cases, violence = grid.cells[level, MARGIN], grid.cells[level, VIOLENCE]
    share = None
    if cases is not None and violence is not None and cases >= FEWEST_FOR_SHARE:
        share = (violence, cases)
    return LevelRow(level, cases, violence, share, deaths)
