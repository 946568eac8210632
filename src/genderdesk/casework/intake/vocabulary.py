"""Coded values of a report. Lists follow the field list of cases.md 10 (Report) unless another source is named."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class Channel(StrEnum):
    """The way in."""

    POLICE_HOTLINE = "police_hotline"
    DEFENCE_HOTLINE = "defence_hotline"
    SMS = "sms"
    USSD = "ussd"
    WALK_IN = "walk_in"
    STATION = "station"
    PATROL = "patrol"
    HEALTH_CENTRE = "health_centre"
    ISANGE = "isange"
    SCHOOL = "school"
    COMMUNITY_CLUB = "community_club"
    WEB = "web"
    LETTER = "letter"
    OTHER_DESK = "other_desk"


class ReporterType(StrEnum):
    """Who tells the desk."""

    SURVIVOR = "survivor"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    WITNESS = "witness"
    LEADER = "leader"
    TEACHER = "teacher"
    HEALTH_WORKER = "health_worker"
    OFFICER = "officer"
    SOLDIER = "soldier"
    ANONYMOUS = "anonymous"
    OTHER = "other"
    UNKNOWN = "unknown"


class StatedKind(StrEnum):
    """What the reporter says it is about, in everyday words; the GBVIMS type comes later, by the seven questions."""

    SEXUAL = "sexual"
    PHYSICAL = "physical"
    FORCED_MARRIAGE = "forced_marriage"
    MONEY_OR_PROPERTY = "money_or_property"
    THREATS_OR_INSULTS = "threats_or_insults"
    OTHER = "other"
    NOT_STATED = "not_stated"


class ContactHours(StrEnum):
    """When a call or message may reach the person."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


# From which hour to before which, in the desk's time zone (Africa/Kigali, which has no summer time).
CONTACT_WINDOWS: dict[ContactHours, tuple[int, int]] = {
    ContactHours.ANY: (0, 24),
    ContactHours.MORNING: (7, 12),
    ContactHours.AFTERNOON: (12, 17),
    ContactHours.EVENING: (17, 21),
}


class ContactWay(StrEnum):
    """The channel by which the person may be reached."""

    CALL = "call"
    SMS = "sms"
    IN_PERSON = "in_person"
    THROUGH_SOMEONE = "through_someone"


# What rings or shows on a phone that others may hold. Letters are of the same kind and go by no way of the desk.
REMOTE_WAYS = (ContactWay.CALL, ContactWay.SMS)
# What stays on the phone to be read; a call begins with asking whether it is safe to talk.
WRITTEN_WAYS = (ContactWay.SMS,)
# Days for which a yes to being reached is relied on (desk policy, editable); a file shortens it with the risk.
SAFE_CONTACT_DAYS = 90


RECEIVED, TRIAGED, OPENED = "received", "triaged", "opened"
DUPLICATE, NOT_GBV = "duplicate", "not_gbv"
INFORMATION_ONLY, REFERRED_ELSEWHERE = "information_only", "referred_elsewhere"

# cases.md 7.1
OUTCOMES = (OPENED, DUPLICATE, NOT_GBV, INFORMATION_ONLY, REFERRED_ELSEWHERE)

REPORT = StateTable(
    "report",
    RECEIVED,
    (
        Move(RECEIVED, TRIAGED, "report.triage"),
        # The four questions may be asked again as long as nothing is decided.
        Move(TRIAGED, TRIAGED, "report.triage"),
        *(Move(TRIAGED, outcome, "report.decide") for outcome in OUTCOMES),
        # A report set aside is taken up again when more becomes known; an opened one lives on as its case.
        *moves("report.take_up_again", (DUPLICATE, NOT_GBV, INFORMATION_ONLY, REFERRED_ELSEWHERE), TRIAGED),
    ),
)


class Urgency(StrEnum):
    """How soon somebody must act on a report."""

    NOW = "now"
    TODAY = "today"
    ROUTINE = "routine"


class Sensitivity(StrEnum):
    """How narrow the circle of readers of a file is (security.md 2.4); who they are stands in each room's access."""

    STANDARD = "standard"
    RESTRICTED = "restricted"
    SEALED = "sealed"


# From the widest circle to the narrowest.
NARROWER = (Sensitivity.STANDARD, Sensitivity.RESTRICTED, Sensitivity.SEALED)


class StaffInvolved(StrEnum):
    """Whether somebody of the police or the defence force is involved: did it, is close to who did, or lived through
    it. Not known is not a no."""

    NO = "no"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    POLICE = "police"
    DEFENCE = "defence"
    SURVIVOR = "survivor"


# Prefix and groups of the numbers of sealed files: a space of their own, which no other number tells anything about.
SEALED_NUMBER = ("K", 3)
REPORT_NUMBER = ("R", 2)
# A report on a numbered sheet (platform.print.forms).
PAPER_FORM = "intake"

# A file with one of these is sealed (security.md 2.4, 2).
SEALS = frozenset({StaffInvolved.POLICE, StaffInvolved.DEFENCE, StaffInvolved.SURVIVOR})


class NarrowedFor(StrEnum):
    """Why a file's circle was made narrower (security.md 2.4, 2)."""

    SEXUAL_VIOLENCE = "sexual_violence"
    CHILD = "child"
    KNOWN_PERSON = "known_person"
    STAFF_SUSPECTED = "staff_suspected"
    STAFF_CLOSE = "staff_close"
    STAFF_SURVIVOR = "staff_survivor"
    SURVIVOR_ASKED = "survivor_asked"


class ConflictKind(StrEnum):
    """What ties somebody to a file so that she or he must not come near it (security.md 2.4, 3)."""

    PERSON = "person"
    RELATIVE = "relative"
    UNIT = "unit"


class LookedFor(StrEnum):
    """Why earlier reports are looked for; nobody chooses it, the page that looks says it."""

    BEFORE_REPORT = "before_report"
    SAME_CALL = "same_call"
