"""Words of Explore: what is counted, by what, by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.labels import RISK_CONTEXTS
from genderdesk.casework.intake.labels import STATED_KINDS
from genderdesk.casework.response.labels import PRIORITIES
from genderdesk.casework.response.labels import STATES as RESPONSE_STATES
from genderdesk.monitoring.statistics.labels import KINDS, NOT_KNOWN, ROW_HEADINGS, STAGES, WORDS_OF_ROWS, Words
from genderdesk.monitoring.statistics.rules.explore import TOGETHER
from genderdesk.monitoring.statistics.vocabulary import UNKNOWN
from genderdesk.monitoring.statistics.vocabulary.explore import DISTRICT

COUNTED: Words = {**KINDS, "assessment": pgettext_lazy("heading of a number", "Assessments of risk")}

DIMENSIONS: Words = {
    **ROW_HEADINGS,
    "delay": _("Time from incident to report"),
    "timing": _("First, in time or late"),
    "kind": _("What it is about"),
    "stage": _("What became of it"),
    "priority": _("Priority"),
    "state": _("State now"),
    "context": _("Occasion"),
}

COUNTED_RULES: Words = {
    "report": _("Counts every report, on the day that it was received, once, as it stands now."),
    "case": _("Counts cases opened in the period, each once. One case is one survivor and one incident."),
    "referral": _("Counts every referral, on the day that it was proposed, once, as it stands now."),
    "response": _("Counts every response to danger, on the day of the report, once, as it stands now."),
    "assessment": _(
        "Counts every assessment of risk, on the day that it was made, once. One survivor may be assessed several "
        "times."
    ),
}

PERIOD_RULE = _(
    "Only whole quarters that are over are counted. Each is protected once, by itself, together with the figures of "
    "its months; a longer period adds up what its quarters show, so that one period taken from another tells nothing."
)
TOGETHER_RULE = _(
    "Rows or columns of which something is kept back are not told apart; what they have together is a line of its own."
)
NOT_APART = pgettext_lazy("rows of a table", "Not told apart, together")

_WORDS: Words = {
    **WORDS_OF_ROWS,
    "kind": STATED_KINDS,
    "stage": STAGES,
    "priority": PRIORITIES,
    "state": RESPONSE_STATES,
    "context": RISK_CONTEXTS,
}


def code_label(dimension: str, code: str, districts: Mapping[str, str]) -> Any:
    """The words of a value; one that has none yet stands for itself."""
    if code == TOGETHER:
        return NOT_APART
    words = districts if dimension == DISTRICT else _WORDS[dimension]
    return words.get(code) or (NOT_KNOWN if code == UNKNOWN else code)
