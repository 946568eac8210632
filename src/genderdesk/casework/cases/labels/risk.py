"""Words for risk. The level is a reason to act, so each is said with what it asks for, never as a likelihood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.labels.circumstances import RELATIONSHIPS
from genderdesk.casework.cases.labels.survivor import SEXES
from genderdesk.casework.cases.vocabulary import (
    LevelChange,
    Measure,
    RiskAnswer,
    RiskContext,
    RiskEvent,
    RiskLevel,
    Timing,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.words import Words, WordTable

RISK_LEVELS: WordTable = {
    RiskLevel.LOW: pgettext_lazy("level of risk", "Low"),
    RiskLevel.MEDIUM: pgettext_lazy("level of risk", "Medium"),
    RiskLevel.HIGH: pgettext_lazy("level of risk", "High"),
    RiskLevel.EXTREME: pgettext_lazy("level of risk", "Extreme"),
    "": pgettext_lazy("level of risk", "Not assessed"),
}

RISK_TONES: dict[str, str] = {
    RiskLevel.LOW: "calm",
    RiskLevel.MEDIUM: "info",
    RiskLevel.HIGH: "due",
    RiskLevel.EXTREME: "overdue",
    "": "due",
}

RISK_CONTEXTS: WordTable = {
    RiskContext.FIRST_CONTACT: _("First contact"),
    RiskContext.SCHEDULED: _("The time has come"),
    RiskContext.NEW_EVENT: _("Something new happened"),
    RiskContext.BEFORE_CLOSURE: _("Before the case is closed"),
}

RISK_ANSWERS: WordTable = {
    RiskAnswer.YES: _("Yes"),
    RiskAnswer.NO: _("No"),
    RiskAnswer.UNKNOWN: _("Not known"),
    RiskAnswer.NOT_APPLICABLE: _("Does not apply"),
}

# Said beside the questions of an instrument that is not made for everybody.
VALIDITY: WordTable = {
    Answer.NO: _("These questions are not valid for this case"),
    Answer.UNKNOWN: _("It is not known whether these questions are valid for this case"),
}

TIMINGS: WordTable = {
    Timing.FIRST: _("First of a case"),
    Timing.IN_TIME: _("Again, in time"),
    Timing.LATE: _("Again, late"),
}

LEVEL_CHANGES: WordTable = {
    LevelChange.RAISED: _("Raised by an officer"),
    LevelChange.LOWERED: _("Lowered by two persons"),
}

RISK_EVENTS: WordTable = {
    RiskEvent.NEW_VIOLENCE: _("New violence"),
    RiskEvent.NEW_THREAT: _("A new threat"),
    RiskEvent.ORDER_BREACHED: _("An order or a warning was broken"),
    RiskEvent.SUSPECT_RELEASED: _("The suspect is free again"),
    RiskEvent.SEPARATION: _("She or he leaves, or has left"),
    RiskEvent.RESPONSE: _("A unit went there again"),
    RiskEvent.FILES_JOINED: _("Another file of the same person was joined"),
}

MEASURES: WordTable = {
    Measure.SAFETY_PLAN: _("Go through a safety plan together"),
    Measure.SAFE_CONTACT: _("Agree how to be in touch safely"),
    Measure.RIGHTS_EXPLAINED: _("Explain rights and what can be done"),
    Measure.SUPPORT_OFFERED: _("Offer a counsellor and a referral"),
    Measure.ORDER_EXPLAINED: _("Explain protection orders"),
    Measure.WEEKLY_CONTACT: _("Be in touch each week"),
    Measure.SUPERVISOR_TOLD: _("Tell the head of the desk today"),
    Measure.SAFE_PLACE_OFFERED: _("Offer a safe place to stay"),
    Measure.CHILDREN_SAFE: _("See that the children are safe"),
    Measure.ORDER_ASKED: _("Ask for a protection order, if she or he wishes"),
    Measure.SUSPECT_LOOKED_FOR: _("Find out where the suspect is"),
    Measure.WEAPON_LOOKED_FOR: _("Have weapons looked for and taken away"),
    Measure.PATROL: _("Let patrols pass by"),
    Measure.NOT_LEFT_ALONE: _("Do not leave her or him alone until it is safe"),
    Measure.DAILY_CONTACT: _("Be in touch each day"),
    Measure.CASE_CONFERENCE: _("Bring all who help together within 24 hours"),
}


# How the last assessment differs from the one before.
TRENDS: WordTable = {
    "rising": _("More danger than the time before"),
    "falling": _("Less danger than the time before"),
    "steady": _("As the time before"),
}


def range_words(low: str, high: str) -> str:
    """The range within which the level lies, as far as the answers tell."""
    if low == high:
        return str(RISK_LEVELS[low])
    return gettext("%(low)s to %(high)s") % {"low": RISK_LEVELS[low], "high": RISK_LEVELS[high]}


def risk_change_words(before: str, after: str, who: str, lowered: bool) -> str:
    """One change of the level between two assessments; ``who`` is the second person where it was lowered."""
    levels = {"before": RISK_LEVELS[before], "after": RISK_LEVELS[after], "who": who}
    if lowered:
        return gettext("Lowered from %(before)s to %(after)s; %(who)s agreed") % levels
    return gettext("Raised from %(before)s to %(after)s") % levels


def measure_lines(asked_for: Iterable[Measure], chosen: Sequence[str]) -> list[tuple[Words, bool]]:
    """What a level asks for, each with whether the desk has chosen it."""
    return [(MEASURES[each], each.value in chosen) for each in asked_for]


def valid_for_words(sexes: Iterable[str], relationships: Iterable[str]) -> list[str]:
    """For whom an instrument is valid, a sentence for each thing that it depends on."""
    words = []
    if named := ", ".join(str(SEXES[each]) for each in sexes):
        words.append(gettext("Their holder made them for survivors of this sex: %(sexes)s.") % {"sexes": named})
    if named := ", ".join(str(RELATIONSHIPS[each]) for each in relationships):
        words.append(
            gettext("Their holder made them for where who did it is: %(relationships)s.") % {"relationships": named}
        )
    return words
