"""Coded values of the death block.

Source: UN statistical framework on gender-related killings of women and girls (2022), as cases.md 6 and 10 tell it; the
eight markers there are marked as from memory, so verify them before officials publish.
"""

from __future__ import annotations

from enum import StrEnum


class KillingGroup(StrEnum):
    """Which group of the framework a killing belongs to; computed, never asked."""

    PARTNER = "a"
    FAMILY = "b"
    MARKED = "c"
    NONE = "none"
    UNKNOWN = "unknown"


class Marker(StrEnum):
    """What makes the killing by somebody outside partner and family a gender-related one; one is enough."""

    EARLIER_VIOLENCE = "earlier_violence"
    EXPLOITED = "exploited"
    HELD = "held"
    SEX_INDUSTRY = "sex_industry"
    SEXUAL_VIOLENCE = "sexual_violence"
    MUTILATED = "mutilated"
    PUBLIC_PLACE = "public_place"
    HATE = "hate"


class Mechanism(StrEnum):
    """How she or he was killed."""

    FIREARM = "firearm"
    BLADE = "blade"
    BLUNT = "blunt"
    BEATING = "beating"
    STRANGULATION = "strangulation"
    POISON = "poison"
    FIRE_OR_ACID = "fire_or_acid"
    DROWNING = "drowning"
    FALL = "fall"
    OTHER = "other"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Fate(StrEnum):
    """What became of who did it."""

    AT_LARGE = "at_large"
    ARRESTED = "arrested"
    SUICIDE = "suicide"
    SUICIDE_TRIED = "suicide_tried"
    KILLED = "killed"
    DIED = "died"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Warned(StrEnum):
    """Whether the desk had seen the danger: the level of risk that stood before a death that somebody meant."""

    HIGH_OR_EXTREME = "high_or_extreme"
    LOW_OR_MEDIUM = "low_or_medium"
    NOT_ASSESSED = "not_assessed"
    NOT_MEANT = "not_meant"
