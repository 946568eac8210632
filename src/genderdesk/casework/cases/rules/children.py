"""Who decides for a child, by age. Source: IRC/UNICEF, Caring for Child Survivors (cases.md 7.7)."""

from __future__ import annotations

from dataclasses import dataclass

from genderdesk.casework.cases.rules.ages import Age
from genderdesk.casework.cases.vocabulary import CaregiverSays, ConsentMode, GivenBy, Language
from genderdesk.groundwork.foundation.answers import Answer

_SELF, _CAREGIVER, _AUTHORITY = GivenBy.SELF, GivenBy.CAREGIVER, GivenBy.AUTHORITY


@dataclass(frozen=True, slots=True)
class Given:
    """How a decision was given: by whom, who else agreed, in which way, before whom, in which language."""

    given_by: GivenBy
    mode: ConsentMode
    language: Language
    witness: str = ""
    child_assent: Answer = Answer.UNKNOWN
    caregiver: CaregiverSays | None = None


@dataclass(frozen=True, slots=True)
class AgeRule:
    """For whole years ``least`` to ``most``: who may be the one who decides, whether the child must agree, whether a
    grown-up must, and whether it must be said what became of the question to the caregiver. ``fault`` names the
    sentence."""

    least: int
    most: int
    deciders: frozenset[GivenBy]
    child: bool
    grown_up: bool
    asked_caregiver: bool
    fault: str


AGE_RULES: tuple[AgeRule, ...] = (
    AgeRule(0, 5, frozenset({_CAREGIVER, _AUTHORITY}), False, True, False, "caregiver_decides"),
    AgeRule(6, 11, frozenset({_CAREGIVER, _AUTHORITY}), True, True, False, "caregiver_with_assent"),
    AgeRule(12, 14, frozenset({_SELF, _CAREGIVER, _AUTHORITY}), True, True, False, "both_decide"),
    AgeRule(15, 17, frozenset({_SELF, _AUTHORITY}), True, False, True, "own_decision"),
    AgeRule(18, 200, frozenset({_SELF, _AUTHORITY}), False, False, False, "adult_decides"),
)


def fault_of_decider(given: Given, *, age: Age | None, suspected: Answer) -> str:
    """Why a yes cannot stand by who gave it, as a word; empty where it can.

    A caregiver who may be involved neither decides nor is asked. In doubt about the age the rules of both ages hold; an
    age that is not known leaves only the first rule.
    """
    asked_caregiver = given.given_by is _CAREGIVER or given.caregiver in (CaregiverSays.AGREES, CaregiverSays.REFUSES)
    if suspected is Answer.YES and asked_caregiver:
        return "caregiver_suspected"
    if age is None:
        return ""
    return next((fault for rule in rules_for(age) if (fault := _fault(rule, given))), "")


def rules_for(age: Age | None) -> tuple[AgeRule, ...]:
    """The rules of an age: both of a border that it may lie on either side of, all where it is not known."""
    return tuple(rule for rule in AGE_RULES if age is None or (rule.least <= age.most and age.least <= rule.most))


def _fault(rule: AgeRule, given: Given) -> str:
    child = given.given_by is _SELF or given.child_assent is Answer.YES
    grown_up = given.given_by in (_CAREGIVER, _AUTHORITY) or given.caregiver is CaregiverSays.AGREES
    if given.given_by not in rule.deciders or (rule.child and not child) or (rule.grown_up and not grown_up):
        return rule.fault
    if rule.asked_caregiver and given.given_by is _SELF and given.caregiver is None:
        return "caregiver_not_asked"
    return ""
