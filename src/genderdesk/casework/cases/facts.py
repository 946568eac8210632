"""What cases give to statistics."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.models import Case, Incident, Survivor
from genderdesk.casework.cases.vocabulary import DelayBucket
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.facts import Fact, Withdrawn, facts_of

# Not given is left out of a fact, so that a file of which little is known costs little; readers take it for unknown.
_LEFT_OUT = ("unknown", "")

_OF_SURVIVOR = ("marital", "displacement", "disability", "child_status")
_OF_INCIDENT = (
    "place_type",
    "displacement_stage",
    "previous_gbv",
    "reported_elsewhere",
    "perpetrators",
    "perpetrator_relationship",
    "perpetrator_age",
    "perpetrator_occupation",
)


@facts_of(Case)
def case_fact(case: Case) -> Fact | Withdrawn:
    """One case, counted on the local day it was opened; whether it may leave the desk is one of its dimensions. Sealed
    ones are in no figure."""
    if case.cell_id is not None:
        return Withdrawn("case", str(case.pk))
    survivor, incident = case.survivor, case.incident
    delay = _delay(incident)
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
            # Reversed dates say nothing about the delay; they are told apart by "dates".
            "delay": str(delay or DelayBucket.UNKNOWN),
            "state": case.state,
            "statistics_consent": str(incident.statistics_consent),
            "desk": str(case.desk_id),
            **({} if delay else {"dates": "reversed"}),
            **_circumstances(survivor, incident),
        },
    )


def _delay(incident: Incident) -> DelayBucket | None:
    """The group of the delay; None where the report is earlier than its incident."""
    try:
        return rules.delay_bucket(readings.occurred_of(incident), timezone.localtime(incident.reported_at))
    except rules.ReversedTimes:
        return None


def _circumstances(survivor: Survivor, incident: Incident) -> dict[str, str]:
    """What GBVIMS counts besides, as far as it is known."""
    found = {name: str(getattr(survivor, name)) for name in _OF_SURVIVOR}
    found |= {name: str(getattr(incident, name)) for name in _OF_INCIDENT}
    found["age_group"] = rules.age_group(readings.age_of(survivor))
    found["time_of_day"] = rules.time_of_day(readings.occurred_of(incident))
    found["contexts"] = _contexts(survivor, incident, at_report=False)
    found["contexts_at_report"] = _contexts(survivor, incident, at_report=True)
    return {name: str(value) for name, value in found.items() if value not in _LEFT_OUT}


def _contexts(survivor: Survivor, incident: Incident, *, at_report: bool) -> str:
    """``name:yes`` and ``name:no`` of the contexts that are known."""
    found = readings.contexts_of(survivor, incident, at_report=at_report)
    return " ".join(f"{name}:{answer}" for name, answer in found.items() if answer is not Answer.UNKNOWN)
