"""What cases give to statistics."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.models import Case
from genderdesk.groundwork.platform.facts import Fact, facts_of


@facts_of(Case)
def case_fact(case: Case) -> Fact:
    """One case, counted on the local day it was opened; whether it may leave the desk is one of its dimensions."""
    survivor, incident = case.survivor, case.incident
    delay = rules.delay_bucket(readings.occurred_of(incident), timezone.localtime(incident.reported_at))
    return Fact(
        kind="case",
        record_id=str(case.pk),
        day=timezone.localdate(case.opened_at),
        dimensions={
            "institution": case.institution.code,
            "district": case.district_id or "unknown",
            "gbv_type": str(incident.gbv_type),
            "sex": str(survivor.sex),
            "age_band": str(survivor.age_band),
            "delay": str(delay),
            "state": case.state,
            "statistics_consent": str(incident.statistics_consent),
        },
    )
