"""Kinds of activities, materials, clubs; methods of counting; states. Sources: the source text's results (posters,
brochures, magazines, stickers, calendars; clubs; networks) and programme.md 4."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable


class ActivityKind(StrEnum):
    """What is done with an audience."""

    TALK = "talk"
    DEBATE = "debate"
    DRAMA = "drama"
    SPORT = "sport"
    MARCH = "march"
    RADIO = "radio"
    TELEVISION = "television"
    EXHIBITION = "exhibition"
    DOOR_TO_DOOR = "door_to_door"
    MOBILE_DESK = "mobile_desk"
    SOCIAL_MEDIA = "social_media"
    HANDING_OUT = "handing_out"


PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
ACTIVITY = StateTable(
    "activity",
    PLANNED,
    (
        Move(PLANNED, HELD, "activity.hold"),
        Move(PLANNED, CANCELLED, "activity.cancel"),
        # A count of what was held, and a second one by another method.
        Move(HELD, HELD, "activity.count"),
    ),
)


class Method(StrEnum):
    """How an audience was counted (programme.md 4). Only a register of different people says persons."""

    REGISTER_UNIQUE = "register_unique"
    REGISTER_ATTENDANCE = "register_attendance"
    TICKETS = "tickets"
    HEAD_COUNT = "head_count"
    SEATS = "seats"
    BROADCASTER = "broadcaster"
    ITEMS = "items"
    IMPRESSIONS = "impressions"


# Methods that tell nothing of sex or age: their number stands as unknown.
ONE_NUMBER = (Method.SEATS, Method.BROADCASTER, Method.ITEMS, Method.IMPRESSIONS)


class Audience(StrEnum):
    """Whom an activity is for."""

    COMMUNITY = "community"
    STUDENTS = "students"
    TEACHERS = "teachers"
    LOCAL_OFFICIALS = "local_officials"
    RELIGIOUS_LEADERS = "religious_leaders"
    COOPERATIVE = "cooperative"
    SOLDIERS = "soldiers"
    SPOUSES = "spouses"
    POLICE = "police"
    YOUTH = "youth"
    REFUGEES = "refugees"
    OTHER = "other"


class Confidence(StrEnum):
    """How sure a number is."""

    COUNTED = "counted"
    ESTIMATED = "estimated"
    CLAIMED = "claimed"


class MaterialKind(StrEnum):
    """What is printed or played: the five kinds that the source names, and two more."""

    POSTER = "poster"
    BROCHURE = "brochure"
    MAGAZINE = "magazine"
    STICKER = "sticker"
    CALENDAR = "calendar"
    BANNER = "banner"
    RADIO_SPOT = "radio_spot"


class PartnerRole(StrEnum):
    """What a partner does in a campaign or at an activity."""

    ORGANISES = "organises"
    FUNDS = "funds"
    HOSTS = "hosts"
    SPEAKS = "speaks"
    SPREADS = "spreads"
    GIVES = "gives"


class InPicture(StrEnum):
    """Whether anybody in a photograph can be recognised. A child never may be, an adult only where she or he agreed in
    writing; the last answer keeps a photograph out."""

    NOBODY = "nobody"
    UNRECOGNISABLE = "unrecognisable"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"


# A photograph waits until another person than who added it has cleared it; withdrawn, its bytes are gone.
PHOTO_WAITS, PHOTO_CLEARED, PHOTO_WITHDRAWN = "waits", "cleared", "withdrawn"
PHOTO = StateTable(
    "photograph",
    PHOTO_WAITS,
    (
        Move(PHOTO_WAITS, PHOTO_CLEARED, "photo.clear"),
        Move(PHOTO_WAITS, PHOTO_WITHDRAWN, "photo.withdraw"),
        Move(PHOTO_CLEARED, PHOTO_WITHDRAWN, "photo.withdraw"),
    ),
)
# Of one activity, those that were withdrawn not counted.
MOST_PHOTOS = 12


class CameBy(StrEnum):
    """How a place said what it thinks of the desk's work."""

    MEETING = "meeting"
    BOX = "box"
    CLUB = "club"
    RADIO = "radio"
    OTHER = "other"


class FeedbackTopic(StrEnum):
    """Which work of the desk a place speaks of."""

    HOTLINE = "hotline"
    RESPONSE = "response"
    STATION = "station"
    SERVICES = "services"
    OUTREACH = "outreach"
    OTHER = "other"


class FeedbackNature(StrEnum):
    """What a place says of it; only praise needs no answer."""

    PRAISE = "praise"
    WISH = "wish"
    WORRY = "worry"
    FAULT = "fault"


class FeedbackWait(StrEnum):
    """How far the answer to a place is, for a list's filter."""

    OPEN = "open"
    OVERDUE = "overdue"
    ANSWERED = "answered"


class MediaKind(StrEnum):
    """Where something was said or printed."""

    NEWSPAPER = "newspaper"
    RADIO = "radio"
    TELEVISION = "television"
    ONLINE = "online"
    SOCIAL_MEDIA = "social_media"


DRAFT, CLEARED, RECALLED = "draft", "cleared", "recalled"
MATERIAL = StateTable(
    "material",
    DRAFT,
    (
        Move(DRAFT, CLEARED, "material.clear"),
        Move(CLEARED, RECALLED, "material.recall"),
        Move(DRAFT, RECALLED, "material.recall"),
    ),
)


class MoveKind(StrEnum):
    """What moves the stock of a material: printed comes in, what is handed out or spoiled goes."""

    PRINTED = "printed"
    HANDED_OUT = "handed_out"
    SPOILED = "spoiled"
    CAME_BACK = "came_back"


# By how much one copy changes the stock.
SIGNS = {MoveKind.PRINTED: 1, MoveKind.CAME_BACK: 1, MoveKind.HANDED_OUT: -1, MoveKind.SPOILED: -1}


class MaterialLanguage(StrEnum):
    """Languages of materials."""

    ENGLISH = "en"
    FRENCH = "fr"
    KINYARWANDA = "rw"
    KISWAHILI = "sw"


class MediaLanguage(StrEnum):
    """In which language an outlet said it: those of materials, and any other."""

    ENGLISH = "en"
    FRENCH = "fr"
    KINYARWANDA = "rw"
    KISWAHILI = "sw"
    OTHER = "xx"


class ClubKind(StrEnum):
    """Where a club meets."""

    SCHOOL = "school"
    COMMUNITY = "community"
    COOPERATIVE = "cooperative"
    BATTALION = "battalion"


class NetworkKind(StrEnum):
    """Whose network it is."""

    WOMEN_OFFICERS = "women_officers"
    ORGANISATIONS = "organisations"
    SPORT = "sport"
    YOUTH = "youth"


class Scope(StrEnum):
    """How far a network reaches."""

    DISTRICT = "district"
    NATIONAL = "national"
    REGIONAL = "regional"


# A club is active with at least one activity in the last quarter that has ended (programme.md 4).
ACTIVE_AT = 1
MOST_COPIES = 1_000_000
