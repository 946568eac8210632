"""Chance that repeats itself: the same seed draws the same times, identifiers and numbers, whatever the database."""

from __future__ import annotations

import math
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar
from zlib import crc32

from genderdesk.groundwork.foundation.ids import NUMBER_ALPHABET, check_sign

T = TypeVar("T")

_SIGNS = 7
_ALL_NUMBERS = len(NUMBER_ALPHABET) ** _SIGNS
# Coprime to all numbers, so that consecutive counts give distinct numbers that look like chance.
_STRIDE = 12_345_678_967
_APART = 7_654_321
# How many numbers of a prefix one seed may use; two seeds never share one.
_A_SEEDS_SHARE = 2**20


class Weighted(Generic[T]):
    """Values with the weights by which they are drawn; the weights need not add up to one."""

    __slots__ = ("sums", "values")

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.values = list(weights)
        self.sums = list(accumulate(weights.values()))


class Draw(Random):
    """A seeded generator in the words of this package."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._first = seed * _A_SEEDS_SHARE
        self._counts: dict[str, int] = {}

    def of(self, table: Weighted[T]) -> T:
        """One value by its weight."""
        return self.choices(table.values, cum_weights=table.sums)[0]

    def happens(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random() < share

    def in_turn(self, name: str, every: int) -> bool:
        """True for one in so many, beginning with the middle one: of what is rare there are some in few lives too."""
        count = self._counts[name] = self._counts.get(name, 0) + 1
        return count % every == (every + 1) // 2

    def about(self, median: float, spread: float = 0.6) -> float:
        """A number above nought that is often near the median and sometimes much larger (log-normal)."""
        return median * math.exp(self.gauss(0.0, spread))

    def seconds(self, median: float, spread: float = 0.6) -> timedelta:
        return timedelta(seconds=round(self.about(median, spread)))

    def hours(self, median: float, spread: float = 0.6) -> timedelta:
        return timedelta(seconds=round(self.about(median, spread) * 3600))

    def id(self, at: datetime) -> uuid.UUID:
        """A UUIDv7 as if it had been made at that time (RFC 9562, 5.7)."""
        millisecond = int(at.timestamp() * 1000)
        chance = self.getrandbits(74)
        return uuid.UUID(int=millisecond << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (2**62 - 1))

    def number(self, prefix: str) -> str:
        """A human number like those of ``foundation.ids``, with its check sign; never the same one twice."""
        count = self._counts.get(prefix, 0)
        self._counts[prefix] = count + 1
        # Each prefix begins elsewhere, so that a case and its survivor do not share their signs.
        rest = ((self._first + count) * _STRIDE + crc32(prefix.encode()) * _APART) % _ALL_NUMBERS
        signs = ""
        for _place in range(_SIGNS):
            rest, sign = divmod(rest, len(NUMBER_ALPHABET))
            signs += NUMBER_ALPHABET[sign]
        signs += check_sign(signs)
        return f"{prefix}-{signs[:4]}-{signs[4:]}"
