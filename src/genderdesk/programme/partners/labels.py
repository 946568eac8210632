"""Words for partners' coded values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.partners import vocabulary
from genderdesk.programme.partners.vocabulary import (
    DRAFT,
    NEGOTIATED,
    REVIEWED,
    SIGNED,
    SUSPENDED,
    TERMINATED,
    ActivityStatus,
    AgreementKind,
    CountedBy,
    LineChannel,
    LineScope,
    PaidBy,
    PartnerKind,
    ProjectRole,
    ReceiptKind,
    Sector,
    Standing,
    ThingKind,
    ThingState,
    Whose,
)

PARTNER_KINDS: WordTable = {
    PartnerKind.DONOR: _("Donor"),
    PartnerKind.UNITED_NATIONS: _("Agency of the United Nations"),
    PartnerKind.MINISTRY: _("Ministry or national body"),
    PartnerKind.SECURITY: _("Police, defence force or other security body"),
    PartnerKind.LOCAL_GOVERNMENT: _("Local government"),
    PartnerKind.MEDICAL: _("Medical services"),
    PartnerKind.PSYCHOSOCIAL: _("Psychosocial services"),
    PartnerKind.LEGAL: _("Legal services"),
    PartnerKind.WOMENS_RIGHTS: _("Women’s rights organisation"),
    PartnerKind.FAITH: _("Faith organisation"),
    PartnerKind.PRIVATE: _("Private company"),
    PartnerKind.OPERATOR: _("Telephone operator"),
    PartnerKind.MEDIA: _("Media"),
    PartnerKind.SCHOOL: _("School or university"),
    PartnerKind.COOPERATIVE: _("Cooperative"),
    PartnerKind.OTHER: pgettext_lazy("partner", "Other"),
}

AGREEMENT_KINDS: WordTable = {
    AgreementKind.MEMORANDUM: _("Memorandum of understanding"),
    AgreementKind.GRANT: _("Grant"),
    AgreementKind.SERVICE: _("Service agreement"),
    AgreementKind.DATA_SHARING: _("Data sharing agreement"),
    AgreementKind.TOLL_FREE: _("Toll-free number of an operator"),
}

AGREEMENT_STATES: WordTable = {
    DRAFT: pgettext_lazy("agreement", "Draft"),
    NEGOTIATED: pgettext_lazy("agreement", "Negotiated"),
    REVIEWED: pgettext_lazy("agreement", "Reviewed by counsel"),
    SIGNED: pgettext_lazy("agreement", "Signed"),
    SUSPENDED: pgettext_lazy("agreement", "Suspended"),
    TERMINATED: pgettext_lazy("agreement", "Terminated"),
}

STEPS: WordTable = {
    "agreement.negotiate": _("Both sides agree on the text"),
    "agreement.review": _("Counsel has reviewed it"),
    "agreement.return": _("Back to the draft"),
    "agreement.sign": _("It is signed"),
    "agreement.suspend": _("Suspend it"),
    "agreement.resume": _("It holds again"),
    "agreement.terminate": _("Terminate it"),
}

STANDINGS: WordTable = {
    Standing.NOT_SIGNED: pgettext_lazy("agreement", "Not signed yet"),
    Standing.COMING: pgettext_lazy("agreement", "Begins later"),
    Standing.IN_FORCE: pgettext_lazy("agreement", "In force"),
    Standing.ENDING: pgettext_lazy("agreement", "In force, ends soon"),
    Standing.EXPIRED: pgettext_lazy("agreement", "Expired"),
    Standing.SUSPENDED: pgettext_lazy("agreement", "Suspended"),
    Standing.TERMINATED: pgettext_lazy("agreement", "Terminated"),
}

STANDING_TONES = {
    Standing.ENDING: "due",
    Standing.EXPIRED: "overdue",
    Standing.SUSPENDED: "overdue",
    Standing.IN_FORCE: "done",
}

# ISO 4217 codes are their own words.
CURRENCIES = [("", "—"), *((each, each) for each in vocabulary.CURRENCIES)]

PAID_BY: WordTable = {
    PaidBy.INSTITUTION: _("The institution"),
    PaidBy.OPERATOR: _("The operator"),
    PaidBy.SHARED: _("Both, in shares"),
}

CHANNELS: WordTable = {
    LineChannel.VOICE: _("Calls"),
    LineChannel.SMS: _("SMS"),
    LineChannel.USSD: _("USSD"),
}

LINE_SCOPES: WordTable = {
    LineScope.GENDER_VIOLENCE: _("Gender-based violence"),
    LineScope.MILITARY: _("Violence by members of the forces"),
    LineScope.CHILDREN: _("Children"),
    LineScope.EMERGENCY: _("Emergencies of every kind"),
    LineScope.COMPLAINTS: _("Complaints about the service"),
}

WHOSE: WordTable = {Whose.OURS: _("We owe it"), Whose.THEIRS: _("The partner owes it")}

PROJECT_ROLES: WordTable = {
    ProjectRole.FUNDING: _("Funds it"),
    ProjectRole.ACCOUNTABLE: _("Is accountable for it"),
    ProjectRole.EXTENDING: _("Passes the funds on"),
    ProjectRole.IMPLEMENTING: _("Carries it out"),
}

RECEIPT_KINDS: WordTable = {ReceiptKind.MONEY: _("Money"), ReceiptKind.IN_KIND: _("Things")}

THING_KINDS: WordTable = {
    ThingKind.MOTORCYCLE: _("Motorcycle"),
    ThingKind.VEHICLE: _("Vehicle"),
    ThingKind.COMPUTER: _("Computer"),
    ThingKind.PHONE: _("Telephone"),
    ThingKind.RECORDER: _("Recording equipment"),
    ThingKind.FURNITURE: _("Furniture"),
    ThingKind.OTHER: pgettext_lazy("thing", "Other"),
}

THING_STATES: WordTable = {
    ThingState.WORKING: pgettext_lazy("thing", "Working"),
    ThingState.BROKEN: pgettext_lazy("thing", "Broken"),
    ThingState.LOST: pgettext_lazy("thing", "Lost"),
}
THING_TONES = {ThingState.BROKEN: "due", ThingState.LOST: "overdue", ThingState.WORKING: "done"}

SECTORS: WordTable = {
    Sector.HEALTH: _("Health"),
    Sector.LEGAL: _("Legal aid"),
    Sector.PSYCHOSOCIAL: _("Psychosocial support"),
    Sector.SHELTER: _("Safe house"),
    Sector.AWARENESS: _("Awareness"),
    Sector.TRAINING: _("Training"),
    Sector.LIVELIHOOD: _("Livelihoods"),
    Sector.DATA: _("Data and research"),
    Sector.EQUIPMENT: _("Equipment"),
}

ACTIVITY_STATUSES: WordTable = {
    ActivityStatus.PLANNED: pgettext_lazy("activity", "Planned"),
    ActivityStatus.ONGOING: pgettext_lazy("activity", "Ongoing"),
    ActivityStatus.COMPLETED: pgettext_lazy("activity", "Completed"),
}

COUNTED_BY: WordTable = {
    CountedBy.REGISTER_UNIQUE: _("Different people, from a register"),
    CountedBy.REGISTER_ATTENDANCE: _("Attendances, from a register"),
    CountedBy.HEAD_COUNT: _("Heads counted"),
    CountedBy.ESTIMATE: _("Estimated"),
    CountedBy.ITEMS: _("Things handed out"),
    CountedBy.NOT_COUNTED: _("Not counted"),
}
