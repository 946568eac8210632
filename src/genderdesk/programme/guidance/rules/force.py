"""Which version is in force on a day, from the dates alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Force(Generic[Key]):
    """A version that was authorised: in force from a day up to, and not including, another one."""

    version: Key
    first: date
    end: date | None


def in_force_on(versions: Iterable[Force[Key]], on: date) -> Key | None:
    """The version of one document in force on a day: of several, the one that came last.

    One whose day has come is in force although the clock's work has not yet ended the one before it.
    """
    holding = [each for each in versions if each.first <= on and (each.end is None or each.end > on)]
    return max(holding, key=lambda each: each.first).version if holding else None


def next_number(numbers: Iterable[tuple[int, int]], *, minor: bool) -> tuple[int, int]:
    """The number of a new version: 1.0 first, then 2.0, or 1.1 for a minor edit that needs no new acknowledgement."""
    last = max(numbers, default=(0, 0))
    return (last[0], last[1] + 1) if minor and last != (0, 0) else (last[0] + 1, 0)
