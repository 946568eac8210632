"""How a level comes about: from answers to a range, from the range to a level, from a level to measures and a clock.

It is a structured way to ask and to act, and no prediction: docs/risk.md says what may be claimed of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from genderdesk.casework.cases.vocabulary import LEVELS, Measure, RiskAnswer, RiskLevel, Timing
from genderdesk.groundwork.foundation.answers import Answer

# Hours until a level must be looked at again (cases.md 7.7, after VioGén).
REASSESS_HOURS: dict[RiskLevel, int] = {
    RiskLevel.EXTREME: 72,
    RiskLevel.HIGH: 7 * 24,
    RiskLevel.MEDIUM: 30 * 24,
    RiskLevel.LOW: 60 * 24,
}

# What each level adds to those below it: the desk's own proposal, to be confirmed by each force.
_ADDED: dict[RiskLevel, tuple[Measure, ...]] = {
    RiskLevel.LOW: (Measure.SAFETY_PLAN, Measure.SAFE_CONTACT, Measure.RIGHTS_EXPLAINED),
    RiskLevel.MEDIUM: (Measure.SUPPORT_OFFERED, Measure.ORDER_EXPLAINED, Measure.WEEKLY_CONTACT),
    RiskLevel.HIGH: (
        Measure.SUPERVISOR_TOLD,
        Measure.SAFE_PLACE_OFFERED,
        Measure.CHILDREN_SAFE,
        Measure.ORDER_ASKED,
        Measure.SUSPECT_LOOKED_FOR,
        Measure.WEAPON_LOOKED_FOR,
        Measure.PATROL,
    ),
    RiskLevel.EXTREME: (Measure.NOT_LEFT_ALONE, Measure.DAILY_CONTACT, Measure.CASE_CONFERENCE),
}

# For how long a case is followed after an assessment to judge the instrument: VPR 3.1 was judged over three months
# (cases.md 5).
FOLLOWED_DAYS = 90

LEAST_FEAR, MOST_FEAR = 0, 10
_NOT_SAID = frozenset({Answer.UNKNOWN.value, Answer.DECLINED.value, ""})


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an instrument; ``words`` by language. A critical yes gives at least high."""

    id: str
    words: Mapping[str, str]
    weight: int = 1
    required: bool = False
    critical: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """From this score on, at least this level."""

    level: RiskLevel
    from_score: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one way of asking. Nothing in it changes: other words or weights are another version.

    ``valid_days`` is how long an assessment by it may be relied on at most, whatever its level; ``fear_from`` and
    ``fear_level`` what the survivor's own fear gives at least, where the instrument says so. ``valid_sexes`` are those
    of the survivor and ``valid_relationships`` those to her or him for which its holder vouches; empty means any.
    """

    code: str
    version: str
    names: Mapping[str, str]
    holder: str
    licence: str
    languages: tuple[str, ...]
    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    valid_days: int
    source: str = ""
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fear_from: int | None = None
    fear_level: RiskLevel | None = None
    valid_sexes: tuple[str, ...] = ()
    valid_relationships: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What answers give: the scores and levels between which the truth lies, and the level to act on.

    ``critical`` are the critical items answered yes, ``unknown`` the items of which nothing is known.
    """

    score_low: int
    score_high: int
    low: RiskLevel
    high: RiskLevel
    level: RiskLevel
    critical: tuple[str, ...]
    unknown: tuple[str, ...]


def is_valid_for(instrument: Instrument, sex: str, relationship: str) -> Answer:
    """Whether an instrument is made for a survivor of this sex and whoever did it; not known where either is not and
    would matter."""
    asked = ((instrument.valid_sexes, sex), (instrument.valid_relationships, relationship))
    said = [(valid, given in _NOT_SAID, given in valid) for valid, given in asked if valid]
    if any(not unsaid and not fits for _valid, unsaid, fits in said):
        return Answer.NO
    return Answer.UNKNOWN if any(unsaid for _valid, unsaid, _fits in said) else Answer.YES


def worst(*levels: RiskLevel | None) -> RiskLevel:
    """The highest of some levels; low where there is none."""
    return max((each for each in levels if each is not None), key=LEVELS.index, default=RiskLevel.LOW)


def is_above(one: RiskLevel, other: RiskLevel) -> bool:
    """Whether one level is higher than another."""
    return LEVELS.index(one) > LEVELS.index(other)


def band_of(bands: Iterable[Band], score: int) -> RiskLevel:
    """The level of a score; low below the first band."""
    return worst(*(each.level for each in bands if score >= each.from_score))


def assess(instrument: Instrument, answers: Mapping[str, RiskAnswer], fear: int | None) -> Outcome:
    """What the answers give. An item without an answer is unknown; ``fear`` is None where she or he would not say.

    The lower end counts what is known; the upper end counts what is unknown as well, as if each were a yes. The level
    to act on is the lower end's, but where more may be true it rises with the upper end as far as high: not to know is
    a reason to look again soon, and only answers make it extreme.
    """
    given = {each.id: answers.get(each.id, RiskAnswer.UNKNOWN) for each in instrument.items}
    yes = [each for each in instrument.items if given[each.id] is RiskAnswer.YES]
    unknown = [each for each in instrument.items if given[each.id] is RiskAnswer.UNKNOWN]
    score_low = sum(each.weight for each in yes)
    # A weight below nothing protects only where it is certain.
    score_high = score_low + sum(max(0, each.weight) for each in unknown)
    low = worst(band_of(instrument.bands, score_low), _critical(yes), _of_fear(instrument, fear))
    high = worst(low, band_of(instrument.bands, score_high), _critical(unknown))
    return Outcome(
        score_low=score_low,
        score_high=score_high,
        low=low,
        high=high,
        level=worst(low, min(high, RiskLevel.HIGH, key=LEVELS.index)),
        critical=tuple(each.id for each in yes if each.critical),
        unknown=tuple(each.id for each in unknown),
    )


def _critical(items: Sequence[Item]) -> RiskLevel | None:
    return RiskLevel.HIGH if any(each.critical for each in items) else None


def _of_fear(instrument: Instrument, fear: int | None) -> RiskLevel | None:
    if fear is None or instrument.fear_from is None or fear < instrument.fear_from:
        return None
    return instrument.fear_level


def in_force(before: RiskLevel | None, computed: RiskLevel) -> RiskLevel:
    """The level of a case after an assessment: it never falls by one, only two persons lower it."""
    return worst(before, computed)


def next_due(level: RiskLevel, assessed_at: datetime, valid_days: int | None = None) -> datetime:
    """When to assess again at the latest."""
    hours = REASSESS_HOURS[level]
    return assessed_at + timedelta(hours=hours if valid_days is None else min(hours, valid_days * 24))


def measures_for(level: RiskLevel) -> tuple[Measure, ...]:
    """What a level asks of the desk, that of the levels below it included."""
    return tuple(measure for each in LEVELS[: LEVELS.index(level) + 1] for measure in _ADDED[each])


def timing_of(made_on: date, was_due_on: date | None) -> Timing:
    """Whether an assessment was made on the day that it was due or before; the first of a case is neither."""
    if was_due_on is None:
        return Timing.FIRST
    return Timing.IN_TIME if made_on <= was_due_on else Timing.LATE
