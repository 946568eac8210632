"""Which results of feedback may be shown: whole quarters that have ended, of five answers and more.

A quarter's number never grows after it is shown, so no answer can be worked out from two looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from genderdesk.casework.cases.vocabulary.feedback import FEWEST_ANSWERS, Said

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class ItemCount:
    """How one item was answered."""

    yes: int
    no: int
    not_applicable: int
    declined: int


@dataclass(frozen=True, slots=True)
class Shown(Generic[Key]):
    """Of which desks a quarter may be shown, and whether all of them together may."""

    desks: frozenset[Key]
    whole: bool


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def end_of_week(day: date) -> date:
    """The Sunday of a day's week, by which the day itself cannot be told."""
    return day + timedelta(days=6 - day.weekday())


def may_be_shown(answers: Mapping[Key, int], readable: Iterable[Key], *, kept_from: Collection[Key] = ()) -> Shown[Key]:
    """Desks with five answers and more, among those that the reader may see.

    All together is shown where what the shown desks leave of it is nothing, or five and more. Desks in ``kept_from``,
    such as the reader's own, must not be worked out either: beside their answers five and more others must be left.
    """
    shown = frozenset(key for key in readable if answers.get(key, 0) >= FEWEST_ANSWERS)
    total = sum(answers.values())
    rest = total - sum(answers[key] for key in shown)
    others = rest - sum(answers.get(key, 0) for key in kept_from)
    hidden_well = rest == 0 or (others >= FEWEST_ANSWERS if rest > others else rest >= FEWEST_ANSWERS)
    return Shown(shown, total >= FEWEST_ANSWERS and hidden_well)


def counted(given: Iterable[Mapping[str, str]], item: str) -> ItemCount:
    """How one item was answered; what was passed over is declined."""
    found = Counter(each.get(item, Said.DECLINED.value) for each in given)
    return ItemCount(found[Said.YES], found[Said.NO], found[Said.NOT_APPLICABLE], found[Said.DECLINED])
