"""A sheet on which people signed that they had read a version: staff codes, one a line, as they are typed in."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

MOST_LINES = 500
_GAPS = re.compile(r"[,;\t ]+")


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line of the sheet with the staff code on it."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class SignedFault:
    """What is wrong with a line, as a code of ``labels.SHEET_FAULTS``."""

    line: int
    code: str
    why: str


def read_signed(
    pasted: str, known: Collection[str], signed_before: Collection[str]
) -> tuple[list[SignedLine], list[SignedFault]]:
    """The lines that can be kept, and the faults of the others. What follows a code on its line is not read."""
    lines = [(number, _GAPS.split(text.strip())[0].upper()) for number, text in enumerate(pasted.splitlines(), 1)]
    filled = [(number, code) for number, code in lines if code]
    if len(filled) > MOST_LINES:
        return [], [SignedFault(filled[MOST_LINES][0], "", "too_many")]
    found: dict[str, SignedLine] = {}
    faults = []
    for number, code in filled:
        why = _why_not(code, known, signed_before, found)
        if why:
            faults.append(SignedFault(number, code, why))
        else:
            found[code] = SignedLine(number, code)
    return list(found.values()), faults


def _why_not(code: str, known: Collection[str], signed_before: Collection[str], found: Collection[str]) -> str:
    if code not in known:
        return "unknown"
    if code in found:
        return "twice"
    return "signed_before" if code in signed_before else ""
