"""Words for consents, and for the pieces that they let out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import (
    ConsentMode,
    GivenBy,
    Purpose,
    Scope,
    Withheld,
)
from genderdesk.groundwork.platform.words import WordTable

PURPOSES: WordTable = {
    Purpose.REFERRAL: _("To be referred to them for help"),
    Purpose.SERVICE: _("To go on helping together"),
    Purpose.POLICE_ACTION: _("For police action"),
    Purpose.PROSECUTION: _("For the prosecution"),
    Purpose.RESEARCH: _("For research"),
    Purpose.MEDIA: _("For the media"),
}

SCOPES: WordTable = {
    Scope.CONTACT_ONLY: _("Only how to reach her or him"),
    Scope.MEDICAL: _("Contact, and what a clinic needs"),
    Scope.SUMMARY: _("Contact, and a summary without the account"),
    Scope.FULL_SUPPORT: _("The whole support file with the account"),
    Scope.EVIDENCE: _("Papers and traces kept as evidence"),
    Scope.PHOTOS: _("Photographs"),
}

WITHHELD: WordTable = {
    Withheld.NAME: _("The name"),
    Withheld.PHONE: _("The phone number"),
    Withheld.AGE: _("The age"),
    Withheld.PLACE: _("The place"),
    Withheld.KIND_OF_VIOLENCE: _("What kind of violence it was"),
}

GIVEN_BY: WordTable = {
    GivenBy.SELF: _("Herself or himself"),
    GivenBy.CAREGIVER: _("A caregiver who is not involved"),
    GivenBy.AUTHORITY: _("A competent authority"),
}

MODES: WordTable = {
    ConsentMode.SIGNATURE: _("Signature on paper"),
    ConsentMode.THUMB: _("Thumbprint on paper"),
    ConsentMode.RECORDED_VOICE: _("Recorded voice"),
    ConsentMode.VERBAL_WITH_WITNESS: _("Spoken, with a witness"),
}

CONSENT_STATES: WordTable = {
    "live": pgettext_lazy("consent status", "Yes, in force"),
    "refused": pgettext_lazy("consent status", "No"),
    "revoked": pgettext_lazy("consent status", "Withdrawn"),
    "ended": pgettext_lazy("consent status", "Its time is over"),
    "replaced": pgettext_lazy("consent status", "Replaced by a later decision"),
}

CONSENT_TONES: dict[str, str] = {
    "live": "good",
    "refused": "due",
    "revoked": "due",
    "ended": "calm",
    "replaced": "calm",
}

# The pieces of a file that a consent can let out, for the summary that a provider reads.
PIECES: WordTable = {
    "survivor_code": _("Survivor code"),
    "name": _("Name"),
    "phone": _("Phone number"),
    "safe_to_contact": _("Safe to contact"),
    "contact_way": _("How to reach"),
    "contact_hours": _("When to reach"),
    "contact_notes": _("Who may answer, code word"),
    "language": _("Language"),
    "interpreter": _("Interpreter needed"),
    "interview_preference": _("Wishes to speak to"),
    "sex": _("Sex"),
    "age": _("Age"),
    "occurred": _("When it happened"),
    "injuries": _("Injuries"),
    "strangulation": _("Strangled"),
    "pregnant": _("Pregnant"),
    "disability": _("Disability"),
    "medical_windows": _("Medical time limits"),
    "gbv_type": _("Kind of violence"),
    "district": _("District"),
    "place_type": _("Kind of place"),
    "address": _("Address"),
    "guardian": _("Guardian"),
    "account": _("What happened, in her or his words"),
}
