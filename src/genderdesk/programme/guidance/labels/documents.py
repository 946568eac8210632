"""Words for documents and their versions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.guidance.vocabulary.documents import (
    AUTHORISED,
    CONSULTATION,
    DRAFT,
    IN_FORCE,
    REJECTED,
    RETURNED,
    SUBMITTED,
    SUPERSEDED,
    UNDER_REVIEW,
    WITHDRAWN,
    DocumentKind,
    Marking,
)

KINDS: WordTable = {
    DocumentKind.GUIDELINE: _("Guideline"),
    DocumentKind.PROCEDURE: _("Standard operating procedure"),
    DocumentKind.STRATEGY: _("Strategy"),
    DocumentKind.DIRECTIVE: _("Directive"),
    DocumentKind.CODE: _("Code of conduct"),
    DocumentKind.SCRIPT: _("Script of the hotline"),
}
MARKINGS: WordTable = {
    Marking.OPEN: pgettext_lazy("protective marking", "Open"),
    Marking.INTERNAL: pgettext_lazy("protective marking", "Internal"),
    Marking.RESTRICTED: pgettext_lazy("protective marking", "Restricted"),
}
VERSION_STATES: WordTable = {
    DRAFT: pgettext_lazy("version of a document", "Draft"),
    CONSULTATION: pgettext_lazy("version of a document", "In consultation"),
    SUBMITTED: pgettext_lazy("version of a document", "Submitted"),
    RETURNED: pgettext_lazy("version of a document", "Returned"),
    REJECTED: pgettext_lazy("version of a document", "Rejected"),
    AUTHORISED: pgettext_lazy("version of a document", "Authorised"),
    IN_FORCE: pgettext_lazy("version of a document", "In force"),
    UNDER_REVIEW: pgettext_lazy("version of a document", "In force, under review"),
    SUPERSEDED: pgettext_lazy("version of a document", "Superseded"),
    WITHDRAWN: pgettext_lazy("version of a document", "Withdrawn"),
}
VERSION_TONES = {
    DRAFT: "new",
    CONSULTATION: "new",
    SUBMITTED: "due",
    RETURNED: "due",
    REJECTED: "calm",
    AUTHORISED: "good",
    IN_FORCE: "good",
    UNDER_REVIEW: "due",
    SUPERSEDED: "calm",
    WITHDRAWN: "calm",
}
SHEET_FAULTS: WordTable = {
    "unknown": _("There is no officer of your institution with this staff code. Read it again on the sheet."),
    "twice": _("This staff code stands on the sheet twice. Leave one of the lines out."),
    "signed_before": _("This officer has acknowledged this version before. Leave the line out."),
    "too_many": _("A sheet has at most 500 lines. Enter the rest as a second sheet."),
}
