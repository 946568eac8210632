"""Words of the figures: titles, counting rules, rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.care.labels import SERVICES
from genderdesk.casework.cases.labels import (
    AGE_BANDS,
    GBV_TYPES,
    LEVEL_CHANGES,
    RISK_LEVELS,
    SEXES,
    TIMINGS,
    WARNED,
)
from genderdesk.casework.cases.vocabulary import DelayBucket
from genderdesk.casework.intake.labels import CHANNELS
from genderdesk.casework.intake.labels import STATES as REPORT_STATES
from genderdesk.monitoring.statistics.vocabulary import COMPLETED, IN_HAND, NOT_COMPLETED, UNKNOWN, Figure

Words = Mapping[str, Any]

NOT_SHOWN = pgettext_lazy("a number in a table", "not shown")
NOT_KNOWN = _("Not known")

TITLES: Words = {
    "reports_by_channel": _("How reports reached the desk"),
    "reports_by_outcome": _("What triage made of the reports"),
    "cases_by_type": _("Cases by type of violence"),
    "cases_by_sex": _("Survivors by sex"),
    "cases_by_age": _("Survivors by age"),
    "cases_by_district": _("Cases by district"),
    "cases_by_delay": _("Time from incident to report"),
    "response_intervals": _("How fast help arrived"),
    "referrals_by_service": _("Referrals and what became of them"),
    "assessments_by_level": _("Assessments of risk by level"),
    "assessments_by_timing": _("Assessments of risk made in time"),
    "risk_changes": _("Levels of risk changed between assessments"),
    "deaths_by_warning": _("Deaths of survivors, by the level of risk before"),
}

# The rule by which a figure counts, printed beside it.
RULES: Words = {
    "reports_by_channel": _(
        "Counts every report, on the day that it was received, once, by the way in that was recorded first."
    ),
    "reports_by_outcome": _(
        "Counts every report, on the day that it was received, once, by its state now: a report that is decided later "
        "moves from one row to another and stays in its month."
    ),
    "cases_by_type": _(
        "Counts cases opened in the month, each once, by the first GBVIMS question answered yes. One case is one "
        "survivor and one incident. Not yet classified is a row of its own."
    ),
    "cases_by_sex": _("Counts cases opened in the month, each once, by the sex of the survivor as she or he gave it."),
    "cases_by_age": _(
        "Counts cases opened in the month, each once, by the age of the survivor. An estimated age counts in its band; "
        "no age counts as not known."
    ),
    "cases_by_district": _(
        "Counts cases opened in the month, each once, by the district where it happened as recorded in the case."
    ),
    "cases_by_delay": _(
        "Counts cases opened in the month, each once, by the whole hours from the incident to the report: up to 72 "
        "hours is three days. Where the time of the incident is not known, the delay is not known; it never counts as "
        "short."
    ),
    "response_intervals": _(
        "Counts every response to danger, on the day of the report, also one that was called off or for which nobody "
        "could go. Half of the times are not longer than the median, nine in ten not longer than the 90th percentile, "
        "which needs ten times. A time that was not recorded is left out, and the share of such responses is shown."
    ),
    "referrals_by_service": _(
        "Counts every referral, on the day that it was proposed, once, by its state now. Completed means that the "
        "survivor was seen by the provider. The share is completed referrals divided by all referrals of the row."
    ),
    "assessments_by_level": _(
        "Counts every assessment of risk, on the day that it was made, once, by the level in force after it. One "
        "survivor may be assessed several times in a month."
    ),
    "assessments_by_timing": _(
        "Counts every assessment of risk, on the day that it was made, once: the first of a case, or one made again. "
        "It is late where it was made after the day on which it was due. One that nobody has made is in no month, and "
        "is counted as overdue at this moment."
    ),
    "risk_changes": _(
        "Counts every level that an officer raised above the answers and every level that two persons lowered, on the "
        "day that it was done. A level that an assessment itself raised is not counted here."
    ),
    "deaths_by_warning": _(
        "Counts deaths of survivors known to the desk that a second person has confirmed, on the day of the death, or "
        "on the day that it was written down where that is not known, once, by the level of risk in force before. A "
        "death of which it is not known whether somebody meant it counts by its level too."
    ),
}

TREND_TITLE = _("Twelve months")
TREND_RULE = _(
    "Counts reports on the day that they were received and cases on the day that they were opened, each once. A month "
    "with one to four of them has no point."
)

# Where a figure counts cases: who is left out (GBVIMS: only with consent to statistics).
CONSENT_RULE = _(
    "Only cases whose survivor agreed to be counted in statistics. Cases without that consent are not in any figure."
)

# The same in short, beside each figure of cases.
COUNTED_WITH_CONSENT = _("Only cases whose survivor agreed to be counted.")

SUPPRESSION_NOTE = _(
    "Numbers from 1 to 4 are not shown, since they could tell who is meant. Where one is left out, another one is too, "
    "so that it cannot be worked out. Nought means that nobody was counted; not known is a row of its own."
)

ROW_HEADINGS: Words = {
    "channel": _("Way in"),
    "outcome": _("Result"),
    "gbv_type": _("Type"),
    "sex": _("Sex"),
    "age_band": _("Age"),
    "district": _("District"),
    "delay": _("Time"),
    "measure": _("From … to"),
    "service": _("Service"),
    "level": _("Level of risk"),
    "timing": _("Assessment"),
    "change": _("Change"),
    "warned": _("Level of risk before"),
}

KINDS: Words = {
    "report": pgettext_lazy("heading of a number", "Reports"),
    "case": pgettext_lazy("heading of a number", "Cases opened"),
    "response": pgettext_lazy("heading of a number", "Responses"),
    "referral": pgettext_lazy("heading of a number", "Referrals"),
}

DELAYS: Words = {
    DelayBucket.TO_3_DAYS: _("Up to 3 days"),
    DelayBucket.TO_5_DAYS: _("4 to 5 days"),
    DelayBucket.TO_14_DAYS: _("6 to 14 days"),
    DelayBucket.TO_30_DAYS: _("15 to 30 days"),
    DelayBucket.OVER_1_MONTH: _("Over a month"),
    DelayBucket.UNKNOWN: NOT_KNOWN,
}
INTERVALS: Words = {
    "handling_seconds": _("Report to alert"),
    "turnout_seconds": _("Alert to leaving"),
    "travel_seconds": _("Leaving to arrival"),
    "total_seconds": _("Report to arrival"),
}
STAGES: Words = {
    COMPLETED: pgettext_lazy("referrals", "Completed"),
    IN_HAND: pgettext_lazy("referrals", "In hand"),
    NOT_COMPLETED: pgettext_lazy("referrals", "Not completed"),
}

WORDS_OF_ROWS: Mapping[str, Words] = {
    "channel": CHANNELS,
    "outcome": REPORT_STATES,
    "gbv_type": GBV_TYPES,
    "sex": SEXES,
    "age_band": AGE_BANDS,
    "delay": DELAYS,
    "measure": INTERVALS,
    "service": SERVICES,
    "level": RISK_LEVELS,
    "timing": TIMINGS,
    "change": LEVEL_CHANGES,
    "warned": WARNED,
}


def row_label(figure: Figure, code: str, districts: Mapping[str, str]) -> Any:
    """The words of a row; a code that has none yet stands for itself."""
    words = districts if figure.rows == "district" else WORDS_OF_ROWS[figure.rows]
    return words.get(code) or (NOT_KNOWN if code == UNKNOWN else code)
