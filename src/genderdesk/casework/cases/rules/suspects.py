"""What is told of a suspect, and until when custody lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from genderdesk.casework.cases.vocabulary import (
    Force,
    Occupation,
    PerpetratorAge,
    Relationship,
    Sex,
    SuspectRole,
)
from genderdesk.casework.cases.vocabulary.suspects import CUSTODY
from genderdesk.groundwork.foundation.answers import Answer


@dataclass(frozen=True, slots=True)
class SuspectWords:
    """Who it is and where to be careful, in words that are sealed under the file's key."""

    names: str = ""
    alias: str = ""
    identifier: str = ""
    phone: str = ""
    rank_unit: str = ""
    whereabouts: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class SuspectFacts:
    """What is known of a suspect in codes, and what she or he is to this survivor."""

    role: SuspectRole = SuspectRole.PRIMARY
    relationship: Relationship = Relationship.UNKNOWN
    lives_together: Answer = Answer.UNKNOWN
    dependence: Answer = Answer.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    age_group: PerpetratorAge = PerpetratorAge.UNKNOWN
    occupation: Occupation = Occupation.UNKNOWN
    force: Force = Force.UNKNOWN
    armed: Answer = Answer.UNKNOWN
    intoxicated: Answer = Answer.UNKNOWN


def custody_until(arrested_at: datetime | None) -> datetime | None:
    """When the custody of investigators ends at the latest; None without an arrest."""
    return None if arrested_at is None else arrested_at + timedelta(days=CUSTODY.days)
