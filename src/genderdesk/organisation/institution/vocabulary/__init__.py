"""Words of the room.

Where gender desks stand, and their kinds (desk, unit, focal point): "Establish gender desks / focal points / units
within security institutions", 29 December 2011: ministries, police and armed forces' headquarters, sub-national police
departments, battalions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class InstitutionKind(StrEnum):
    """The security institutions and the ministries that the source names."""

    POLICE = "police"
    DEFENCE = "defence"
    MINISTRY = "ministry"


class UnitKind(StrEnum):
    """Levels of an institution at which a desk can stand."""

    HEADQUARTERS = "headquarters"
    PROVINCE = "province"
    DISTRICT = "district"
    STATION = "station"
    BATTALION = "battalion"


class DeskKind(StrEnum):
    """A desk or unit has staff of its own; a focal point is a person beside other duties."""

    DESK = "desk"
    UNIT = "unit"
    FOCAL_POINT = "focal_point"


class Sex(StrEnum):
    """An officer's sex as in the staff list, for a survivor who asks to speak to a woman."""

    FEMALE = "female"
    MALE = "male"


class Role(StrEnum):
    """What the holder of a post does in the system. A provider's account is outside every institution: no post."""

    OPERATOR = "operator"
    DISPATCHER = "dispatcher"
    RIDER = "rider"
    FOCAL_POINT = "focal_point"
    INVESTIGATOR = "investigator"
    COUNSELLOR = "counsellor"
    ANALYST = "analyst"
    TRAINER = "trainer"
    OUTREACH_OFFICER = "outreach_officer"
    DESK_HEAD = "desk_head"
    OVERSIGHT = "oversight"
    ADMINISTRATOR = "administrator"


class Reach(StrEnum):
    """How far a conflict with a unit goes: the unit alone, its chain of command below headquarters (all units below it
    and above it), or the whole chain with headquarters."""

    UNIT = "unit"
    COMMAND = "command"
    WHOLE = "whole"


# Units that answer for one district, the first found being the one that is asked.
LOCAL_UNITS: tuple[UnitKind, ...] = (UnitKind.STATION, UnitKind.DISTRICT)

# At one unit, which of several desks is asked first: at a station its focal point, at headquarters the desk itself.
FIRST_AT_STATION: tuple[DeskKind, ...] = (DeskKind.FOCAL_POINT, DeskKind.DESK, DeskKind.UNIT)
FIRST_AT_HEADQUARTERS: tuple[DeskKind, ...] = (DeskKind.DESK, DeskKind.UNIT, DeskKind.FOCAL_POINT)


class Relation(StrEnum):
    """How somebody stands to an officer who declared it. ``self`` is the officer's own other number or name."""

    SELF = "self"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    OTHER = "other"


# Roles that are on duty at any hour until their desk writes down its hours: a toll-free line never closes.
ROUND_THE_CLOCK = frozenset({Role.OPERATOR, Role.DISPATCHER, Role.RIDER})
# Hours of all others until then, as (weekday from Monday 0, first minute of the day, end).
WHOLE_WEEK: tuple[tuple[int, int, int], ...] = tuple((weekday, 0, 0) for weekday in range(7))
USUAL_HOURS: tuple[tuple[int, int, int], ...] = tuple((weekday, 7 * 60, 17 * 60) for weekday in range(5))


class CoverageStatus(StrEnum):
    """How a post stands on a day (programme.md 3, "Coverage rule")."""

    COVERED = "covered"
    EXPIRING = "expiring"
    LAPSED = "lapsed"
    UNTRAINED = "untrained"
    VACANT = "vacant"
    NOT_DESIGNATED = "not_designated"


COVERING = frozenset({CoverageStatus.COVERED, CoverageStatus.EXPIRING})
# Reminders of courses begin so long before (programme.md 3: 90, 60, 30 and 7 days).
EXPIRING_DAYS = 90


class CoverageReason(StrEnum):
    """Why a post stands as it does."""

    NOTHING_ASKED = "nothing_asked"
    NOBODY = "nobody"
    ABSENT = "absent"
    TOO_LITTLE_TIME = "too_little_time"
    NEVER_SHOWN = "never_shown"
    LAPSED = "lapsed"
    REVOKED = "revoked"
    EXPIRES = "expires"
    LEAVES = "leaves"


# The least share of working time, in per cent, that covers a post. A desk has staff of its own, a focal point has other
# duties beside (programme.md 1.1, the model of full-time advisers and dual-hatted focal points); the numbers are ours.
LEAST_SHARE: dict[DeskKind, int] = {DeskKind.DESK: 50, DeskKind.UNIT: 50, DeskKind.FOCAL_POINT: 20}

# Units at which the source's "province and district stations" stand.
LOCAL_STATIONS: tuple[UnitKind, ...] = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.STATION)


class AbsenceKind(StrEnum):
    """Why an officer does not work for some days. Others see only that and until when."""

    LEAVE = "leave"
    SICK = "sick"
    MISSION = "mission"
    SUSPENDED = "suspended"


class DeskFunction(StrEnum):
    """The five functions of a gender desk in the source: endvawnow.org 1061 in French and Spanish (programme.md 0.1).

    F5's text is cut off there, and a sixth may be lost.
    """

    STRATEGIES = "F1"
    CAPACITY = "F2"
    RESPONSE = "F3"
    AWARENESS = "F4"
    DATA = "F5"


class CommanderAccess(StrEnum):
    """How a desk's head reaches the commander (programme.md 1.1: advisers have direct access to the command group)."""

    DIRECT = "direct"
    THROUGH_OTHERS = "through_others"
    NONE = "none"


class Milestone(StrEnum):
    """What happens once in a desk's life; four different days (programme.md 1.1, the defence force's desk)."""

    ESTABLISHED = "established"
    STAFFED = "staffed"
    OPERATIONAL = "operational"
    LAUNCHED = "launched"


class Setting(StrEnum):
    """Where a unit serves; the source tells of vehicles for rural areas."""

    RURAL = "rural"
    URBAN = "urban"


class Tie(StrEnum):
    """How a desk belongs to another one."""

    COMPLEMENTS = "complements"
    SUCCEEDS = "succeeds"


class AuthoritySubject(StrEnum):
    """About what a post may decide."""

    GUIDANCE = "guidance"
    STAFFING = "staffing"
    TRAINING = "training"
    PREMISES = "premises"
    EQUIPMENT = "equipment"
    BUDGET = "budget"
    PARTNERSHIPS = "partnerships"
    OPERATIONS = "operations"


class AuthorityLevel(StrEnum):
    """How far a decision of the post reaches."""

    UNIT = "unit"
    REGION = "region"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class NormClass:
    """From ``from_cases`` cases a year on, a station's desk has so many posts."""

    from_cases: int
    posts: int


# Posts of a station's desk by cases a year. An example, to be replaced by the country's own: Madhya Pradesh, India,
# has seven from 75 cases on (one sub-inspector, two head constables, four constables), four from 40, else three
# (programme.md 1.2).
STAFFING_NORM: tuple[NormClass, ...] = (NormClass(0, 3), NormClass(40, 4), NormClass(75, 7))
