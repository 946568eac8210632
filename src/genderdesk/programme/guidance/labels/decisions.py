"""Words for proposals, decisions and actions."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.guidance.vocabulary.decisions import (
    AGE_BANDS_DAYS,
    APPROVED,
    CLOSED,
    DEFERRED,
    DROPPED,
    IMPLEMENTED,
    OPEN,
    PROPOSED,
    REFUSED,
    SCREENED,
    SUBMITTED,
    TAKEN_BACK,
    VERIFIED,
    Outcome,
    Source,
)

SOURCES: WordTable = {
    Source.DESK: _("The desk itself"),
    Source.INSPECTION: _("An inspection"),
    Source.COMPLAINT: _("A complaint"),
    Source.EVALUATION: _("An evaluation"),
    Source.PARTNER: _("A partner"),
}
PROPOSAL_STATES: WordTable = {
    PROPOSED: pgettext_lazy("proposal", "Proposed"),
    SCREENED: pgettext_lazy("proposal", "Screened"),
    SUBMITTED: pgettext_lazy("proposal", "Waits for a decision"),
    APPROVED: pgettext_lazy("proposal", "Approved"),
    DEFERRED: pgettext_lazy("proposal", "Deferred"),
    REFUSED: pgettext_lazy("proposal", "Refused"),
    IMPLEMENTED: pgettext_lazy("proposal", "Implemented"),
    VERIFIED: pgettext_lazy("proposal", "Verified"),
    CLOSED: pgettext_lazy("proposal", "Closed"),
    TAKEN_BACK: pgettext_lazy("proposal", "Taken back"),
}
PROPOSAL_TONES = {
    PROPOSED: "new",
    SCREENED: "new",
    SUBMITTED: "due",
    APPROVED: "good",
    DEFERRED: "due",
    REFUSED: "calm",
    IMPLEMENTED: "due",
    VERIFIED: "good",
    CLOSED: "calm",
    TAKEN_BACK: "calm",
}
OUTCOMES: WordTable = {
    Outcome.APPROVED: pgettext_lazy("decision", "Approved"),
    Outcome.WITH_CONDITIONS: pgettext_lazy("decision", "Approved with conditions"),
    Outcome.DEFERRED: pgettext_lazy("decision", "Deferred to a day"),
    Outcome.REFUSED: pgettext_lazy("decision", "Refused"),
}
ACTION_STATES: WordTable = {
    OPEN: pgettext_lazy("action", "Open"),
    IMPLEMENTED: pgettext_lazy("action", "Done, to be verified"),
    VERIFIED: pgettext_lazy("action", "Verified"),
    DROPPED: pgettext_lazy("action", "Dropped"),
}
ACTION_TONES = {OPEN: "new", IMPLEMENTED: "due", VERIFIED: "good", DROPPED: "calm"}


def age_band_words() -> list[str]:
    """The bands of the ageing report in words, in their order."""
    words = []
    for start, after in zip(AGE_BANDS_DAYS, (*AGE_BANDS_DAYS[1:], None), strict=True):
        if after is None:
            words.append(gettext("%(first)d days and more") % {"first": start})
        else:
            words.append(gettext("%(first)d to %(last)d days") % {"first": start, "last": after - 1})
    return words
