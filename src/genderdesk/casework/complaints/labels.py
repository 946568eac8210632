"""Words for a complaint's coded values; those of the public form are read by whoever complains too."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.complaints.vocabulary import (
    ACKNOWLEDGED,
    ANSWERED,
    CLOSED,
    LOOKED_INTO,
    PASSED,
    RECEIVED,
    About,
    Answering,
    Category,
    Channel,
    NamedBy,
    PassedTo,
    Route,
    Step,
)
from genderdesk.casework.intake.vocabulary import ContactHours
from genderdesk.groundwork.platform.words import WordTable

CATEGORIES: WordTable = {
    Category.ASKED_TO_PAY: _("Somebody asked for money, a favour or fuel"),
    Category.STAFF_VIOLENCE: _("Somebody of the staff hurt, touched or threatened a person"),
    Category.TOLD_OTHERS: _("Somebody told others what was said in confidence"),
    Category.NOT_HELPED: _("No help came"),
    Category.SENT_AWAY: _("Somebody was sent away"),
    Category.RUDE: _("Rude words, or blame"),
    Category.TOO_SLOW: _("It took too long"),
    Category.OTHER: _("Something else was wrong"),
    Category.PRAISE: _("Something was good: thank you"),
}
ABOUT: WordTable = {
    About.STATION: _("A police station or a barracks"),
    About.CREW: _("Those who came to help"),
    About.LINE: _("The phone line or the messages"),
    About.HEAD_OFFICE: _("The head office"),
    About.OTHER_SERVICE: _("A hospital, a shelter or a lawyer"),
    About.UNKNOWN: _("Something else, or I do not know"),
}
ANSWERING: WordTable = {
    Answering.NONE: _("No answer is needed"),
    Answering.HERE: _("Yes. I read it here, with a reference and a PIN"),
    Answering.TEXT: _("Yes. Send me a message too when it is there"),
}
HOURS: WordTable = {
    ContactHours.ANY: _("At any time"),
    ContactHours.MORNING: _("In the morning"),
    ContactHours.AFTERNOON: _("In the afternoon"),
    ContactHours.EVENING: _("In the evening"),
}
CHANNELS: WordTable = {
    Channel.WEB: _("Web form"),
    Channel.PAPER: pgettext_lazy("how a complaint came", "On paper"),
    Channel.PHONE: pgettext_lazy("how a complaint came", "By phone"),
    Channel.IN_PERSON: pgettext_lazy("how a complaint came", "Told in person"),
}
STATES: WordTable = {
    RECEIVED: pgettext_lazy("complaint status", "New"),
    ACKNOWLEDGED: pgettext_lazy("complaint status", "Acknowledged"),
    LOOKED_INTO: pgettext_lazy("complaint status", "Being looked into"),
    ANSWERED: pgettext_lazy("complaint status", "Answered"),
    PASSED: pgettext_lazy("complaint status", "Passed on"),
    CLOSED: pgettext_lazy("complaint status", "Closed"),
}
# How it stands, as its own teller reads it.
STANDING: WordTable = {
    RECEIVED: _("We have it. Nobody has read it yet."),
    ACKNOWLEDGED: _("Somebody has read it. An answer will follow."),
    LOOKED_INTO: _("Somebody is looking into it."),
    ANSWERED: _("There is an answer."),
    PASSED: _("Another office looks into it now."),
    CLOSED: _("It is answered and closed."),
}
PASSED_TO: WordTable = {
    PassedTo.INTERNAL_AFFAIRS: _("Internal affairs"),
    PassedTo.INSPECTOR_GENERAL: _("The inspector general"),
    PassedTo.PROSECUTION: _("The prosecution"),
    PassedTo.SISTER_SERVICE: _("The sister service’s gender desk"),
    PassedTo.OMBUDSMAN: _("The ombudsman"),
    PassedTo.SERVICE_AUTHORITY: _("The authority over that service"),
}
ROUTES: WordTable = {
    Route.OVERSIGHT: _("Oversight alone"),
    Route.HEAD_OFFICE: _("The head office, and oversight"),
}
STEPS: WordTable = {
    Step.ACKNOWLEDGE: _("To acknowledge"),
    Step.ANSWER: _("To answer"),
}
NAMED_BY: WordTable = {
    NamedBy.PLACE: _("from the district that was told"),
    NamedBy.COMPLAINANT: _("named in what was told"),
    NamedBy.READER: _("named by who looked into it"),
}
