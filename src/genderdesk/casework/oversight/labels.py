"""The words of the room's coded values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.labels import LOOK_REASONS, SEARCH_REASONS
from genderdesk.casework.oversight.vocabulary import (
    DISMISSED,
    GRAVE,
    OPEN,
    REFERRED,
    SEEN,
    AlertRule,
    ReferredTo,
    Verdict,
)
from genderdesk.casework.response.labels import GLASS_REASONS
from genderdesk.groundwork.platform.words import WordTable

RULES: WordTable = {
    AlertRule.OWN: _("Looked for herself or himself"),
    AlertRule.FAMILY: _("Looked at a declared relative"),
    AlertRule.OFF_SHIFT: _("Looked off duty"),
    AlertRule.AGAIN: _("Looks off duty again and again"),
    AlertRule.OFF_AREA: _("Looked outside the own area"),
    AlertRule.MANY_IN_HOUR: _("Many looks within an hour"),
    AlertRule.MANY_IN_DAY: _("Many more looks than on a usual day"),
}
TONES: dict[str, str] = {rule: "overdue" if rule in GRAVE else "due" for rule in AlertRule}
STATES: WordTable = {
    OPEN: pgettext_lazy("alert status", "New"),
    SEEN: pgettext_lazy("alert status", "Being looked into"),
    DISMISSED: pgettext_lazy("alert status", "In order"),
    REFERRED: pgettext_lazy("alert status", "Handed on"),
}
REFERRED_TO: WordTable = {
    ReferredTo.INTERNAL_AFFAIRS: _("Internal affairs"),
    ReferredTo.COMMAND: _("The officer’s command"),
    ReferredTo.INSPECTOR_GENERAL: _("The inspector general"),
    ReferredTo.PROSECUTION: _("The prosecution"),
}
KINDS: WordTable = {
    "act": pgettext_lazy("kind of entry", "Change"),
    "disclosure": pgettext_lazy("kind of entry", "Look"),
    "search": pgettext_lazy("kind of entry", "Search"),
    "export": pgettext_lazy("kind of entry", "Export"),
    "refusal": pgettext_lazy("kind of entry", "Refused"),
    "sign_in": pgettext_lazy("kind of entry", "Sign-in"),
}
NAMES: dict[str, Any] = {
    "case.identity": _("Name, number and address"),
    "case.account": _("What was told, and notes"),
    "case.search": _("Search for a person"),
    "report.telling": _("The report as it was told"),
    "report.search": _("Search for an earlier report"),
    "report.masked_phone": _("Number with its middle hidden"),
    "report.register": _("Register of reports as a file"),
    "dispatch.place": _("Place of the response"),
}
REASONS: dict[str, Any] = {str(key): words for table in (LOOK_REASONS, SEARCH_REASONS) for key, words in table.items()}
VERDICTS: WordTable = {
    Verdict.JUSTIFIED: _("It was an emergency"),
    Verdict.NOT_JUSTIFIED: _("It was none"),
}

__all__ = ["GLASS_REASONS", "KINDS", "NAMES", "REASONS", "REFERRED_TO", "RULES", "STATES", "TONES", "VERDICTS"]
