"""What the rows of a case say, in the words of the rules: times in the desk's zone, answers, births, decisions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from genderdesk.casework.cases.models import Case, Consent, Death, Incident, Survivor
from genderdesk.casework.cases.rules import (
    Age,
    BirthFacts,
    Care,
    Clock,
    ContextFacts,
    Decision,
    age_on,
    contexts,
    is_child,
    medical_clocks,
    needed_now,
)
from genderdesk.casework.cases.vocabulary import (
    QUESTIONS,
    Abduction,
    AgeBasis,
    CareReceived,
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


def age_today(survivor: Survivor, incident: Incident) -> Age | None:
    """The age now, which decides who may consent. It opens the birth date, so it works only inside an act."""
    today = timezone.localdate()
    return age_on(birth_of(survivor, timezone.localdate(incident.reported_at)), today)


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


def care_of(incident: Incident) -> Care:
    """What the survivor received since, and what she or he does not want."""
    times = {each.value: getattr(incident, f"{each}_at") for each in CareReceived}
    return Care({kind: at for kind, at in times.items() if at is not None}, frozenset(incident.care_declined))


def clocks_of(survivor: Survivor, incident: Incident, now: datetime) -> tuple[Clock, ...]:
    """What cannot wait, then the medical windows that concern this survivor."""
    care = care_of(incident)
    urgent = needed_now(Answer.read(incident.strangulation), incident.injuries, Answer.read(survivor.pregnant), care)
    windows = medical_clocks(
        occurred_of(incident),
        now,
        penetration=Answer.read(incident.penetration),
        sexual_contact=Answer.read(incident.sexual_contact),
        sex=Sex(survivor.sex),
        injured=bool(incident.injuries),
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
        has_exclusions=bool(consent.exclusions),
    )


def decisions_of(case: Case) -> list[Decision]:
    """Every decision that counts in a case, oldest first."""
    return decisions_by_case([case.pk])[case.pk]


def decisions_by_case(case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Decision]]:
    """The same of several cases, in two queries.

    What she or he refused or took back in a file that was joined to a case counts in the case too; a yes does not: it
    was given to what that file told.
    """
    found: dict[uuid.UUID, list[Decision]] = {case_id: [] for case_id in case_ids}
    parts = dict(Case.objects.filter(joined_to_id__in=found).values_list("pk", "joined_to_id"))
    for each in Consent.objects.filter(case_id__in=[*found, *parts]).order_by("recorded_at", "id"):
        if each.case_id in found:
            found[each.case_id].append(decision_of(each))
        elif not each.yes or each.revoked_at is not None:
            found[parts[each.case_id]].append(refusal_of(each))
    return {case_id: sorted(told, key=lambda each: each.recorded_at) for case_id, told in found.items()}


def refusal_of(consent: Consent) -> Decision:
    """A no, or a yes that was taken back, as a no from that moment on."""
    return replace(decision_of(consent), yes=False, recorded_at=consent.revoked_at or consent.recorded_at)


def level_before(death: Death) -> str:
    """The level of risk that stood before a death, empty where nobody had assessed it: by the end of its day, and
    before the desk had written it down."""
    known = death.kept_at
    if death.died_on is not None:
        end_of_day = datetime.combine(death.died_on + timedelta(days=1), time.min)
        known = min(known, timezone.make_aware(end_of_day))
    assessed = death.case.risk_assessments.filter(at__lt=known).order_by("-at", "-id").values_list("at", "level")
    changed = death.case.risk_changes.filter(at__lt=known).order_by("-at", "-id").values_list("at", "after")
    return max(filter(None, (assessed.first(), changed.first())), default=(known, ""))[1]
