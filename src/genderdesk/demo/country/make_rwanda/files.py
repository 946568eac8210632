"""Writes the files as a person would keep them: UTF-8, one record a line, no spreadsheet tricks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class District:
    """What the invented records need of a real district."""

    code: str
    name: str
    province: str
    province_name: str
    latitude: float
    longitude: float


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write one file; the number of its records."""
    kept = [["" if cell is None else cell for cell in row] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(kept)
    return len(kept)
