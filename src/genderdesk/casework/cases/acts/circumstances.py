"""The circumstances that GBVIMS counts, and what is known of who did it; never a name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import (
    CASE,
    Abduction,
    DisplacementStage,
    EventKind,
    HarmfulPractice,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PerpetratorSex,
    Relationship,
    ReportedElsewhere,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import next_version
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act


@act("incident.circumstances", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("reported_elsewhere",))
def keep_circumstances(
    actor: Actor,
    case: Case,
    *,
    version: int,
    perpetrators: PerpetratorNumber = PerpetratorNumber.UNKNOWN,
    perpetrator_sex: PerpetratorSex = PerpetratorSex.UNKNOWN,
    perpetrator_age: PerpetratorAge = PerpetratorAge.UNKNOWN,
    perpetrator_relationship: Relationship = Relationship.UNKNOWN,
    perpetrator_occupation: Occupation = Occupation.UNKNOWN,
    perpetrator_former: Answer = Answer.UNKNOWN,
    previous_gbv: Answer = Answer.UNKNOWN,
    goods_exchanged: Answer = Answer.UNKNOWN,
    abduction: Abduction = Abduction.UNKNOWN,
    harmful_practice: HarmfulPractice = HarmfulPractice.UNKNOWN,
    displacement_stage: DisplacementStage = DisplacementStage.UNKNOWN,
    reported_elsewhere: ReportedElsewhere = ReportedElsewhere.UNKNOWN,
    wants_legal_action: Answer = Answer.UNKNOWN,
) -> Case:
    """Keep the circumstances and what is known of who did it, in codes; the six contexts follow from them.

    Of several who did it, age, relationship and occupation are those of the one closest to the survivor.
    """
    incident = case.incident
    next_version(incident, version)
    if perpetrators is PerpetratorNumber.ONE and perpetrator_sex is PerpetratorSex.BOTH:
        raise Invalid(_("One person is not of both sexes. Check the number, or the sex."), "perpetrator_sex")
    if perpetrator_former is Answer.YES and previous_gbv is Answer.NO:
        raise Invalid(
            _("An earlier incident with the same person is earlier violence. Check both answers."), "previous_gbv"
        )
    incident.perpetrators = perpetrators
    incident.perpetrator_sex = perpetrator_sex
    incident.perpetrator_age = perpetrator_age
    incident.perpetrator_relationship = perpetrator_relationship
    incident.perpetrator_occupation = perpetrator_occupation
    incident.perpetrator_former = perpetrator_former
    incident.previous_gbv = previous_gbv
    incident.goods_exchanged = goods_exchanged
    incident.abduction = abduction
    incident.harmful_practice = harmful_practice
    incident.displacement_stage = displacement_stage
    incident.reported_elsewhere = reported_elsewhere
    incident.wants_legal_action = wants_legal_action
    incident.save()
    tell(case, actor, EventKind.CIRCUMSTANCES_KEPT)
    return case
