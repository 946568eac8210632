"""Words for the file: its states, the desk's own help, looks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import (
    DeskService,
    LookReason,
    SearchBy,
    SearchReason,
)
from genderdesk.groundwork.platform.words import WordTable
from genderdesk.groundwork.protection.vault.files import Group

STATES: WordTable = {
    "opened": pgettext_lazy("case status", "Opened"),
    "consent_pending": pgettext_lazy("case status", "Deciding about consent"),
    "consented": pgettext_lazy("case status", "Consent given"),
    "declined": pgettext_lazy("case status", "Consent declined, still served"),
    "in_action": pgettext_lazy("case status", "In action"),
    "follow_up": pgettext_lazy("case status", "Follow-up"),
    "closure_requested": pgettext_lazy("case status", "Closure asked for"),
    "closed": pgettext_lazy("case status", "Closed"),
    "reopened": pgettext_lazy("case status", "Opened again"),
    "joined": pgettext_lazy("case status", "Joined to another file"),
}

# How a state looks, beside its words.
STATE_TONES: dict[str, str] = {
    "opened": "new",
    "consent_pending": "due",
    "consented": "info",
    "declined": "info",
    "in_action": "info",
    "follow_up": "info",
    "closure_requested": "due",
    "closed": "calm",
    "reopened": "new",
    "joined": "calm",
}

DESK_SERVICES: WordTable = {
    DeskService.SAFETY_PLANNED: _("Went through safety together"),
    DeskService.EMOTIONAL_SUPPORT: _("Listened and gave emotional support"),
    DeskService.RIGHTS_EXPLAINED: _("Explained rights and what comes next"),
    DeskService.ACCOMPANIED: _("Went along to a service"),
    DeskService.TRANSPORT: _("Arranged transport"),
    DeskService.OTHER: _("Another kind of help"),
}

FILE_GROUPS: WordTable = {
    Group.PHOTO: _("Photograph"),
    Group.DOCUMENT: _("Document"),
    Group.RECORDING: _("Recording"),
}

SEARCH_BY: WordTable = {
    SearchBy.PHONE: _("Phone number"),
    SearchBy.NATIONAL_ID: _("Number of an identity card or passport"),
    SearchBy.NAME: _("Name, also as it sounds"),
}
SEARCH_REASONS: WordTable = {
    SearchReason.IS_HERE: _("She or he is here in person"),
    SearchReason.ON_THE_LINE: _("She or he is on the line"),
    SearchReason.PROVIDER_ASKS: _("A hospital or another service asks"),
    SearchReason.SAME_EVENT: _("A new report may be about the same person"),
    SearchReason.SUPERVISION: _("Supervision of this file"),
}
LOOK_REASONS: WordTable = {
    LookReason.CONTACT: _("To contact her or him"),
    LookReason.INTERVIEW: _("To prepare a meeting, so that nothing is asked twice"),
    LookReason.REFERRAL: _("To prepare a referral"),
    LookReason.CORRECTION: _("To complete or correct it"),
    LookReason.SUPERVISION: _("To supervise or hand over"),
}
