"""Words for outreach's coded values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.outreach.vocabulary import (
    CANCELLED,
    CLEARED,
    DRAFT,
    HELD,
    PHOTO_CLEARED,
    PHOTO_WAITS,
    PHOTO_WITHDRAWN,
    PLANNED,
    RECALLED,
    ActivityKind,
    Audience,
    CameBy,
    ClubKind,
    Confidence,
    FeedbackNature,
    FeedbackTopic,
    FeedbackWait,
    InPicture,
    MaterialKind,
    MaterialLanguage,
    MediaKind,
    MediaLanguage,
    Method,
    MoveKind,
    NetworkKind,
    PartnerRole,
    Scope,
)

ACTIVITY_KINDS: WordTable = {
    ActivityKind.TALK: _("Talk"),
    ActivityKind.DEBATE: _("Debate"),
    ActivityKind.DRAMA: _("Drama"),
    ActivityKind.SPORT: _("Sport with messages"),
    ActivityKind.MARCH: _("March"),
    ActivityKind.RADIO: _("Radio"),
    ActivityKind.TELEVISION: _("Television"),
    ActivityKind.EXHIBITION: _("Exhibition"),
    ActivityKind.DOOR_TO_DOOR: _("From door to door"),
    ActivityKind.MOBILE_DESK: _("Mobile desk"),
    ActivityKind.SOCIAL_MEDIA: _("Social media"),
    ActivityKind.HANDING_OUT: _("Handing out of materials"),
}
ACTIVITY_STATES: WordTable = {
    PLANNED: pgettext_lazy("activity", "Planned"),
    HELD: pgettext_lazy("activity", "Held"),
    CANCELLED: pgettext_lazy("activity", "Cancelled"),
}
ACTIVITY_TONES = {PLANNED: "due", HELD: "done"}
METHODS: WordTable = {
    Method.REGISTER_UNIQUE: _("Different people, from a register"),
    Method.REGISTER_ATTENDANCE: _("Attendances, from a register"),
    Method.TICKETS: _("Tickets or scans"),
    Method.HEAD_COUNT: _("Heads counted"),
    Method.SEATS: _("Seats, by how full it was"),
    Method.BROADCASTER: _("Estimate of the broadcaster"),
    Method.ITEMS: _("Things handed out"),
    Method.IMPRESSIONS: _("Impressions online"),
}
AUDIENCES: WordTable = {
    Audience.COMMUNITY: _("Community"),
    Audience.STUDENTS: _("Pupils and students"),
    Audience.TEACHERS: _("Teachers"),
    Audience.LOCAL_OFFICIALS: _("Local officials"),
    Audience.RELIGIOUS_LEADERS: _("Religious leaders"),
    Audience.COOPERATIVE: _("Members of cooperatives"),
    Audience.SOLDIERS: _("Soldiers"),
    Audience.SPOUSES: _("Spouses of soldiers and officers"),
    Audience.POLICE: _("Police officers"),
    Audience.YOUTH: _("Youth"),
    Audience.REFUGEES: _("Refugees"),
    Audience.OTHER: pgettext_lazy("audience", "Others"),
}
CONFIDENCES: WordTable = {
    Confidence.COUNTED: pgettext_lazy("number", "Counted"),
    Confidence.ESTIMATED: pgettext_lazy("number", "Estimated"),
    Confidence.CLAIMED: pgettext_lazy("number", "Claimed by somebody"),
}
MATERIAL_KINDS: WordTable = {
    MaterialKind.POSTER: _("Poster"),
    MaterialKind.BROCHURE: _("Brochure"),
    MaterialKind.MAGAZINE: _("Magazine"),
    MaterialKind.STICKER: _("Sticker"),
    MaterialKind.CALENDAR: _("Calendar"),
    MaterialKind.BANNER: _("Banner"),
    MaterialKind.RADIO_SPOT: _("Radio spot"),
}
MATERIAL_STATES: WordTable = {
    DRAFT: pgettext_lazy("material", "Draft"),
    CLEARED: pgettext_lazy("material", "Cleared for printing"),
    RECALLED: pgettext_lazy("material", "Recalled"),
}
MATERIAL_TONES = {DRAFT: "due", CLEARED: "done", RECALLED: "overdue"}
MOVES: WordTable = {
    MoveKind.PRINTED: pgettext_lazy("copies", "Printed"),
    MoveKind.HANDED_OUT: pgettext_lazy("copies", "Handed out"),
    MoveKind.SPOILED: pgettext_lazy("copies", "Spoiled"),
    MoveKind.CAME_BACK: pgettext_lazy("copies", "Came back"),
}
LANGUAGES: WordTable = {
    MaterialLanguage.ENGLISH: _("English"),
    MaterialLanguage.FRENCH: _("French"),
    MaterialLanguage.KINYARWANDA: _("Kinyarwanda"),
    MaterialLanguage.KISWAHILI: _("Kiswahili"),
}
MEDIA_KINDS: WordTable = {
    MediaKind.NEWSPAPER: _("Newspaper"),
    MediaKind.RADIO: _("Radio"),
    MediaKind.TELEVISION: _("Television"),
    MediaKind.ONLINE: _("Website"),
    MediaKind.SOCIAL_MEDIA: _("Social media"),
}
MEDIA_LANGUAGES: WordTable = {
    MediaLanguage.ENGLISH: _("English"),
    MediaLanguage.FRENCH: _("French"),
    MediaLanguage.KINYARWANDA: _("Kinyarwanda"),
    MediaLanguage.KISWAHILI: _("Kiswahili"),
    MediaLanguage.OTHER: pgettext_lazy("language", "Another one"),
}
PARTNER_ROLES: WordTable = {
    PartnerRole.ORGANISES: _("Organises it with us"),
    PartnerRole.FUNDS: _("Pays for it"),
    PartnerRole.HOSTS: _("Gives the place"),
    PartnerRole.SPEAKS: _("Speaks there"),
    PartnerRole.SPREADS: _("Spreads the word"),
    PartnerRole.GIVES: _("Gives things or people"),
}
CLUB_KINDS: WordTable = {
    ClubKind.SCHOOL: _("In a school"),
    ClubKind.COMMUNITY: _("In a community"),
    ClubKind.COOPERATIVE: _("In a cooperative"),
    ClubKind.BATTALION: _("In a battalion"),
}
NETWORK_KINDS: WordTable = {
    NetworkKind.WOMEN_OFFICERS: _("Women officers"),
    NetworkKind.ORGANISATIONS: _("Organisations"),
    NetworkKind.SPORT: _("Sport for change"),
    NetworkKind.YOUTH: _("Youth"),
}
SCOPES: WordTable = {
    Scope.DISTRICT: _("In a district"),
    Scope.NATIONAL: _("In the whole country"),
    Scope.REGIONAL: _("In several countries"),
}

IN_PICTURE: WordTable = {
    InPicture.NOBODY: _("Nobody is in it"),
    InPicture.UNRECOGNISABLE: _("People are in it, and nobody can be recognised"),
    InPicture.AGREED: _("Adults can be recognised, and each of them agreed in writing"),
    InPicture.NOT_AGREED: _("A child can be recognised, or an adult who did not agree in writing"),
}
PHOTO_STATES: WordTable = {
    PHOTO_WAITS: pgettext_lazy("photograph", "Waits to be cleared"),
    PHOTO_CLEARED: pgettext_lazy("photograph", "Cleared"),
    PHOTO_WITHDRAWN: pgettext_lazy("photograph", "Withdrawn"),
}
PHOTO_TONES = {PHOTO_WAITS: "due", PHOTO_CLEARED: "done"}

CAME_BY: WordTable = {
    CameBy.MEETING: pgettext_lazy("feedback came by", "At a meeting"),
    CameBy.BOX: pgettext_lazy("feedback came by", "From a box for suggestions"),
    CameBy.CLUB: pgettext_lazy("feedback came by", "From a club"),
    CameBy.RADIO: pgettext_lazy("feedback came by", "By radio"),
    CameBy.OTHER: pgettext_lazy("feedback came by", "Another way"),
}
FEEDBACK_TOPICS: WordTable = {
    FeedbackTopic.HOTLINE: pgettext_lazy("feedback about", "The line"),
    FeedbackTopic.RESPONSE: pgettext_lazy("feedback about", "Going out to people"),
    FeedbackTopic.STATION: pgettext_lazy("feedback about", "The station"),
    FeedbackTopic.SERVICES: pgettext_lazy("feedback about", "Services that help"),
    FeedbackTopic.OUTREACH: pgettext_lazy("feedback about", "Outreach"),
    FeedbackTopic.OTHER: pgettext_lazy("feedback about", "Something else"),
}
FEEDBACK_NATURES: WordTable = {
    FeedbackNature.PRAISE: pgettext_lazy("feedback", "Praise"),
    FeedbackNature.WISH: pgettext_lazy("feedback", "A wish"),
    FeedbackNature.WORRY: pgettext_lazy("feedback", "A worry"),
    FeedbackNature.FAULT: pgettext_lazy("feedback", "A fault"),
}
FEEDBACK_WAITS: WordTable = {
    FeedbackWait.OPEN: pgettext_lazy("answer to a place", "Waits"),
    FeedbackWait.OVERDUE: pgettext_lazy("answer to a place", "Overdue"),
    FeedbackWait.ANSWERED: pgettext_lazy("answer to a place", "Answered"),
}
