"""Attacks on Explore: who holds every table that can be asked for, and the figures of every month, subtracts.

Small worlds are counted out: every set of records that would give the same shown numbers is made, and each kept-back
number must differ among them. Thresholds are 2 and 3 here, so that the worlds stay small enough to be counted out.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import pytest

from genderdesk.monitoring.statistics.rules.disclosure import MARGIN, protect_line
from genderdesk.monitoring.statistics.rules.explore import (
    TOGETHER,
    Axis,
    Quarter,
    cross_quarter,
    line_quarter,
    period_of,
)

World = tuple[tuple[int, ...], ...]  # for each month, how many records have each combination of codes
Numbers = Mapping[tuple[str, ...], int | None]


class Kind:
    """A kind of record with dimensions of which each is crossed with the next; ``monthly`` have a figure."""

    def __init__(self, sizes: Sequence[int], monthly: Sequence[bool], threshold: int) -> None:
        self.threshold = threshold
        self.codes = [tuple(f"{chr(97 + at)}{number}" for number in range(size)) for at, size in enumerate(sizes)]
        self.monthly = monthly
        self.combinations = list(itertools.product(*self.codes))

    def counts(self, month: Sequence[int], *at: int) -> dict[tuple[str, ...], int]:
        found: dict[tuple[str, ...], int] = {}
        for combination, number in zip(self.combinations, month, strict=True):
            key = tuple(combination[each] for each in at)
            found[key] = found.get(key, 0) + number
        return found

    def of(self, month: Sequence[int], at: int) -> dict[str, int]:
        return {code: number for (code,), number in self.counts(month, at).items()}

    def axis(self, world: World, at: int) -> Axis:
        if not self.monthly[at]:
            return Axis(self.codes[at])
        return Axis(self.codes[at], tuple(protect_line(self.of(month, at), self.threshold).cells for month in world))

    def quarters(self, world: World) -> dict[tuple[int, ...], Quarter]:
        """Every table of a quarter that can be asked for."""
        found: dict[tuple[int, ...], Quarter] = {}
        for at in range(len(self.codes)):
            months = [self.of(month, at) for month in world]
            found[at,] = line_quarter(months, self.axis(world, at), self.threshold)
        for at in range(len(self.codes) - 1):
            cells = [[self.counts(month, at, at + 1)] for month in world]
            found[at, at + 1] = cross_quarter(
                cells,  # type: ignore[arg-type]
                self.axis(world, at),
                self.axis(world, at + 1),
                self.threshold,
            )
        return found


def like(kind: Kind, world: World) -> list[set[tuple[int, ...]]]:
    """For each month, what it could be for who sees its figures: each month is shown by itself."""
    found = []
    for month in world:
        lines = [protect_line(kind.of(month, at), kind.threshold) for at in range(len(kind.codes))]
        fits = set()
        for other in splits(sum(month), len(month)):
            if all(_fits(kind.of(other, at), lines[at].cells) for at in range(len(kind.codes)) if kind.monthly[at]):
                fits.add(other)
        found.append(fits)
    return found


def _fits(line: Mapping[str, int], shown: Mapping[str, int | None]) -> bool:
    noughts_are_shown = any(number is not None for number in shown.values())
    return all(
        (line[code] == number) if number is not None else (line[code] > 0 or not noughts_are_shown)
        for code, number in shown.items()
    )


@lru_cache(maxsize=64)
def splits(total: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [(total,)]
    return [(first, *rest) for first in range(total + 1) for rest in splits(total - first, parts - 1)]


class Reader:
    """Who knows every shown number of a quarter and this program, and counts out what it could have been."""

    def __init__(self, kind: Kind, world: World) -> None:
        self.kind, self.world = kind, world
        self._known: dict[object, list[int]] = {}
        self.tables = kind.quarters(world)
        # What a table asks of a world: sums over pairs of dimensions that follow each other.
        self.pairs = [(at, at + 1) for at in range(len(kind.codes) - 1)]
        self.keys = [(pair, key) for pair in self.pairs for key in itertools.product(*(kind.codes[at] for at in pair))]
        self.by_months = self._sums()
        self.possible = [each for each in self.by_months if self._agrees(each)]

    def _sums(self) -> set[tuple[int, ...]]:
        found = {(0,) * len(self.keys)}
        for month in like(self.kind, self.world):
            sums = {self._of(each) for each in month}
            found = {tuple(map(sum, zip(one, two, strict=True))) for one in found for two in sums}
        return found

    def _of(self, month: Sequence[int]) -> tuple[int, ...]:
        by_pair = {pair: self.kind.counts(month, *pair) for pair in self.pairs}
        return tuple(by_pair[pair][key] for pair, key in self.keys)

    def value(self, sums: Sequence[int], dimensions: tuple[int, ...], key: tuple[str, str], merged: object) -> int:
        """What a number of a table would be in a world."""
        return sum(sums[index] for index in self._adds(dimensions, key, merged))

    def _adds(self, dimensions: tuple[int, ...], key: tuple[str, str], merged: object) -> list[int]:
        if (found := self._known.get((dimensions, key, merged))) is not None:
            return found
        pair = dimensions if len(dimensions) == 2 else next(each for each in self.pairs if dimensions[0] in each)
        turned = len(dimensions) == 1 and pair[1] == dimensions[0]
        wanted = (MARGIN, key[0]) if turned else key
        found = [
            index
            for index, (of, cell) in enumerate(self.keys)
            if of == pair
            and all(
                want in (MARGIN, have) or (want == TOGETHER and have in merged[at])  # type: ignore[index]
                for at, (want, have) in enumerate(zip(wanted, cell, strict=True))
            )
        ]
        self._known[dimensions, key, merged] = found
        return found

    def numbers(self) -> Iterator[tuple[tuple[int, ...], tuple[str, str], int | None, Quarter]]:
        for dimensions, table in self.tables.items():
            for key, number in table.cells.items():
                yield dimensions, key, number, table

    def _agrees(self, sums: tuple[int, ...]) -> bool:
        return all(
            self.value(sums, dimensions, key, table.merged) == number
            if number is not None
            else self._may_be(sums, dimensions, key, table)
            for dimensions, key, number, table in self.numbers()
        )

    def _may_be(self, sums: tuple[int, ...], dimensions: tuple[int, ...], key: tuple[str, str], table: Quarter) -> bool:
        """A cell inside that is kept back by itself is not nought, since noughts are shown."""
        alone = len(dimensions) == 2 and not table.unsplit and MARGIN not in key
        if not alone or key[0] in table.merged[0] or key[1] in table.merged[1]:
            return True
        return self.value(sums, dimensions, key, table.merged) > 0

    def truth(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(*(self._of(month) for month in self.world), strict=True)))

    def _high(self, key: tuple[str, str], table: Quarter) -> int:
        """What a kept-back number must still be able to be; of values that are never told apart, more than one."""
        alone = key[0] not in table.merged[0] and key[1] not in table.merged[1] and not table.unsplit
        return self.kind.threshold if alone or MARGIN in key else 2

    def faults(self) -> list[str]:
        """Kept-back small numbers that the reader knows too much about."""
        found, truth = [], self.truth()
        assert truth in self.possible
        for dimensions, key, number, table in self.numbers():
            true = self.value(truth, dimensions, key, table.merged)
            if number is not None:
                if 0 < true < self.kind.threshold:
                    found.append(f"{dimensions} {key} shows {number}")
            elif 0 < true < self.kind.threshold and not table.thin:
                could = {self.value(each, dimensions, key, table.merged) for each in self.possible}
                months_alone = {self.value(each, dimensions, key, table.merged) for each in self.by_months}
                low, high = max(1, min(months_alone)), min(self._high(key, table), max(months_alone))
                if min(could) > low or max(could) < high:
                    found.append(f"{dimensions} {key} is {true} and could be {sorted(could)}")
        return found


def worlds(kind: Kind, number: int, least: int, most: int, seed: int) -> Iterator[World]:
    """Quarters whose months have so many records, most of them alike."""
    drawn = random.Random(seed)
    for _ in range(number):
        # Half of the time one code has nobody, so that the others are large enough to be told apart.
        empty = drawn.choice((kind.codes[0][-1], ""))
        weights = [
            0 if empty in each and len(kind.codes[0]) > 2 else drawn.choice((1, 1, 2, 6)) for each in kind.combinations
        ]
        months = []
        for _month in range(3):
            month = [0] * len(weights)
            for each in drawn.choices(range(len(weights)), weights, k=drawn.randint(least, most)):
                month[each] += 1
            months.append(tuple(month))
        yield tuple(months)


BOTH_WITH_FIGURES = Kind((2, 2), (True, True), 3)
ONE_WITHOUT = Kind((2, 2), (True, False), 3)
NOT_ALL_TOLD_APART = Kind((3, 2), (True, True), 2)
THREE_IN_A_ROW = Kind((2, 2, 2), (True, True, False), 2)


@pytest.mark.parametrize(
    ("kind", "number", "least", "most", "seed"),
    [
        (BOTH_WITH_FIGURES, 30, 8, 13, 7),
        (ONE_WITHOUT, 12, 8, 13, 7),
        (NOT_ALL_TOLD_APART, 8, 6, 8, 7),
        (THREE_IN_A_ROW, 6, 5, 6, 11),
    ],
)
def test_no_set_of_tables_of_a_quarter_tells_a_number_that_is_kept_back(
    kind: Kind, number: int, least: int, most: int, seed: int
) -> None:
    split = 0
    for world in worlds(kind, number, least, most, seed):
        reader = Reader(kind, world)
        assert reader.faults() == [], world
        split += any(len(dimensions) == 2 and not table.unsplit for dimensions, table in reader.tables.items())
    assert split, "no world of these has a table that is shown"


def test_a_period_less_a_shorter_one_says_nothing_that_its_quarters_do_not() -> None:
    """Every number of every period is the same in all worlds that the quarters alone allow."""
    found = list(worlds(BOTH_WITH_FIGURES, 20, 8, 13, 7))
    readers = [Reader(BOTH_WITH_FIGURES, world) for world in found]
    shown = 0
    for one, two in itertools.combinations(readers, 2):
        for dimensions in one.tables:
            period = period_of([one.tables[dimensions], two.tables[dimensions]])
            for key, number in period.cells.items():
                if number is None:
                    continue
                shown += 1
                for reader in (one, two):
                    could = {reader.value(each, dimensions, key, period.merged) for each in reader.possible}
                    assert len(could) == 1, (dimensions, key)
    assert shown > 100
