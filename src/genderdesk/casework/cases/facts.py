"""What cases give to statistics."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.models import Case, Death, Incident, RiskAssessment, RiskChange, Survivor
from genderdesk.casework.cases.vocabulary import DelayBucket, LevelChange, RiskLevel
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
    ones are in no figure, and what was joined to another is counted with that one."""
    if case.cell_id is not None or case.joined_to_id is not None:
        return Withdrawn("case", str(case.pk))
    survivor, incident = case.survivor, case.incident
    delay = _delay(incident)
    return Fact(
        kind="case",
        record_id=str(case.pk),
        day=timezone.localdate(case.opened_at),
        dimensions={
            "institution": case.institution.code,
            # One that went to a desk at headquarters is still counted where it happened.
            "district": case.district_id or incident.district_id or "unknown",
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


@facts_of(RiskAssessment)
def assessment_fact(assessment: RiskAssessment) -> Fact | Withdrawn:
    """One assessment of risk, counted on the local day it was made: the level in force after it and that of its answers
    alone, and whether it was made in time. Those of sealed cases are in no figure."""
    case = assessment.case
    if case.cell_id is not None:
        return Withdrawn("assessment", str(assessment.pk))
    made_on = timezone.localdate(assessment.at)
    due_on = timezone.localdate(assessment.was_due_at) if assessment.was_due_at else None
    return Fact(
        kind="assessment",
        record_id=str(assessment.pk),
        day=made_on,
        dimensions={
            "institution": case.institution.code,
            "level": str(assessment.level),
            "answers_level": str(assessment.computed),
            "instrument": f"{assessment.instrument} {assessment.version}",
            "context": str(assessment.context),
            "timing": rules.timing_of(made_on, due_on),
        },
    )


@facts_of(RiskChange)
def change_fact(change: RiskChange) -> Fact | Withdrawn:
    """One level raised by an officer or lowered by two persons, on the local day; sealed ones are in no figure."""
    case = change.case
    if case.cell_id is not None:
        return Withdrawn("risk_change", str(change.pk))
    return Fact(
        kind="risk_change",
        record_id=str(change.pk),
        day=timezone.localdate(change.at),
        dimensions={
            "institution": case.institution.code,
            "change": LevelChange.LOWERED if change.lowered else LevelChange.RAISED,
            "level": str(change.after),
        },
    )


@facts_of(Death)
def death_fact(death: Death) -> Fact | Withdrawn:
    """One death that a second person has confirmed, on its day, or on the day it was written down where that is not
    known. Those of sealed cases are in no figure."""
    case = death.case
    if death.confirmed_at is None or case.cell_id is not None:
        return Withdrawn("death", str(death.pk))
    level = readings.level_before(death)
    return Fact(
        kind="death",
        record_id=str(death.pk),
        day=death.died_on or timezone.localdate(death.kept_at),
        dimensions={
            "institution": case.institution.code,
            "group": str(death.group),
            "level_before": level,
            "warned": rules.warned_of(Answer(death.intentional), RiskLevel(level) if level else None),
        },
    )
