"""Coded values of the survivor. Source: field list cases.md 10 (Survivor), age groups 1.1 of the same."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """cases.md 10; GBVIMS's two values hide people, so two are added (cases.md 1.5)."""

    FEMALE = "female"
    MALE = "male"
    INTERSEX = "intersex"
    UNKNOWN = "unknown"


class AgeBasis(StrEnum):
    """What the age rests on."""

    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    STATED = "stated"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class AgeBand(StrEnum):
    """GBVIMS age groups (cases.md 1.1)."""

    TO_11 = "0-11"
    TO_17 = "12-17"
    TO_25 = "18-25"
    TO_40 = "26-40"
    TO_60 = "41-60"
    FROM_61 = "61+"
    UNKNOWN = "unknown"


class Disability(StrEnum):
    """The most difficult of the six functions of the Washington Group Short Set, with its four answers."""

    NONE = "none"
    SOME = "some"
    A_LOT = "a_lot"
    CANNOT_DO = "cannot_do"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class InterviewPreference(StrEnum):
    """By whom the person wishes to be heard (cases.md 10)."""

    FEMALE_OFFICER = "female_officer"
    MALE_OFFICER = "male_officer"
    NO_PREFERENCE = "no_preference"
    UNKNOWN = "unknown"


class Language(StrEnum):
    """Languages spoken at the desk; ``other`` needs an interpreter."""

    KINYARWANDA = "rw"
    ENGLISH = "en"
    FRENCH = "fr"
    KISWAHILI = "sw"
    SIGN_LANGUAGE = "sgn"
    OTHER = "other"
