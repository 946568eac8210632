"""Words for flags on a case."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.vocabulary import FLAG_MISTAKEN, FLAG_RAISED, FLAG_RESOLVED, FlagReason, FlagShow
from genderdesk.groundwork.platform.words import WordTable

FLAG_REASONS: WordTable = {
    FlagReason.DANGER: _("Danger or threats"),
    FlagReason.HEALTH: _("Medical help cannot wait"),
    FlagReason.CHILD: _("A child needs help"),
    FlagReason.HEARING: _("A day at court or with the police"),
    FlagReason.RELEASE: _("A suspect may come free"),
    FlagReason.UNREACHED: _("She or he cannot be reached"),
    FlagReason.ADVICE: _("The head of the desk is asked for advice"),
    FlagReason.INCOMPLETE: _("Something in the file is missing or wrong"),
    FlagReason.OTHER: pgettext_lazy("why a case is flagged", "Another reason"),
}

FLAG_STATES: WordTable = {
    FLAG_RAISED: pgettext_lazy("flag", "Raised"),
    FLAG_RESOLVED: pgettext_lazy("flag", "Resolved"),
    FLAG_MISTAKEN: pgettext_lazy("flag", "Raised by mistake"),
}

FLAG_TONES: dict[str, str] = {FLAG_RAISED: "due", FLAG_RESOLVED: "good", FLAG_MISTAKEN: "calm"}

FLAGS_SHOWN: WordTable = {
    FlagShow.ALL: _("All raised flags"),
    FlagShow.DUE: _("Due today or overdue"),
    FlagShow.NO_DAY: _("Without a day"),
}


def flag_tone(due_on: date | None, today: date) -> str:
    """How a raised flag stands out."""
    return "overdue" if due_on is not None and due_on < today else "due"


def flag_words(reason: str, due_on: date | None) -> str:
    """A raised flag in one line."""
    said = FLAG_REASONS.get(reason, reason)
    if due_on is None:
        return gettext("Flag: %(reason)s") % {"reason": said}
    return gettext("Flag: %(reason)s, by %(day)s") % {"reason": said, "day": date_format(due_on, "j F Y")}
