"""Words of the 24 GBVIMS statistics: titles, what each counts, rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.care.labels import RECORDED, SERVICES
from genderdesk.casework.cases.labels import (
    CHILD_STATUS,
    CONTEXTS,
    DISPLACEMENT,
    DISPLACEMENT_STAGES,
    GBV_TYPES,
    MARITAL,
    OCCUPATIONS,
    PERPETRATOR_AGES,
    PERPETRATOR_NUMBERS,
    PLACE_TYPES,
    REFERRED_FROM,
    RELATIONSHIPS,
    SEXES,
    TIMES_OF_DAY,
)
from genderdesk.monitoring.statistics.labels import DELAYS
from genderdesk.monitoring.statistics.rules import gbvims
from genderdesk.monitoring.statistics.vocabulary import UNKNOWN

Words = Mapping[str, Any]

NOT_SAID = _("Not known or not said")

SECTIONS: Words = {
    gbvims.GENERAL: _("General"),
    gbvims.SURVIVOR: _("Survivors"),
    gbvims.INCIDENT: _("Incidents"),
    gbvims.PERPETRATOR: _("Who did it"),
    gbvims.REFERRAL: _("Ways to the desk and on to help"),
}

TITLES: Words = {
    "new_incidents": _("New incidents"),
    "previous_gbv": _("Survivors of earlier violence"),
    "sex": _("Sex"),
    "age": _("Age at the report"),
    "marital": _("Civil status"),
    "displacement": _("Displacement at the report"),
    "displacement_stage": _("Stage of displacement at the incident"),
    "vulnerable": _("Vulnerable groups"),
    "sexual_violence": _("Sexual violence"),
    "type": _("Type of violence"),
    "time_of_day": _("Time of day"),
    "contexts": _("Contexts"),
    "delay": _("Time from incident to report"),
    "delay_rape": _("Time from rape to report"),
    "delay_rape_health": _("Time from rape to report, with health care or a referral to it"),
    "place_type": _("Kind of place"),
    "perpetrators": _("How many did it"),
    "perpetrator_relationship": _("Relation to the survivor"),
    "perpetrator_age": _("Age of who did it"),
    "perpetrator_occupation": _("Occupation of who did it"),
    "first_contact": _("First point of contact"),
    "referred_from": _("Who sent the survivor here"),
    "services_given": _("Services given"),
    "referrals": _("Referrals and what is recorded of them"),
}

# What each counts, printed beside it; which incidents are counted at all is said once, at the head.
RULES: Words = {
    "new_incidents": _("Every incident of the month, each once. One incident is one survivor and one type."),
    "previous_gbv": _("Each incident once, by whether its survivor lived through such violence before."),
    "sex": _("Each incident once, by the sex of its survivor."),
    "age": _(
        "Each incident once, by the survivor's age at the report. The last three rows are added up from the groups and "
        "overlap: 17 and below, 18 and above, 10 to 19."
    ),
    "marital": _("Each incident once, by the survivor's civil status."),
    "displacement": _("Each incident once, by the survivor's displacement status at the report."),
    "displacement_stage": _("Each incident once, by the stage of displacement at which it happened."),
    "vulnerable": _(
        "Each row is a question of its own: a lot of difficulty or more in one of six functions (Washington Group), "
        "and a child alone, apart from the family, or vulnerable otherwise."
    ),
    "sexual_violence": _(
        "Each incident once: rape and sexual assault are sexual violence, the other four types are not."
    ),
    "type": _("Each incident once, by the first of the seven questions answered yes."),
    "time_of_day": _(
        "Each incident once, by the hour at which it happened: morning from 6, afternoon from 12, evening or night "
        "from 18 o'clock. A day without an hour is not known."
    ),
    "contexts": _(
        "Each row is a question of its own, computed and not asked. Age is that at the incident; the last two rows "
        "show what the age at the report would give. An answer that was not given is not known, never yes."
    ),
    "delay": _(
        "Each incident once, by whole hours from incident to report: 72 hours are three days, 72 hours and a minute "
        "are not. A missing time is not known, never short; an incident dated after its report is a row of its own."
    ),
    "delay_rape": _("As the time from incident to report, of rapes alone."),
    "delay_rape_health": _(
        "As the time from rape to report, of rapes whose survivor had health care, from the desk or elsewhere, or was "
        "referred to it."
    ),
    "place_type": _("Each incident once, by the kind of place where it happened."),
    "perpetrators": _("Each incident once, by how many did it."),
    "perpetrator_relationship": _("Each incident once, by the relation of who did it; of several, the closest."),
    "perpetrator_age": _(
        "Each incident once, by the age group of who did it; of several, the closest to the survivor."
    ),
    "perpetrator_occupation": _(
        "Each incident once, by the main occupation of who did it; of several, the closest to the survivor."
    ),
    "first_contact": _(
        "Each incident once: the survivor, or somebody close to her or him, came to the desk first, or was sent here "
        "by a service or an official."
    ),
    "referred_from": _("Each incident once, by who sent the survivor here; nobody sent who came first to the desk."),
    "services_given": _(
        "Each row is a question of its own: did the survivor receive this service, from the desk itself or from a "
        "provider to whom she or he was referred and went?"
    ),
    "referrals": _(
        "Every referral of the month's incidents, whenever it was made, and every service that the desk gave itself, "
        "each once. A survivor with two referrals for one service counts twice in its row."
    ),
}

COUNTED_RULE = _(
    "Counted is an incident whose survivor agreed to be counted, that is gender-based and classified, and that no "
    "other organisation counts in GBVIMS already. Its month is that of the day on which the case was opened."
)
LEFT_OUT: Words = {
    gbvims.NO_CONSENT: _("No consent to be counted"),
    gbvims.NON_GBV: _("Not gender-based violence"),
    gbvims.UNCLASSIFIED: _("Not classified yet"),
    gbvims.ELSEWHERE: _("Reported to another GBVIMS organisation before"),
}

_ANSWERS: Words = {gbvims.YES: _("Yes"), gbvims.NO: _("No"), UNKNOWN: NOT_SAID}

_ROWS: Mapping[str, Words] = {
    "new_incidents": {"incidents": _("Incidents")},
    "previous_gbv": _ANSWERS,
    "sex": SEXES,
    "age": {
        "0-11": _("0 to 11"),
        "12-17": _("12 to 17"),
        "18-49": _("18 to 49"),
        "50+": _("50 and over"),
        "17-": _("17 and below"),
        "18+": _("18 and above"),
        "10-19": _("10 to 19"),
    },
    "marital": MARITAL,
    "displacement": DISPLACEMENT,
    "displacement_stage": DISPLACEMENT_STAGES,
    "vulnerable": {"disability": _("Disability"), **CHILD_STATUS},
    "sexual_violence": _ANSWERS,
    "type": GBV_TYPES,
    "time_of_day": TIMES_OF_DAY,
    "contexts": {
        **CONTEXTS,
        f"child_sexual_abuse{gbvims.AT_REPORT}": _("Child sexual abuse, by the age at the report"),
        f"early_marriage{gbvims.AT_REPORT}": _("Early marriage, by the age at the report"),
    },
    "place_type": PLACE_TYPES,
    "perpetrators": PERPETRATOR_NUMBERS,
    "perpetrator_relationship": RELATIONSHIPS,
    "perpetrator_age": PERPETRATOR_AGES,
    "perpetrator_occupation": OCCUPATIONS,
    "first_contact": {"here": _("The desk was the first"), "sent_here": _("Sent here by others")},
    "referred_from": REFERRED_FROM,
    "services_given": SERVICES,
    "referrals": SERVICES,
}
_DELAY_ROWS: Words = {**DELAYS, gbvims.REVERSED: _("Dates the wrong way round")}


def row_words(key: str, code: str) -> Any:
    """A row in words."""
    words = _DELAY_ROWS if key.startswith("delay") else _ROWS[key]
    return NOT_SAID if code == UNKNOWN else words[code]


def column_words(key: str, code: str) -> Any:
    """A column in words."""
    return (RECORDED if key == "referrals" else _ANSWERS)[code]
