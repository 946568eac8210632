"""Words for consents, and for the pieces that they let out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import (
    CaregiverSays,
    ConsentMode,
    GivenBy,
    LegalGround,
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
    Purpose.STATISTICS: _("To be counted in figures, without a name"),
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
    Scope.UNNAMED: _("Nothing that says who it is"),
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

# Who decides at which age, by the rule's own name (rules.children).
WHO_DECIDES: WordTable = {
    "caregiver_decides": _("0 to 5 years: a caregiver who is not involved decides."),
    "caregiver_with_assent": _("6 to 11 years: a caregiver who is not involved decides, and the child agrees."),
    "both_decide": _("12 to 14 years: the child and a caregiver who is not involved decide together."),
    "own_decision": _("15 to 17 years: the child decides; a caregiver is asked too where that is safe."),
    "adult_decides": _("18 years and more: nobody else decides."),
}

CAREGIVER_SAYS: WordTable = {
    CaregiverSays.AGREES: _("The caregiver agrees"),
    CaregiverSays.REFUSES: _("The caregiver does not agree"),
    CaregiverSays.NOT_SAFE: _("It is not safe to ask one, or there is none"),
}

LEGAL_GROUNDS: WordTable = {
    LegalGround.COURT_ORDER: _("An order of a court or prosecutor"),
    LegalGround.CHILD_PROTECTION: _("Protection of a child"),
    LegalGround.DANGER_TO_LIFE: _("Danger to somebody’s life"),
    LegalGround.DUTY_TO_REPORT: _("A duty to report a crime"),
    LegalGround.OTHER_LAW: _("Another law"),
}

EXCEPTION_STATES: WordTable = {
    "waits": pgettext_lazy("legal exception", "Waits for a second person"),
    "live": pgettext_lazy("legal exception", "Authorised, in force"),
    "refused": pgettext_lazy("legal exception", "Refused"),
    "ended": pgettext_lazy("legal exception", "Its time is over"),
}

EXCEPTION_TONES: dict[str, str] = {"waits": "due", "live": "overdue", "refused": "calm", "ended": "calm"}

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
