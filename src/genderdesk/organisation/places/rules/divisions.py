"""What makes a set of divisions whole: one tree below the country, each code once, each point in its outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from genderdesk.groundwork.foundation.names import plain_words
from genderdesk.organisation.places.rules.outlines import Shape, distance_to_km
from genderdesk.organisation.places.vocabulary import Level, level_above

# Simplified outlines move a border by some hundred metres; a point farther out is a mistake.
OUTLINE_TOLERANCE_KM = 1.0


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division as a country's file gives it; ``line`` is where it stands, for a fault's sentence."""

    code: str
    level: str
    name: str
    parent: str = ""
    latitude: float | None = None
    longitude: float | None = None
    source: str = ""
    source_version: str = ""
    outline: Shape | None = field(default=None, repr=False)
    line: int = 0


@dataclass(frozen=True, slots=True)
class FormerRow:
    """A division that is a part of another one since the day ``until``."""

    code: str
    level: str
    name: str
    merged_into: str
    until: date


def former_by_name(rows: Sequence[FormerRow]) -> dict[tuple[str, ...], str]:
    """Former divisions by plain code and name, each with the code of what it is a part of now."""
    return {plain_words(written): row.merged_into for row in rows for written in (row.code, row.name)}


# (line, column, sentence)
Finding = tuple[int, str, str]


def findings(rows: Sequence[DivisionRow], kept_levels: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the rows together with the divisions already kept (code → level)."""
    levels = {**kept_levels, **{row.code: row.level for row in rows}}
    yield from _repeated(rows)
    for row in rows:
        yield from _parent_findings(row, levels)
        if row.code in kept_levels and kept_levels[row.code] != row.level:
            sentence = f"The division {row.code} is already kept as a {kept_levels[row.code]}; its level cannot change."
            yield row.line, "level", sentence
        if row.outline is not None and row.latitude is not None and row.longitude is not None:
            out_by = distance_to_km(row.outline, row.latitude, row.longitude)
            if out_by > OUTLINE_TOLERANCE_KM:
                yield row.line, "latitude", f"The position lies {out_by:.0f} km outside the division's outline."


def _repeated(rows: Sequence[DivisionRow]) -> Iterator[Finding]:
    codes: dict[str, int] = {}
    names: dict[tuple[str, str, str], int] = {}
    for row in rows:
        if (first := codes.setdefault(row.code, row.line)) != row.line:
            yield row.line, "code", f"The code {row.code} stands in line {first} already."
        key = (row.level, row.parent, row.name.casefold())
        if (first := names.setdefault(key, row.line)) != row.line:
            yield row.line, "name", f"The name {row.name!r} stands in line {first} already, under the same parent."


def _parent_findings(row: DivisionRow, levels: Mapping[str, str]) -> Iterator[Finding]:
    above = level_above(row.level)
    if above is None:
        if row.parent:
            yield row.line, "parent", "A country has no parent. Leave the cell empty."
    elif not row.parent:
        yield row.line, "parent", f"A {row.level} needs the code of its {above}."
    elif row.parent not in levels:
        yield row.line, "parent", f"There is no division with the code {row.parent!r}."
    elif levels[row.parent] != above:
        yield (
            row.line,
            "parent",
            f"The parent of a {row.level} is a {above}, but {row.parent} is a {levels[row.parent]}.",
        )


def in_order(rows: Sequence[DivisionRow]) -> list[DivisionRow]:
    """Parents before their children."""
    order = {level: place for place, level in enumerate(Level)}
    return sorted(rows, key=lambda row: order[Level(row.level)])
