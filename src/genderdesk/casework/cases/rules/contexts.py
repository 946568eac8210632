"""The six contexts of an incident, computed and never asked (GBVIMS, cases.md 3.2); and the part of the day.

An answer that was not given makes a context unknown, never yes and never no.
"""

from __future__ import annotations

from dataclasses import dataclass

from genderdesk.casework.cases.rules.moments import known
from genderdesk.casework.cases.vocabulary import (
    Abduction,
    CaseContext,
    GbvType,
    HarmfulPractice,
    Relationship,
    TimeOfDay,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision

_SEXUAL = (GbvType.RAPE, GbvType.SEXUAL_ASSAULT)
_NOT_GIVEN = ("unknown", "declined")

# Rwanda lies at the equator: the sun rises and sets within half an hour of these times all year.
_SUNRISE, _NOON, _SUNSET = 6, 12, 18


@dataclass(frozen=True, slots=True)
class ContextFacts:
    """What the contexts rest on. ``child`` says whether the survivor was below 18 on the day that is asked about."""

    gbv_type: GbvType
    child: Answer
    relationship: Relationship
    goods_exchanged: Answer
    abduction: Abduction
    harmful_practice: HarmfulPractice


def contexts(facts: ContextFacts) -> dict[CaseContext, Answer]:
    """Each context with yes, no or unknown."""
    gender_based = _is_type(facts.gbv_type, tuple(set(GbvType) - {GbvType.NON_GBV, GbvType.UNCLASSIFIED}))
    sexual = _is_type(facts.gbv_type, _SEXUAL)
    marriage = _is_type(facts.gbv_type, (GbvType.FORCED_MARRIAGE,))
    goods = Answer.UNKNOWN if facts.goods_exchanged is Answer.DECLINED else facts.goods_exchanged
    return {
        CaseContext.INTIMATE_PARTNER_VIOLENCE: _both(
            gender_based, _is(facts.relationship, facts.relationship is Relationship.INTIMATE_PARTNER)
        ),
        CaseContext.CHILD_SEXUAL_ABUSE: _both(sexual, facts.child),
        CaseContext.EARLY_MARRIAGE: _both(marriage, facts.child),
        CaseContext.SEXUAL_EXPLOITATION: _both(sexual, goods),
        CaseContext.SEXUAL_SLAVERY: _both(sexual, _is(facts.abduction, facts.abduction is not Abduction.NONE)),
        CaseContext.HARMFUL_PRACTICE: _both(
            gender_based, _is(facts.harmful_practice, facts.harmful_practice is not HarmfulPractice.NO)
        ),
    }


def _is(code: str, holds: bool) -> Answer:
    if code in _NOT_GIVEN:
        return Answer.UNKNOWN
    return Answer.YES if holds else Answer.NO


def _is_type(gbv_type: GbvType, types: tuple[GbvType, ...]) -> Answer:
    if gbv_type is GbvType.UNCLASSIFIED:
        return Answer.UNKNOWN
    return Answer.YES if gbv_type in types else Answer.NO


def _both(one: Answer, other: Answer) -> Answer:
    """Yes where both are, no where one is, else unknown."""
    if Answer.NO in (one, other):
        return Answer.NO
    return Answer.YES if one is other is Answer.YES else Answer.UNKNOWN


def time_of_day(occurred: Moment | None) -> TimeOfDay:
    """Morning from 6, afternoon from 12, evening or night from 18 o'clock; unknown where the hour is not known.

    The moment is in the desk's time zone.
    """
    moment = known(occurred)
    if moment is None or moment.precision not in (Precision.EXACT, Precision.HOUR):
        return TimeOfDay.UNKNOWN
    hour = moment.at.hour
    if _SUNRISE <= hour < _NOON:
        return TimeOfDay.MORNING
    return TimeOfDay.AFTERNOON if _NOON <= hour < _SUNSET else TimeOfDay.EVENING
