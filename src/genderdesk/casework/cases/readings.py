"""What the rows of a case say, in the words of the rules: times in the desk's zone, answers, births, decisions."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from genderdesk.casework.cases.models import Case, Consent, Incident, Survivor
from genderdesk.casework.cases.rules import (
    Age,
    BirthFacts,
    Care,
    Clock,
    ContextFacts,
    Decision,
    contexts,
    is_child,
    medical_clocks,
    needed_now,
)
from genderdesk.casework.cases.vocabulary import (
    QUESTIONS,
    Abduction,
    AgeBasis,
    CaseContext,
    GbvType,
    HarmfulPractice,
    Relationship,
    Sex,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision


def occurred_of(incident: Incident) -> Moment | None:
    """When the incident happened, or None where that is not known."""
    precision = Precision(incident.occurred_precision)
    if incident.occurred_from is None or precision is Precision.UNKNOWN:
        return None
    return Moment(timezone.localtime(incident.occurred_from), precision)


def answers_of(incident: Incident) -> dict[str, Answer]:
    """The seven answers by field."""
    return {field: Answer.read(getattr(incident, field)) for field, _type in QUESTIONS}


def birth_of(survivor: Survivor, reported_on: date) -> BirthFacts:
    """What is known of the birth. It opens the birth date, so it works only inside an act or a disclosure."""
    written = survivor.birth_date.open(if_erased="")
    return BirthFacts(
        basis=AgeBasis(survivor.age_basis),
        birth_date=date.fromisoformat(written) if written else None,
        birth_year=survivor.birth_year,
        years=survivor.stated_years,
        years_on=reported_on,
    )


def age_of(survivor: Survivor) -> Age | None:
    """The age at the report as computed when it became known, without opening anything."""
    years = survivor.age_at_report
    if years is None:
        return None
    return Age(years - 1 if survivor.age_basis == AgeBasis.BIRTH_YEAR and years else years, years)


def contexts_of(survivor: Survivor, incident: Incident, *, at_report: bool = False) -> dict[CaseContext, Answer]:
    """The six contexts by the age at the incident, which decides; or by the age at the report, as others count."""
    child = Answer.read(survivor.child_at_incident)
    if at_report:
        below = is_child(age_of(survivor))
        child = Answer.UNKNOWN if below is None else Answer.YES if below else Answer.NO
    return contexts(
        ContextFacts(
            gbv_type=GbvType(incident.gbv_type),
            child=child,
            relationship=Relationship(incident.perpetrator_relationship),
            goods_exchanged=Answer.read(incident.goods_exchanged),
            abduction=Abduction(incident.abduction),
            harmful_practice=HarmfulPractice(incident.harmful_practice),
        )
    )


def clocks_of(survivor: Survivor, incident: Incident, now: datetime) -> tuple[Clock, ...]:
    """What cannot wait, then the medical windows that concern this survivor."""
    care = Care(incident.clinician_at, incident.pep_at, incident.contraception_at)
    urgent = needed_now(Answer.read(incident.strangulation), incident.injuries, Answer.read(survivor.pregnant), care)
    windows = medical_clocks(
        occurred_of(incident),
        now,
        penetration=Answer.read(incident.penetration),
        sexual_contact=Answer.read(incident.sexual_contact),
        sex=Sex(survivor.sex),
        care=care,
    )
    return (*urgent, *windows)


def decision_of(consent: Consent) -> Decision:
    """A consent as the rules see it."""
    return Decision(
        id=consent.pk,
        recipient_id=consent.recipient_id,
        purpose=consent.purpose,
        scope=consent.scope,
        yes=consent.yes,
        recorded_at=consent.recorded_at,
        valid_from=consent.valid_from,
        valid_to=consent.valid_to,
        revoked_at=consent.revoked_at,
        withheld=tuple(consent.withheld),
    )


def decisions_of(case: Case) -> list[Decision]:
    """Every decision on a case, oldest first."""
    return [decision_of(each) for each in Consent.objects.filter(case=case).order_by("recorded_at", "id")]
