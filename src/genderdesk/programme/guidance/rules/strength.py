"""Women's share of a strength, and the lines of the table that it is read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Duplicates, Row, Sheet
from genderdesk.programme.guidance.vocabulary.strength import COLUMNS, MOST_IN_A_CELL, OPTIONAL, RankBand, RoleKind

FILE = "strength.csv"


@dataclass(frozen=True, slots=True)
class StrengthLine:
    """How many women, men and people of unrecorded sex there are in a rank band and a kind of role."""

    rank_band: str
    role_kind: str
    women: int
    men: int
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men + self.unknown


def share(lines: Iterable[StrengthLine]) -> float | None:
    """Women in per cent of those whose sex is recorded; None where there is nobody."""
    counted = list(lines)
    return share_of(sum(each.women for each in counted), sum(each.men for each in counted))


def share_of(women: int, men: int) -> float | None:
    """Women in per cent of both; None where there is nobody."""
    return 100 * women / (women + men) if women + men else None


def read_strength(pasted: str) -> tuple[list[StrengthLine], list[CsvFault]]:
    """The lines of a pasted table, and every fault by line and column."""
    sheet = Sheet(Path(FILE), COLUMNS, OPTIONAL, pasted=pasted)
    twice, found = Duplicates(), []
    for row in sheet.rows():
        band, kind = row.one_of("rank_band", list(RankBand)), row.one_of("role_kind", list(RoleKind))
        if band and kind:
            twice.check(row, "rank_band", (band, kind))
        numbers = [row.whole(name, 0, MOST_IN_A_CELL) for name in ("women", "men")]
        found.append(StrengthLine(band, kind, numbers[0] or 0, numbers[1] or 0, _unknown(row)))
    return found, sheet.faults


def _unknown(row: Row) -> int:
    return (row.whole("unknown", 0, MOST_IN_A_CELL) or 0) if row.cells.get("unknown", "").strip() else 0
