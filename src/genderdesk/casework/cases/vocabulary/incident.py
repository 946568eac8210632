"""Coded values of the incident. Sources: GBVIMS classification (cases.md 3.1), places 1.1 and 10, delay groups 1.4."""

from __future__ import annotations

from enum import StrEnum


class GbvType(StrEnum):
    """The six types in the order in which they are asked, violence of another kind, and not yet known."""

    RAPE = "rape"
    SEXUAL_ASSAULT = "sexual_assault"
    PHYSICAL_ASSAULT = "physical_assault"
    FORCED_MARRIAGE = "forced_marriage"
    DENIAL = "denial"
    PSYCHOLOGICAL = "psychological"
    NON_GBV = "non_gbv"
    UNCLASSIFIED = "unclassified"


# The seven questions in their fixed order: the field that keeps the answer, and the type that a first "yes" means.
# The seventh asks whether it is gender-based violence at all; its "no" means non_gbv, its "yes" to ask the six again.
QUESTIONS: tuple[tuple[str, GbvType], ...] = (
    ("penetration", GbvType.RAPE),
    ("sexual_contact", GbvType.SEXUAL_ASSAULT),
    ("physical_assault", GbvType.PHYSICAL_ASSAULT),
    ("forced_marriage", GbvType.FORCED_MARRIAGE),
    ("denial", GbvType.DENIAL),
    ("psychological", GbvType.PSYCHOLOGICAL),
    ("gender_based", GbvType.NON_GBV),
)


class PlaceType(StrEnum):
    """GBVIMS location types (cases.md 1.1) with the desk's own (cases.md 10: online to church)."""

    SURVIVORS_HOME = "survivors_home"
    SUSPECTS_HOME = "suspects_home"
    FRIENDS_HOME = "friends_home"
    SCHOOL = "school"
    WORKPLACE = "workplace"
    ROAD = "road"
    TRANSPORT = "transport"
    MARKET = "market"
    BUSH = "bush"
    FIELD = "field"
    WATERSIDE = "waterside"
    LATRINE = "latrine"
    ENTERTAINMENT = "entertainment"
    GUEST_HOUSE = "guest_house"
    UNFINISHED_HOUSE = "unfinished_house"
    CHURCH = "church"
    BARRACKS = "barracks"
    DETENTION = "detention"
    ONLINE = "online"
    OTHER = "other"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Injury(StrEnum):
    """What can be seen or is told, in words a station uses; the examination is the clinician's (cases.md 10)."""

    BRUISES = "bruises"
    CUTS = "cuts"
    BURNS = "burns"
    FRACTURE = "fracture"
    HEAD_INJURY = "head_injury"
    LOSS_OF_CONSCIOUSNESS = "loss_of_consciousness"
    GENITAL_INJURY = "genital_injury"
    OTHER = "other"


class DelayBucket(StrEnum):
    """Time from incident to report (cases.md 1.4), counted in hours: day 4 is not in the first group (1.5)."""

    TO_3_DAYS = "0-3_days"
    TO_5_DAYS = "4-5_days"
    TO_14_DAYS = "6-14_days"
    TO_30_DAYS = "15-30_days"
    OVER_1_MONTH = "over_1_month"
    UNKNOWN = "unknown"
