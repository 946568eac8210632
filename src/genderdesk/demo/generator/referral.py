"""What the survivor allows, to whom, and what became of each referral that rests on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import cast

from genderdesk.casework.care import rules as care_rules
from genderdesk.casework.care.models import Provider, Referral
from genderdesk.casework.care.vocabulary import (
    ACCEPTED,
    ACKNOWLEDGED,
    ATTENDED,
    CLOSED,
    CONSENTED,
    DECLINED,
    NO_SHOW,
    OUTCOME,
    PROPOSED,
    REFERRAL,
    REVOKED,
    SENT,
    Service,
    Urgency,
)
from genderdesk.casework.cases.models import Consent, Incident, Survivor
from genderdesk.casework.cases.rules import care_received
from genderdesk.casework.cases.vocabulary import (
    CONSENT_DAYS,
    CONSENT_WORDING,
    COUNTING_DAYS,
    AgeBand,
    CaregiverSays,
    CareReceived,
    ConsentMode,
    EventKind,
    GivenBy,
    Language,
    Purpose,
    Scope,
)
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.people import Person
from genderdesk.demo.generator.setting import District, Hand, Side
from genderdesk.demo.generator.story import Story
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM

_SYSTEM = Hand(SYSTEM.id, SYSTEM.code)
# A withdrawal comes so many hours after the yes, and takes back whatever is not attended by then.
_WITHDRAWN_AFTER_HOURS = 150
# From this age a child decides, with a caregiver where that is safe.
_DECIDES_ALONE_FROM = 15


def plan_consents(
    story: Story,
    side: Side,
    district: District,
    survivor: Survivor,
    incident: Incident,
    person: Person,
    known: datetime,
) -> datetime:
    """Ask for consent, recipient by recipient, and refer under each yes; when the asking is over."""
    draw, focal = story.draw, district.focal
    at = known + draw.seconds(600)
    if draw.happens(chances.WANTS_TIME):
        at = story.plan(at, EventKind.CONSENT_WAITED, focal) + draw.hours(40)
    for service, provider in _recipients(draw, district, person):
        consent = _consent(story, focal, survivor, person, provider, at)
        kind = EventKind.CONSENT_GIVEN if consent.yes else EventKind.CONSENT_REFUSED
        at = story.plan(at, kind, focal, provider.name, partial(story.records.add, consent))
        if consent.yes:
            _plan_referral(story, focal, incident, consent, provider, service, at)
        at += draw.seconds(240)
    if person.is_child and person.band is AgeBand.TO_11 and draw.happens(0.3):
        at += draw.seconds(300)

    answer = draw.of(chances.COUNTED)
    counted = _counting(story, side, focal, answer, at)

    def count() -> None:
        incident.statistics_consent = answer
        if counted is not None:
            story.records.add(counted)

    return story.plan(at, EventKind.COUNTING_ANSWERED, focal, answer, count)


def _recipients(draw: Draw, district: District, person: Person) -> list[tuple[Service, Provider]]:
    """Services that fit the type, each with a near provider, none of them twice."""
    wanted = chances.SERVICES_BY_TYPE[person.gbv_type][: draw.of(chances.RECIPIENTS)]
    found: dict[object, tuple[Service, Provider]] = {}
    for service in wanted:
        near = district.providers.get(service, ())
        # The nearest is usual; a full or unwelcome one sends people further.
        provider = near[min(int(draw.random() ** 2.5 * len(near)), len(near) - 1)] if near else None
        if provider is not None:
            found.setdefault(provider.pk, (service, provider))
    return list(found.values())


def _consent(
    story: Story, focal: Hand, survivor: Survivor, person: Person, provider: Provider, at: datetime
) -> Consent:
    draw = story.draw
    mode = draw.of(chances.MODES)
    return Consent(
        id=draw.id(at),
        case=story.case,
        recipient_id=provider.pk,
        recipient_name=provider.name[:160],
        purpose=Purpose.REFERRAL,
        scope=draw.of(chances.SCOPES),
        withheld=["phone"] if draw.happens(0.08) else [],
        yes=not draw.happens(chances.SAYS_NO),
        **_who_decides(survivor, person),
        mode=mode,
        witness="Counsellor of the desk (invented)" if mode is ConsentMode.VERBAL_WITH_WITNESS else "",
        wording_version=CONSENT_WORDING,
        language=Language.KINYARWANDA,
        recorded_at=at,
        taken_by=focal.id,
        valid_from=at,
        valid_to=at + timedelta(days=CONSENT_DAYS),
    )


def _who_decides(survivor: Survivor, person: Person) -> dict[str, str]:
    """As the rules of the ages want it (rules.children); a caregiver who may be involved is not asked."""
    young = person.band is AgeBand.TO_11
    suspected = survivor.guardian_suspected == Answer.YES
    if not person.is_child:
        return {"given_by": GivenBy.SELF}
    if young or (suspected and (person.years or 0) < _DECIDES_ALONE_FROM):
        return {"given_by": GivenBy.AUTHORITY, "child_assent": Answer.YES}
    return {"given_by": GivenBy.SELF, "caregiver": CaregiverSays.NOT_SAFE if suspected else CaregiverSays.AGREES}


def _counting(story: Story, side: Side, focal: Hand, answer: Answer, at: datetime) -> Consent | None:
    """The answer to being counted without a name, as the ledger keeps it."""
    if answer is Answer.UNKNOWN:
        return None
    return Consent(
        id=story.draw.id(at),
        case=story.case,
        recipient_id=side.institution.pk,
        recipient_name=side.institution.name[:160],
        purpose=Purpose.STATISTICS,
        scope=Scope.UNNAMED,
        yes=answer is Answer.YES,
        wording_version=CONSENT_WORDING,
        language=Language.KINYARWANDA,
        recorded_at=at,
        taken_by=focal.id,
        valid_from=at,
        valid_to=at + timedelta(days=COUNTING_DAYS),
    )


def _plan_referral(
    story: Story,
    focal: Hand,
    incident: Incident,
    consent: Consent,
    provider: Provider,
    service: Service,
    at: datetime,
) -> None:
    draw = story.draw
    urgency = draw.of(chances.URGENCIES.get(service, chances.OTHER_URGENCIES))
    proposed = at + draw.seconds(300)
    referral = Referral(
        id=draw.id(proposed),
        number=draw.number("RF"),
        case=story.case,
        provider=provider,
        service=service,
        urgency=urgency,
        state=PROPOSED,
        transport_arranged=Answer.YES if urgency is Urgency.NOW else Answer.UNKNOWN,
        proposed_at=proposed,
        proposed_by=focal.id,
    )
    steps = _steps(draw, referral, consent, urgency, focal, provider)
    if draw.happens(chances.WITHDRAWS):
        steps = _withdrawn(draw, story, referral, consent, steps, focal, at)
    story.plan(proposed, None, focal, "", partial(story.records.add, referral))
    for when, state, kind, by, change in steps:

        def happen(state: str = state, change: dict[str, object] = change) -> None:
            referral.state = state
            for name, value in change.items():
                setattr(referral, name, value)

        story.plan(when, kind, by, "", happen)
        if state == ATTENDED:
            _plan_care(story, incident, care_received(service, cast(list[str], change["services_received"])), when)


def _plan_care(story: Story, incident: Incident, found: tuple[CareReceived, ...], when: datetime) -> None:
    """What was received stops the incident's clocks, as ``care.receive`` keeps it."""
    for each in found:
        story.plan(when, EventKind.CARE_RECEIVED, _SYSTEM, each, partial(_receive, incident, each, when))


def _receive(incident: Incident, each: CareReceived, when: datetime) -> None:
    setattr(incident, f"{each}_at", getattr(incident, f"{each}_at") or when)


# When, the state after, the line in the case's timeline, by whom, and the fields that are set.
Step = tuple[datetime, str, EventKind | None, Hand, dict[str, object]]


def _steps(
    draw: Draw, referral: Referral, consent: Consent, urgency: Urgency, focal: Hand, provider: Provider
) -> list[Step]:
    """The way of one referral to its end, by the moves of ``care.vocabulary.REFERRAL``."""
    office = Hand(draw.id(referral.proposed_at), provider.code)
    at = referral.proposed_at + draw.seconds(120)
    steps: list[Step] = [(at, CONSENTED, None, focal, {"consent_id": consent.pk, "consented_at": at})]
    sent = at + draw.seconds(120)
    due = care_rules.answer_due(sent, urgency)
    seen = sent + (due - sent) * draw.about(0.3, 0.9)
    late = {"escalated_at": due + timedelta(minutes=1)} if seen > due + timedelta(minutes=1) else {}
    summary = {"Code": referral.case.survivor.code, "Scope": str(consent.scope)}
    steps.append(
        (
            sent,
            SENT,
            EventKind.REFERRAL_SENT,
            _SYSTEM,
            {
                "sent_at": sent,
                "answer_due_at": due,
                "attend_due_at": care_rules.attend_due(sent, urgency),
                "summary": summary,
            },
        )
    )
    steps.append((seen, ACKNOWLEDGED, None, office, {"acknowledged_at": seen, "acknowledged_by": office.id, **late}))
    answered = seen + draw.seconds(900)
    if draw.happens(chances.DECLINED):
        reason = draw.of(chances.DECLINE_REASONS)
        fields: dict[str, object] = {"declined_at": answered, "decline_reason": reason}
        steps.append((answered, DECLINED, EventKind.REFERRAL_DECLINED, _SYSTEM, fields))
        end = answered + draw.hours(20)
    else:
        steps.append((answered, ACCEPTED, EventKind.REFERRAL_ACCEPTED, _SYSTEM, {"accepted_at": answered}))
        end = _attendance(draw, steps, urgency, referral.service, sent, answered)
    rating = None if steps[-1][1] in (DECLINED, NO_SHOW) else draw.of(chances.RATINGS)
    steps.append((end, CLOSED, EventKind.REFERRAL_CLOSED, _SYSTEM, {"closed_at": end, "rating": rating}))
    return steps


def _attendance(
    draw: Draw, steps: list[Step], urgency: Urgency, service: str, sent: datetime, answered: datetime
) -> datetime:
    """She or he comes, or misses and perhaps comes later; when the desk closes the referral."""
    due = care_rules.attend_due(sent, urgency)
    came = max(sent + (due - sent) * draw.about(0.5, 0.7), answered + draw.seconds(1800))
    if draw.happens(chances.MISSED):
        missed = max(due, answered) + draw.hours(5)
        steps.append((missed, NO_SHOW, EventKind.REFERRAL_MISSED, _SYSTEM, {"missed_at": missed}))
        if not draw.happens(chances.COMES_LATER):
            return missed + draw.hours(100)
        came = missed + draw.hours(48)
    received = [each.value for each in chances.RECEIVED[Service(service)] if draw.happens(0.8)]
    fields: dict[str, object] = {"attended_at": came, "services_received": received}
    steps.append((came, ATTENDED, EventKind.REFERRAL_ATTENDED, _SYSTEM, fields))
    outcome = came + draw.hours(3)
    fields = {"outcome_at": outcome, "outcome": draw.of(chances.OUTCOMES_OF_CARE)}
    steps.append((outcome, OUTCOME, EventKind.REFERRAL_CONCLUDED, _SYSTEM, fields))
    return outcome + draw.hours(60)


def _withdrawn(
    draw: Draw, story: Story, referral: Referral, consent: Consent, steps: list[Step], focal: Hand, at: datetime
) -> list[Step]:
    """The consent is taken back: nothing rests on it any more, and a referral that did not lead to care ends there."""
    when = at + draw.hours(_WITHDRAWN_AFTER_HOURS)

    def revoke() -> None:
        consent.revoked_at, consent.revoked_by, consent.revoked_for = when, focal.id, GivenBy.SELF

    story.plan(when, EventKind.CONSENT_REVOKED, focal, consent.recipient_name, revoke)
    before = [step for step in steps if step[0] < when]
    standing = before[-1][1] if before else PROPOSED
    if not REFERRAL.permits(standing, "referral.revoke"):
        return steps
    fields: dict[str, object] = {"revoked_at": when, "summary": {}}
    return [*before, (when + timedelta(seconds=1), REVOKED, EventKind.REFERRAL_REVOKED, _SYSTEM, fields)]
