"""Age on a day: at the incident (which decides what counts as violence against a child) and at the report (groups)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from genderdesk.casework.cases.vocabulary import AgeBand, AgeBasis

CHILD_BELOW = 18
_OLDEST = 120

_LAST_YEAR_OF_BAND: tuple[tuple[int, AgeBand], ...] = (
    (11, AgeBand.TO_11),
    (17, AgeBand.TO_17),
    (25, AgeBand.TO_25),
    (40, AgeBand.TO_40),
    (60, AgeBand.TO_60),
)


# Finer groups from which GBVIMS's overlapping ones are added up: 0–11, 12–17, ≤17, ≥18, 50+, 10–19 (cases.md 1.4).
AGE_GROUPS: tuple[str, ...] = ("0-9", "10-11", "12-17", "18-19", "20-49", "50+")
_LAST_YEAR_OF_GROUP = (9, 11, 17, 19, 49)


@dataclass(frozen=True, slots=True)
class BirthFacts:
    """What is known of a birth: a date, or a year, or an age in years as it was on a day."""

    basis: AgeBasis = AgeBasis.UNKNOWN
    birth_date: date | None = None
    birth_year: int | None = None
    years: int | None = None
    years_on: date | None = None


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years of life, between ``least`` and ``most``; the two are equal where the age is certain."""

    least: int
    most: int


def years_between(birth: date, day: date) -> int:
    """Whole years completed on the day; someone born on 29 February is a year older on 1 March of a common year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_on(facts: BirthFacts, day: date) -> Age | None:
    """The age on a day, or None where it is not known or the day lies before the birth.

    A year of birth leaves one year of doubt. An age stated on one day, asked for on another, does too.
    """
    span = _span(facts, day)
    if span is None or span[1] < 0 or span[0] > _OLDEST:
        return None
    return Age(max(span[0], 0), span[1])


def _span(facts: BirthFacts, day: date) -> tuple[int, int] | None:
    if facts.birth_date is not None:
        years = years_between(facts.birth_date, day)
        return years, years
    if facts.birth_year is not None:
        reached = day.year - facts.birth_year
        return reached - 1, reached
    if facts.years is not None and facts.years_on is not None:
        return _from_stated(facts.years, facts.years_on, day)
    return None


def _from_stated(years: int, on: date, day: date) -> tuple[int, int]:
    """Somebody aged ``years`` on one day was between these ages on another."""
    if day == on:
        return years, years
    if day < on:
        passed = years_between(day, on)
        return years - passed - 1, years - passed
    passed = years_between(on, day)
    return years + passed, years + passed + 1


def is_child(age: Age | None) -> bool | None:
    """Below 18; where it is in doubt the younger age counts, so that protection is not missed. None: not known."""
    return None if age is None else age.least < CHILD_BELOW


def age_band(age: Age | None) -> AgeBand:
    """The group of an age. In doubt at a border the older age counts, as the age usually given; else unknown."""
    if age is None:
        return AgeBand.UNKNOWN
    return next((band for last, band in _LAST_YEAR_OF_BAND if age.most <= last), AgeBand.FROM_61)


def age_group(age: Age | None) -> str:
    """The finer group of an age, by the older age in doubt as ``age_band``; empty where it is not known."""
    if age is None:
        return ""
    return next(
        (group for last, group in zip(_LAST_YEAR_OF_GROUP, AGE_GROUPS, strict=False) if age.most <= last),
        AGE_GROUPS[-1],
    )
