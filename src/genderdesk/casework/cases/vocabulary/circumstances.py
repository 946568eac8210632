"""Coded circumstances that GBVIMS counts: the survivor's situation, the incident's, and who did it.

Source: GBVIMS intake form and Incident Recorder menus (cases.md 1.1, 3.3). Every list has unknown and declined. Of who
did it nothing is kept here by which a person could be told; there is no name.
"""

from __future__ import annotations

from enum import StrEnum


class Marital(StrEnum):
    """Civil status (cases.md 1.1)."""

    SINGLE = "single"
    MARRIED = "married"
    SEPARATED = "separated"
    WIDOWED = "widowed"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Displacement(StrEnum):
    """Displacement status at the report."""

    RESIDENT = "resident"
    DISPLACED = "displaced"
    REFUGEE = "refugee"
    STATELESS = "stateless"
    RETURNEE = "returnee"
    FOREIGN_NATIONAL = "foreign_national"
    ASYLUM_SEEKER = "asylum_seeker"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class ChildStatus(StrEnum):
    """Whether a child is alone."""

    NO = "no"
    UNACCOMPANIED = "unaccompanied"
    SEPARATED = "separated"
    OTHER_VULNERABLE = "other_vulnerable"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class DisplacementStage(StrEnum):
    """At which stage of a displacement the incident happened."""

    AT_HOME = "at_home"
    BEFORE = "before"
    DURING_FLIGHT = "during_flight"
    DURING_REFUGE = "during_refuge"
    DURING_RETURN = "during_return"
    AFTER = "after"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class TimeOfDay(StrEnum):
    """When on the day it happened; computed, never asked."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    UNKNOWN = "unknown"


class Abduction(StrEnum):
    """Abduction at the time of the incident."""

    NONE = "none"
    CONSCRIPTION = "conscription"
    TRAFFICKED = "trafficked"
    OTHER = "other"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class HarmfulPractice(StrEnum):
    """Harmful traditional practice. GBVIMS leaves five to each country; these are proposed, to be set by the desk."""

    NO = "no"
    GENITAL_CUTTING = "genital_cutting"
    BRIDE_ABDUCTION = "bride_abduction"
    WIDOW_INHERITANCE = "widow_inheritance"
    BRIDE_PRICE = "bride_price"
    OTHER = "other"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class ReportedElsewhere(StrEnum):
    """Whether the incident was reported to another organisation before; GBVIMS counts it there then."""

    NO = "no"
    GBVIMS = "gbvims"
    OTHER = "other"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class PerpetratorNumber(StrEnum):
    """How many did it."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    MORE = "more_than_3"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class PerpetratorSex(StrEnum):
    """Sex of who did it, of all of them together."""

    MALE = "male"
    FEMALE = "female"
    BOTH = "both"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class PerpetratorAge(StrEnum):
    """GBVIMS age groups of who did it."""

    TO_11 = "0-11"
    TO_17 = "12-17"
    TO_25 = "18-25"
    TO_40 = "26-40"
    TO_60 = "41-60"
    FROM_61 = "61+"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Relationship(StrEnum):
    """What who did it is to the survivor; of several, the closest one."""

    INTIMATE_PARTNER = "intimate_partner"
    PRIMARY_CAREGIVER = "primary_caregiver"
    FAMILY = "family"
    EMPLOYER = "employer"
    SCHOOLMATE = "schoolmate"
    TEACHER = "teacher"
    SERVICE_PROVIDER = "service_provider"
    HOUSEMATE = "housemate"
    FRIEND_OR_NEIGHBOUR = "friend_or_neighbour"
    OTHER_DISPLACED = "other_displaced"
    OTHER_RESIDENT = "other_resident"
    OTHER = "other"
    NO_RELATION = "no_relation"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Occupation(StrEnum):
    """Main occupation of who did it; GBVIMS leaves the list to each country."""

    FARMER = "farmer"
    TRADER = "trader"
    STUDENT = "student"
    CIVIL_SERVANT = "civil_servant"
    POLICE_OR_MILITARY = "police_or_military"
    OTHER = "other"
    UNEMPLOYED = "unemployed"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class ReferredFrom(StrEnum):
    """Who sent the survivor to the desk: the twelve sources of the Incident Recorder, in its order."""

    HEALTH = "health"
    PSYCHOSOCIAL = "psychosocial"
    POLICE = "police"
    LEGAL = "legal"
    LIVELIHOODS = "livelihoods"
    SELF = "self"
    TEACHER = "teacher"
    LEADER = "leader"
    SAFE_HOUSE = "safe_house"
    HUMANITARIAN = "humanitarian"
    GOVERNMENT = "government"
    OTHER = "other"
    UNKNOWN = "unknown"


class CaseContext(StrEnum):
    """The six contexts that GBVIMS computes of an incident and nobody is asked (cases.md 3.2)."""

    INTIMATE_PARTNER_VIOLENCE = "intimate_partner_violence"
    CHILD_SEXUAL_ABUSE = "child_sexual_abuse"
    EARLY_MARRIAGE = "early_marriage"
    SEXUAL_EXPLOITATION = "sexual_exploitation"
    SEXUAL_SLAVERY = "sexual_slavery"
    HARMFUL_PRACTICE = "harmful_practice"
