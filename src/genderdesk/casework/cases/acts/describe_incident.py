"""What becomes known of the incident, and its type by the seven questions."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import rules
from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.acts.know_survivor import keep_ages
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import CASE, QUESTIONS, EventKind, Injury, PlaceType
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER, Moment, Precision
from genderdesk.groundwork.platform.refusals import next_version
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.places.models import Division


@act("incident.describe", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("place_type", "strangulation"))
def describe_incident(
    actor: Actor,
    case: Case,
    *,
    version: int,
    occurred: Moment | None = None,
    district: Division | None = None,
    sector: Division | None = None,
    place_type: PlaceType = PlaceType.UNKNOWN,
    place_text: str | None = None,
    strangulation: Answer = Answer.UNKNOWN,
    injuries: list[Injury] | None = None,
) -> Case:
    """Keep when and where it happened and what cannot wait. ``place_text`` stays as it is when None.

    Raises Invalid for a time that lies in the future or after the report, or a sector outside the district.
    """
    incident = case.incident
    next_version(incident, version)
    _check_time(occurred, case)
    if sector is not None and (district is None or sector.parent_id != district.pk):
        raise Invalid(_("This sector does not lie in the district. Choose the sector again."), "sector")
    incident.occurred_from = occurred.at if occurred else None
    incident.occurred_precision = occurred.precision if occurred else Precision.UNKNOWN
    incident.district = district
    incident.sector = sector
    incident.place_type = place_type
    if place_text is not None:
        incident.place_text = place_text.strip()
    incident.strangulation = strangulation
    incident.injuries = [str(injury) for injury in injuries or []]
    incident.save()
    keep_ages(case.survivor, incident)
    case.survivor.save()
    tell(case, actor, EventKind.INCIDENT_DESCRIBED)
    return case


def _check_time(occurred: Moment | None, case: Case) -> None:
    if occurred is None:
        return
    local = Moment(timezone.localtime(occurred.at), occurred.precision)
    if local.precision in (Precision.EXACT, Precision.HOUR) and local.at > timezone.now() + CLOCKS_DIFFER:
        raise Invalid(_("What happened cannot lie in the future. Check the date."), "occurred")
    try:
        rules.delay_bucket(local, timezone.localtime(case.incident.reported_at))
    except rules.ReversedTimes:
        raise Invalid(
            _("This is later than the report of %(day)s. Check the date of the incident.")
            % {"day": timezone.localtime(case.incident.reported_at).strftime("%d/%m/%Y %H:%M")},
            "occurred",
        ) from None


@act(
    "incident.classify",
    needs=MAY_WORK_ON,
    subject=Case,
    states=CASE,
    notes=(*(field for field, _type in QUESTIONS), "attempted"),
)
def classify_incident(
    actor: Actor,
    case: Case,
    *,
    version: int,
    penetration: Answer,
    sexual_contact: Answer,
    physical_assault: Answer,
    forced_marriage: Answer,
    denial: Answer,
    psychological: Answer,
    gender_based: Answer,
    attempted: Answer = Answer.UNKNOWN,
) -> Case:
    """Keep the seven answers and the GBVIMS type that they give; the type never decides which services are offered.

    Answers that give no type are kept too: the incident stays unclassified and is asked again.
    """
    incident = case.incident
    next_version(incident, version)
    if penetration is Answer.YES and attempted is Answer.YES:
        raise Invalid(
            _("An attempt that was not completed is sexual assault: answer no to question 1 and yes to question 2."),
            "attempted",
        )
    answers = {
        "penetration": penetration,
        "sexual_contact": sexual_contact,
        "physical_assault": physical_assault,
        "forced_marriage": forced_marriage,
        "denial": denial,
        "psychological": psychological,
        "gender_based": gender_based,
    }
    found = rules.classify(answers)
    for field, answer in answers.items():
        setattr(incident, field, answer)
    incident.attempted = attempted
    incident.gbv_type = found.gbv_type
    incident.save()
    kind = EventKind.CLASSIFICATION_OPEN if found.ask_again else EventKind.CLASSIFIED
    tell(case, actor, kind, found.gbv_type)
    return case
