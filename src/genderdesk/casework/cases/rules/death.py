"""Which group of the UN framework (2022) a killing belongs to, from what is known; unknown is not no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from genderdesk.casework.cases.vocabulary import (
    Fate,
    KillingGroup,
    Marker,
    Mechanism,
    Relationship,
    RiskLevel,
    Sex,
    Warned,
)
from genderdesk.groundwork.foundation.answers import Answer

_FAMILY = (Relationship.FAMILY, Relationship.PRIMARY_CAREGIVER)
_NOT_KNOWN = (Relationship.UNKNOWN, Relationship.DECLINED)


@dataclass(frozen=True, slots=True)
class DeathFacts:
    """What is known of a death in codes; ``children_orphaned`` None where it is not known how many."""

    died_on: date | None = None
    intentional: Answer = Answer.UNKNOWN
    markers: Mapping[Marker, Answer] = field(default_factory=dict)
    mechanism: Mechanism = Mechanism.UNKNOWN
    earlier_report: Answer = Answer.UNKNOWN
    order_in_force: Answer = Answer.UNKNOWN
    pregnant: Answer = Answer.UNKNOWN
    separated: Answer = Answer.UNKNOWN
    children_present: Answer = Answer.UNKNOWN
    children_orphaned: int | None = None
    fate: Fate = Fate.UNKNOWN
    review_held: Answer = Answer.UNKNOWN
    review_on: date | None = None


def killing_group(
    sex: Sex, relationships: Iterable[Relationship], *, intentional: Answer, markers: Mapping[Marker, Answer]
) -> KillingGroup:
    """A by an intimate partner, B by other family, C by others with at least one marker, none otherwise.

    Of several who did it the closest counts. Where something that decides is not known, so is the group.
    """
    if intentional is Answer.NO or sex is Sex.MALE:
        return KillingGroup.NONE
    if intentional is not Answer.YES or sex is not Sex.FEMALE:
        return KillingGroup.UNKNOWN
    known = set(relationships)
    if Relationship.INTIMATE_PARTNER in known:
        return KillingGroup.PARTNER
    if known.intersection(_FAMILY):
        return KillingGroup.FAMILY
    if not known or known.intersection(_NOT_KNOWN):
        return KillingGroup.UNKNOWN
    answers = [markers.get(each, Answer.UNKNOWN) for each in Marker]
    if Answer.YES in answers:
        return KillingGroup.MARKED
    return KillingGroup.NONE if all(each is Answer.NO for each in answers) else KillingGroup.UNKNOWN


def warned_of(intentional: Answer, level_before: RiskLevel | None) -> Warned:
    """Whether a death had been seen coming. One of which it is not known whether it was meant counts as if it was."""
    if intentional is Answer.NO:
        return Warned.NOT_MEANT
    if level_before is None:
        return Warned.NOT_ASSESSED
    high = level_before in (RiskLevel.HIGH, RiskLevel.EXTREME)
    return Warned.HIGH_OR_EXTREME if high else Warned.LOW_OR_MEDIUM
