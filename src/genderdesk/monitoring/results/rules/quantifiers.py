"""What the records say of a claim, by its quantifier: one function a quantifier, in one table (programme.md 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from genderdesk.monitoring.results.rules.measured import Measured
from genderdesk.monitoring.results.vocabulary import CLOSE_SHARE, Quantifier, Verdict

_SHARE = re.compile(r"(\d+) of (\d+)")


def _holds(truth: bool) -> Verdict:
    return Verdict.SUPPORTED if truth else Verdict.CONTRADICTED


def _exists(found: Measured, _asserted: str) -> Verdict:
    """Nothing that shows it is no proof of its contrary."""
    return Verdict.SUPPORTED if found.value else Verdict.NOT_SUPPORTED


def _exactly(found: Measured, asserted: str) -> Verdict:
    return _holds(found.value == int(asserted))


def _at_least(found: Measured, asserted: str) -> Verdict:
    return _holds((found.value or 0) >= int(asserted))


def _all(found: Measured, _asserted: str) -> Verdict:
    """All of none is nothing."""
    return _holds(found.value == found.whole) if found.whole else Verdict.NOT_SUPPORTED


def _close_to(found: Measured, asserted: str) -> Verdict:
    return _holds(CLOSE_SHARE * int(asserted) <= (found.value or 0) < int(asserted))


def _out_of(found: Measured, asserted: str) -> Verdict:
    part, whole = share_of(asserted)
    return _holds((found.value, found.whole) == (part, whole))


def _in_year(found: Measured, asserted: str) -> Verdict:
    return _holds(found.value == int(asserted))


def _increased(found: Measured, _asserted: str) -> Verdict:
    return _holds((found.value or 0) > found.earlier) if found.earlier is not None else Verdict.NOT_SUPPORTED


RULES: Mapping[Quantifier, Callable[[Measured, str], Verdict]] = {
    Quantifier.EXISTS: _exists,
    Quantifier.EXACTLY: _exactly,
    Quantifier.AT_LEAST: _at_least,
    Quantifier.ALL: _all,
    Quantifier.CLOSE_TO: _close_to,
    Quantifier.OUT_OF: _out_of,
    Quantifier.IN_YEAR: _in_year,
    Quantifier.INCREASED: _increased,
}

# Quantifiers that compare with a number which the claim says, and how it is written.
WRITTEN: Mapping[Quantifier, re.Pattern[str]] = {
    Quantifier.EXACTLY: re.compile(r"\d+"),
    Quantifier.AT_LEAST: re.compile(r"\d+"),
    Quantifier.CLOSE_TO: re.compile(r"[1-9]\d*"),
    Quantifier.OUT_OF: _SHARE,
    Quantifier.IN_YEAR: re.compile(r"\d{4}"),
}


def share_of(asserted: str) -> tuple[int, int]:
    """Part and whole of a share as it is written, "3 of 5"; ValueError otherwise."""
    found = _SHARE.fullmatch(asserted)
    if found is None:
        raise ValueError(f"{asserted!r} is not written like '3 of 5'")
    return int(found[1]), int(found[2])


def is_written_rightly(quantifier: Quantifier, asserted: str) -> bool:
    """Whether a claim says the number that its quantifier compares with, and none where it compares with none."""
    pattern = WRITTEN.get(quantifier)
    return asserted == "" if pattern is None else pattern.fullmatch(asserted) is not None


def verdict_of(quantifier: Quantifier, asserted: str, found: Measured) -> Verdict:
    """What the records say; not supported wherever they could not tell."""
    if found.value is None or found.refused:
        return Verdict.NOT_SUPPORTED
    return RULES[quantifier](found, asserted)
