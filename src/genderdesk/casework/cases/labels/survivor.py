"""Words for the survivor and safe contact."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.vocabulary import (
    AgeBand,
    AgeBasis,
    Disability,
    InterviewPreference,
    Language,
    Sex,
)
from genderdesk.casework.intake.vocabulary import ContactHours, ContactWay
from genderdesk.groundwork.platform.words import WordTable

SEXES: WordTable = {
    Sex.FEMALE: _("Female"),
    Sex.MALE: _("Male"),
    Sex.INTERSEX: _("Intersex"),
    Sex.UNKNOWN: _("Not known"),
}

AGE_BASES: WordTable = {
    AgeBasis.BIRTH_DATE: _("from the date of birth"),
    AgeBasis.BIRTH_YEAR: _("from the year of birth"),
    AgeBasis.STATED: _("as told"),
    AgeBasis.ESTIMATED: _("estimated"),
    AgeBasis.UNKNOWN: "",
}

AGE_BANDS: WordTable = {
    AgeBand.TO_11: _("0 to 11"),
    AgeBand.TO_17: _("12 to 17"),
    AgeBand.TO_25: _("18 to 25"),
    AgeBand.TO_40: _("26 to 40"),
    AgeBand.TO_60: _("41 to 60"),
    AgeBand.FROM_61: _("61 and over"),
    AgeBand.UNKNOWN: _("Not known"),
}

DISABILITIES: WordTable = {
    Disability.NONE: _("No difficulty"),
    Disability.SOME: _("Some difficulty"),
    Disability.A_LOT: _("A lot of difficulty"),
    Disability.CANNOT_DO: _("Cannot do it at all"),
    Disability.UNKNOWN: _("Not known"),
    Disability.DECLINED: _("Prefer not to say"),
}

INTERVIEW_PREFERENCES: WordTable = {
    InterviewPreference.FEMALE_OFFICER: _("A woman"),
    InterviewPreference.MALE_OFFICER: _("A man"),
    InterviewPreference.NO_PREFERENCE: _("No preference"),
    InterviewPreference.UNKNOWN: _("Not asked yet"),
}

# Languages are called by their own names.
LANGUAGES: WordTable = {
    Language.KINYARWANDA: "Ikinyarwanda",
    Language.ENGLISH: "English",
    Language.FRENCH: "Français",
    Language.KISWAHILI: "Kiswahili",
    Language.SIGN_LANGUAGE: _("Sign language"),
    Language.OTHER: _("Another language"),
}

CONTACT_WAYS: WordTable = {
    ContactWay.CALL: _("Call"),
    ContactWay.SMS: _("SMS"),
    ContactWay.IN_PERSON: _("Meet in person"),
    ContactWay.THROUGH_SOMEONE: _("Through someone trusted"),
}

CONTACT_HOURS: WordTable = {
    ContactHours.ANY: _("At any time"),
    ContactHours.MORNING: _("In the morning"),
    ContactHours.AFTERNOON: _("In the afternoon"),
    ContactHours.EVENING: _("In the evening"),
}
