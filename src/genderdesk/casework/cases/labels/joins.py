"""Words for two files of one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.vocabulary import JoinReason, Sameness
from genderdesk.groundwork.platform.words import WordTable

JOIN_REASONS: WordTable = {
    JoinReason.SAME_EVENT: _("The same person and the same event"),
    JoinReason.NO_EVENT: _("The same person; the other file tells of no event of its own"),
}

SAMENESS: WordTable = {
    Sameness.PHONE: _("the same phone number"),
    Sameness.NATIONAL_ID: _("the same identity card or passport"),
    Sameness.NAME: _("the same name"),
}
