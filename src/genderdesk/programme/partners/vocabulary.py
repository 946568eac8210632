"""Kinds of partners, agreements, receipts; the states of an agreement; activities by who, what, where and when.

Roles in a project are those of IATI 2.03 (OrganisationRole 1 to 4, schemas/iati-2.03); who-what-where-when is the 4W
of the humanitarian clusters (programme.md 5).
"""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class PartnerKind(StrEnum):
    """What a partner is: whom the source names as partners of the desks, and who pays."""

    DONOR = "donor"
    UNITED_NATIONS = "united_nations"
    MINISTRY = "ministry"
    SECURITY = "security"
    LOCAL_GOVERNMENT = "local_government"
    MEDICAL = "medical"
    PSYCHOSOCIAL = "psychosocial"
    LEGAL = "legal"
    WOMENS_RIGHTS = "womens_rights"
    FAITH = "faith"
    PRIVATE = "private"
    OPERATOR = "operator"
    MEDIA = "media"
    SCHOOL = "school"
    COOPERATIVE = "cooperative"
    OTHER = "other"


class AgreementKind(StrEnum):
    """What two organisations sign with each other."""

    MEMORANDUM = "memorandum"
    GRANT = "grant"
    SERVICE = "service"
    DATA_SHARING = "data_sharing"
    TOLL_FREE = "toll_free"


DRAFT, NEGOTIATED, REVIEWED, SIGNED = "draft", "negotiated", "reviewed", "signed"
SUSPENDED, TERMINATED = "suspended", "terminated"

AGREEMENT = StateTable(
    "agreement",
    DRAFT,
    (
        Move(DRAFT, NEGOTIATED, "agreement.negotiate"),
        Move(NEGOTIATED, REVIEWED, "agreement.review"),
        *moves("agreement.return", (NEGOTIATED, REVIEWED), DRAFT),
        Move(REVIEWED, SIGNED, "agreement.sign"),
        Move(SIGNED, SUSPENDED, "agreement.suspend"),
        Move(SUSPENDED, SIGNED, "agreement.resume"),
        *moves("agreement.terminate", (SIGNED, SUSPENDED), TERMINATED),
    ),
)


class Standing(StrEnum):
    """How an agreement stands on a day, from its days and steps."""

    NOT_SIGNED = "not_signed"
    COMING = "coming"
    IN_FORCE = "in_force"
    ENDING = "ending"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


# A number that callers know depends on the operator's agreement: its end is said half a year before (programme.md 5).
ENDING_DAYS = 180


class PaidBy(StrEnum):
    """Who pays for calls to a toll-free number."""

    INSTITUTION = "institution"
    OPERATOR = "operator"
    SHARED = "shared"


class LineChannel(StrEnum):
    """How a toll-free number can be reached."""

    VOICE = "voice"
    SMS = "sms"
    USSD = "ussd"


class LineScope(StrEnum):
    """What a toll-free number is for (programme.md 1.2: the numbers of one country)."""

    GENDER_VIOLENCE = "gender_violence"
    MILITARY = "military"
    CHILDREN = "children"
    EMERGENCY = "emergency"
    COMPLAINTS = "complaints"


class Whose(StrEnum):
    """Who owes what an agreement obliges to."""

    OURS = "ours"
    THEIRS = "theirs"


class ProjectRole(StrEnum):
    """What a partner is in a project: OrganisationRole 1 to 4 of IATI 2.03."""

    FUNDING = "1"
    ACCOUNTABLE = "2"
    EXTENDING = "3"
    IMPLEMENTING = "4"


class ReceiptKind(StrEnum):
    """Money, or things: fifteen motorcycles are a receipt in kind, never a sum of money."""

    MONEY = "money"
    IN_KIND = "in_kind"


class ThingKind(StrEnum):
    """What partners give to desks (the source, and programme.md 1.3)."""

    MOTORCYCLE = "motorcycle"
    VEHICLE = "vehicle"
    COMPUTER = "computer"
    PHONE = "phone"
    RECORDER = "recorder"
    FURNITURE = "furniture"
    OTHER = "other"


class ThingState(StrEnum):
    """How a thing was found when somebody last looked."""

    WORKING = "working"
    BROKEN = "broken"
    LOST = "lost"


class ActivityStatus(StrEnum):
    """How far an activity of a partner is."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    COMPLETED = "completed"


class Sector(StrEnum):
    """What a partner does, by the functions of the field; one code an activity."""

    HEALTH = "health"
    LEGAL = "legal"
    PSYCHOSOCIAL = "psychosocial"
    SHELTER = "shelter"
    AWARENESS = "awareness"
    TRAINING = "training"
    LIVELIHOOD = "livelihood"
    DATA = "data"
    EQUIPMENT = "equipment"


class CountedBy(StrEnum):
    """How it was counted whom an activity reached; numbers of different methods are never added (programme.md 4)."""

    REGISTER_UNIQUE = "register_unique"
    REGISTER_ATTENDANCE = "register_attendance"
    HEAD_COUNT = "head_count"
    ESTIMATE = "estimate"
    ITEMS = "items"
    NOT_COUNTED = "not_counted"


# Currencies as ISO 4217 names them: Rwanda's own, and those in which its partners of the source pay.
CURRENCIES = ("RWF", "USD", "EUR", "GBP", "SEK")
MOST_THINGS = 200
