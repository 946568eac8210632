"""Incidents as rows of the Incident Recorder: codes and days, no identity and nothing sealed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries.counting import Ids, in_parts
from genderdesk.casework.cases.vocabulary.recorder import COLUMNS, SERVICE_COLUMNS
from genderdesk.casework.intake.vocabulary import Sensitivity
from genderdesk.groundwork.foundation.times import Precision
from genderdesk.organisation.places.queries import names, province_of

Row = dict[str, str | date | None]

# Columns whose answer stands under the same name in the incident, and in the survivor.
_OF_SURVIVOR = ("sex", "marital", "displacement", "disability", "child_status")
_OF_INCIDENT = (
    "displacement_stage",
    "place_type",
    "gbv_type",
    "harmful_practice",
    "goods_exchanged",
    "abduction",
    "reported_elsewhere",
    "previous_gbv",
    "perpetrators",
    "perpetrator_sex",
    "perpetrator_former",
    "perpetrator_age",
    "perpetrator_relationship",
    "perpetrator_occupation",
    "wants_legal_action",
)
_DATED = (Precision.EXACT, Precision.HOUR, Precision.DAY)


def recorder_rows(cases: Ids) -> dict[str, Row]:
    """By case, its row under the keys of ``COLUMNS``, services left empty; no sealed file, none
    without consent, and none that was joined to another.

    The day of birth is not opened: the row has 1 January of the year that gives the age at the report. Ethnicity and
    country of origin are not kept by the desk.
    """
    related = ("institution", "survivor", "incident", "report", "assigned_to")
    found: dict[str, Row] = {}
    for part in in_parts(cases):
        query = Case.objects.filter(pk__in=part, incident__statistics_consent="yes", joined_to__isnull=True)
        for case in query.exclude(sensitivity=Sensitivity.SEALED).select_related(*related).order_by("opened_at", "id"):
            found[str(case.pk)] = row_of(case)
    return found


def row_of(case: Case) -> Row:
    """One case as a row of codes, services left empty."""
    survivor, incident = case.survivor, case.incident
    words = names()
    occurred = readings.occurred_of(incident)
    interviewed = timezone.localdate(case.opened_at)
    years, reported = survivor.age_at_report, timezone.localdate(incident.reported_at)
    return {
        **dict.fromkeys(column.key for column in COLUMNS),
        **dict.fromkeys(SERVICE_COLUMNS, ""),
        **{name: str(getattr(survivor, name)) for name in _OF_SURVIVOR},
        **{name: str(getattr(incident, name)) for name in _OF_INCIDENT},
        "incident": case.number,
        "survivor": survivor.code,
        "case_manager": case.assigned_to.staff_code if case.assigned_to else "",
        "interviewed": interviewed,
        "occurred": occurred.at.date() if occurred and occurred.precision in _DATED else None,
        "born": date(reported.year - years, 1, 1) if years is not None else None,
        "time_of_day": str(rules.time_of_day(occurred)),
        "county": words.get(province_of(incident.district_id), "") if incident.district_id else "",
        "district": words.get(incident.district_id or "", ""),
        "town": words.get(incident.sector_id or "", ""),
        "referred_from": str(rules.referred_from(case.report.channel, case.report.reporter_type)),
        "consent": str(incident.statistics_consent),
        "agency": case.institution.code,
    }
