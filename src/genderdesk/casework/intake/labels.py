"""Words for a report's coded values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.intake.vocabulary import (
    Channel,
    ConflictKind,
    ContactHours,
    ContactWay,
    NarrowedFor,
    ReporterType,
    Sensitivity,
    StaffInvolved,
    StatedKind,
    Urgency,
)
from genderdesk.groundwork.platform.words import WordTable

CHANNELS: WordTable = {
    Channel.POLICE_HOTLINE: _("Police hotline"),
    Channel.DEFENCE_HOTLINE: _("Defence force hotline"),
    Channel.SMS: _("SMS"),
    Channel.USSD: _("USSD menu"),
    Channel.WALK_IN: _("Walk-in"),
    Channel.STATION: _("Another police station"),
    Channel.PATROL: _("Patrol"),
    Channel.HEALTH_CENTRE: _("Health centre"),
    Channel.ISANGE: _("One Stop Centre"),
    Channel.SCHOOL: _("School"),
    Channel.COMMUNITY_CLUB: _("Community club"),
    Channel.WEB: _("Web form"),
    Channel.LETTER: _("Letter"),
    Channel.OTHER_DESK: _("Sister desk"),
}

REPORTER_TYPES: WordTable = {
    ReporterType.SURVIVOR: _("The person it happened to"),
    ReporterType.FAMILY: _("A relative"),
    ReporterType.NEIGHBOUR: _("A neighbour"),
    ReporterType.WITNESS: _("Someone who saw it"),
    ReporterType.LEADER: _("A local leader"),
    ReporterType.TEACHER: _("A teacher"),
    ReporterType.HEALTH_WORKER: _("A health worker"),
    ReporterType.OFFICER: _("A police officer"),
    ReporterType.SOLDIER: _("A soldier"),
    ReporterType.ANONYMOUS: _("Someone who gives no name"),
    ReporterType.OTHER: _("Someone else"),
    ReporterType.UNKNOWN: _("Not known"),
}

STATED_KINDS: WordTable = {
    StatedKind.SEXUAL: _("Sexual acts without consent"),
    StatedKind.PHYSICAL: _("Hitting or other physical harm"),
    StatedKind.FORCED_MARRIAGE: _("Being made to marry"),
    StatedKind.MONEY_OR_PROPERTY: _("Money, property or school taken away"),
    StatedKind.THREATS_OR_INSULTS: _("Threats, insults or control"),
    StatedKind.OTHER: _("Something else"),
    StatedKind.NOT_STATED: _("Prefer not to say now"),
}

CONTACT_HOURS: WordTable = {
    ContactHours.ANY: _("At any time"),
    ContactHours.MORNING: _("In the morning"),
    ContactHours.AFTERNOON: _("In the afternoon"),
    ContactHours.EVENING: _("In the evening"),
}

CONTACT_WAYS: WordTable = {
    ContactWay.CALL: _("Call"),
    ContactWay.SMS: _("SMS"),
    ContactWay.IN_PERSON: _("Come in person"),
    ContactWay.THROUGH_SOMEONE: _("Through someone I trust"),
}

STATES: WordTable = {
    "received": pgettext_lazy("report status", "New"),
    "triaged": pgettext_lazy("report status", "Triaged"),
    "opened": pgettext_lazy("report status", "Opened as a case"),
    "duplicate": pgettext_lazy("report status", "Same as an earlier report"),
    "not_gbv": pgettext_lazy("report status", "Not gender-based violence"),
    "information_only": pgettext_lazy("report status", "Information only"),
    "referred_elsewhere": pgettext_lazy("report status", "Referred elsewhere"),
}

URGENCIES: WordTable = {
    Urgency.NOW: pgettext_lazy("urgency", "Act now"),
    Urgency.TODAY: pgettext_lazy("urgency", "Act today"),
    Urgency.ROUTINE: pgettext_lazy("urgency", "Routine"),
}

SENSITIVITIES: WordTable = {
    Sensitivity.STANDARD: pgettext_lazy("sensitivity", "Standard"),
    Sensitivity.RESTRICTED: pgettext_lazy("sensitivity", "Restricted"),
    Sensitivity.SEALED: pgettext_lazy("sensitivity", "Sealed"),
}

WHO_SEES: WordTable = {
    Sensitivity.STANDARD: _("Standard: the desk, and who works in its area"),
    Sensitivity.RESTRICTED: _("Restricted: who works on it, and the head of the desk"),
    Sensitivity.SEALED: _("Sealed: the named people of its cell alone"),
}

STAFF_INVOLVED: WordTable = {
    StaffInvolved.NO: _("No"),
    StaffInvolved.POLICE: _("Yes, somebody of the police, or close to them"),
    StaffInvolved.DEFENCE: _("Yes, somebody of the defence force, or close to them"),
    StaffInvolved.SURVIVOR: _("Yes, the person it happened to serves there"),
    StaffInvolved.UNKNOWN: _("Not known"),
    StaffInvolved.DECLINED: _("Prefers not to say"),
}

NARROWED_FOR: WordTable = {
    NarrowedFor.SEXUAL_VIOLENCE: _("Sexual violence"),
    NarrowedFor.CHILD: _("A child is involved"),
    NarrowedFor.KNOWN_PERSON: _("A person known to the public"),
    NarrowedFor.STAFF_SUSPECTED: _("Staff of police or defence is suspected"),
    NarrowedFor.STAFF_CLOSE: _("Somebody close to staff is suspected"),
    NarrowedFor.STAFF_SURVIVOR: _("The person it happened to is staff"),
    NarrowedFor.SURVIVOR_ASKED: _("She or he asked for it"),
}

CONFLICT_KINDS: WordTable = {
    ConflictKind.PERSON: _("This officer is involved"),
    ConflictKind.RELATIVE: _("This officer is a relative or close to somebody involved"),
    ConflictKind.UNIT: _("Somebody involved serves in this unit"),
}
