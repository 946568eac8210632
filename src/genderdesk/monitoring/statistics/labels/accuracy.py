"""Words of the page on what followed assessments of risk: its rules, and what it cannot see."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COUNTED_RULE = _(
    "Counts cases whose risk was assessed in the year and whose survivor agreed to be counted, each once for each "
    "version of an instrument, by its first assessment of the year with it and the level that the answers gave, "
    "before an officer raised it. A file that was joined to another is not counted beside it. New violence is what "
    "was written in the file within 90 days after it, told to the desk or in a follow-up. The numbers are those of "
    "the end of last month: a case whose 90 days were not over then is not counted yet."
)
DEATHS_RULE = _(
    "Deaths are those of survivors of these cases, on the day of the assessment or later, that a second person had "
    "confirmed by the end of last month, also where the 90 days were not over. A death that nobody meant is not "
    "counted, nor is that of a survivor who did not agree to be counted: the deaths of a month, which ask for no "
    "consent, may be more."
)
SHARE_RULE = _("A share is said only of 20 cases or more.")

# What the page must not be taken for.
CANNOT_SEE: tuple[Any, ...] = (
    _(
        "Violence that nobody told the desk. A survivor who could not be reached, or was afraid to speak, looks safe "
        "here."
    ),
    _("What help has prevented. A high level brings protection; where it works, less violence follows."),
    _("What happened after a file was closed, or in another file of the same person."),
    _("One person. A level is a reason to act, and no prediction of what anybody will do."),
)

COLUMNS: dict[str, Any] = {
    "cases": _("Cases"),
    "violence": _("New violence recorded"),
    "share": _("Share"),
    "deaths": _("Confirmed deaths"),
}
ALL_LEVELS = pgettext_lazy("levels of risk", "All")
