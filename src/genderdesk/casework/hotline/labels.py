"""Words for a contact's coded values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.hotline.vocabulary.contacts import (
    Classification,
    ContactKind,
    EndedBy,
    HistoryReason,
    NumberReason,
    TakeOverReason,
)
from genderdesk.casework.hotline.vocabulary.events import TextState
from genderdesk.groundwork.platform.words import WordTable

KINDS: WordTable = {
    ContactKind.CALL: _("Call"),
    ContactKind.SMS: _("SMS"),
    ContactKind.USSD: _("USSD menu"),
}

STATES: WordTable = {
    "queued": pgettext_lazy("contact status", "Waiting"),
    "ringing": pgettext_lazy("contact status", "Ringing"),
    "connected": pgettext_lazy("contact status", "On the line"),
    "wrap_up": pgettext_lazy("contact status", "To finish"),
    "closed": pgettext_lazy("contact status", "Closed"),
    "abandoned": pgettext_lazy("contact status", "Caller left"),
    "short_abandoned": pgettext_lazy("contact status", "Caller left at once"),
}

CLASSIFICATIONS: WordTable = {
    Classification.REPORT: _("Report"),
    Classification.COUNSELLING: _("Someone to listen"),
    Classification.INFORMATION: _("Information"),
    Classification.SILENT_DANGER: _("Silent, possible danger"),
    Classification.SILENT: _("Silent"),
    Classification.PRANK: _("Prank"),
    Classification.WRONG_NUMBER: _("Wrong number"),
    Classification.HANG_UP: _("Hung up"),
    Classification.TEST: _("Test"),
    Classification.ABUSIVE: _("Abusive"),
    Classification.SENT: _("A text of the desk’s own"),
}

ENDED_BY: WordTable = {
    EndedBy.CALLER: _("The caller hung up"),
    EndedBy.OPERATOR: _("The operator hung up"),
    EndedBy.NETWORK: _("The network lost the call"),
}

HISTORY_REASONS: WordTable = {
    HistoryReason.CALLER_SAYS_SO: _("The caller says that she has called before"),
    HistoryReason.DANGER: _("Somebody may be in danger now"),
    HistoryReason.SILENT_AGAIN: _("A silent call from the same number"),
    HistoryReason.SAME_MATTER: _("It seems to be about the same matter"),
}

NUMBER_REASONS: WordTable = {
    NumberReason.LINE_BROKE: _("The line broke while the caller was talking"),
    NumberReason.DANGER: _("Help on its way must find the caller"),
    NumberReason.ASKED: _("The caller asked to be called back and said that it is safe"),
    NumberReason.NETWORK: _("The network needs it to trace a fault of the line"),
}

TAKE_OVER_REASONS: WordTable = {
    TakeOverReason.SCREEN_GONE: _("The other operator’s screen or power failed"),
    TakeOverReason.HANDED_OVER: _("The other operator hands it over to me"),
    TakeOverReason.SHIFT_ENDS: _("The other operator’s shift has ended"),
}

TEXT_STATES: WordTable = {
    TextState.RECEIVED: pgettext_lazy("message status", "Received"),
    TextState.WAITING: pgettext_lazy("message status", "Waiting to be sent"),
    TextState.SENT: pgettext_lazy("message status", "Sent"),
    TextState.DELIVERED: pgettext_lazy("message status", "On the phone"),
    TextState.FAILED: pgettext_lazy("message status", "Not delivered"),
    TextState.HELD: pgettext_lazy("message status", "Not sent: it is not safe"),
}

LANGUAGES: dict[str, str] = {"rw": "Ikinyarwanda", "en": "English", "fr": "Français", "sw": "Kiswahili"}
