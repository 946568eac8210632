"""Words of the room: the levels of a country's divisions."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """A division's level, from the whole down. Sectors are the third level of Rwanda's Organic Law 29/2005; cells and
    villages lie below what the desk needs."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    SECTOR = "sector"


LEVELS: tuple[Level, ...] = tuple(Level)


def level_above(level: str) -> Level | None:
    """The level that a division's parent must have; None for a country."""
    place = LEVELS.index(Level(level))
    return LEVELS[place - 1] if place else None
