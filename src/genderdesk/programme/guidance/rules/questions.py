"""Questions on a version: their answers in an order that tells nothing, and whether somebody answered rightly."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def mixed(right: str, wrong: Sequence[str], seed: str) -> tuple[list[str], int]:
    """All answers in an order that follows from ``seed`` alone, and the place of the right one."""
    answers = sorted([right, *wrong], key=lambda each: hashlib.sha256(f"{seed} {each}".encode()).digest())
    return answers, answers.index(right)


def first_wrong(given: Sequence[int | None], right: Sequence[int]) -> int | None:
    """The place of the first question that is not answered rightly, from 0; None where all are."""
    padded = [*given, *([None] * (len(right) - len(given)))]
    return next((place for place, (mine, its) in enumerate(zip(padded, right, strict=False)) if mine != its), None)
