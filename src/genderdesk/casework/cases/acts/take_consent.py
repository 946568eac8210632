"""The survivor's decisions on who may know what."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.access import MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Consent
from genderdesk.casework.cases.vocabulary import (
    CASE,
    CONSENT_DAYS,
    CONSENT_PENDING,
    CONSENT_WORDING,
    CONSENTED,
    DECLINED,
    FOLLOW_UP,
    IN_ACTION,
    VALIDITY_DAYS,
    ConsentMode,
    EventKind,
    GivenBy,
    Language,
    Purpose,
    Scope,
    Withheld,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, touch

_FAULTS = {
    "caregiver_suspected": (
        "given_by",
        gettext_lazy(
            "This caregiver may be involved, so she or he cannot decide. Ask the child, or a competent authority."
        ),
    ),
    "too_young_alone": (
        "given_by",
        gettext_lazy(
            "A child below 12 does not decide alone. Ask a caregiver who is not involved, or a competent authority."
        ),
    ),
    "no_witness": ("witness", gettext_lazy("Write who was the witness of the spoken consent, or choose another way.")),
}


@act("consent.wait", needs=MAY_TAKE_CONSENT, subject=Case, states=CASE)
def wait_for_consent(actor: Actor, case: Case) -> Case:
    """Consent was explained and the survivor wants time to decide. Nothing leaves the desk meanwhile."""
    case.state = CONSENT_PENDING
    case.save()
    tell(case, actor, EventKind.CONSENT_WAITED)
    return case


@act(
    "consent.record",
    needs=MAY_TAKE_CONSENT,
    subject=Case,
    states=CASE,
    notes=("recipient_id", "purpose", "scope", "decision", "days"),
)
def record_consent(
    actor: Actor,
    case: Case,
    *,
    recipient_id: uuid.UUID,
    recipient_name: str,
    purpose: Purpose,
    scope: Scope,
    decision: Answer,
    given_by: GivenBy,
    mode: ConsentMode,
    language: Language,
    days: int = CONSENT_DAYS,
    withheld: list[Withheld] | None = None,
    witness: str = "",
) -> Consent:
    """Keep one decision, yes or no, to one recipient for one purpose and scope, for so many days.

    A no is kept like a yes, and service goes on: what needs no recipient is still offered. A no to somebody who had a
    yes takes that back, with everything that rests on it.
    """
    if decision not in (Answer.YES, Answer.NO):
        raise Invalid(_("A decision is yes or no. If she or he wants time, choose “wants time to decide”."), "decision")
    if days not in VALIDITY_DAYS:
        raise Invalid(_("Choose for how long the consent holds."), "days")
    if not recipient_name.strip():
        raise Invalid(_("Choose who would receive the information."), "recipient")
    _check_decision(case, given_by, mode, witness)
    now = timezone.now()
    consent = Consent(
        case=case,
        recipient_id=recipient_id,
        recipient_name=recipient_name.strip(),
        purpose=purpose,
        scope=scope,
        withheld=[str(each) for each in withheld or []],
        yes=decision is Answer.YES,
        given_by=given_by,
        mode=mode,
        witness=witness.strip(),
        wording_version=CONSENT_WORDING,
        language=language,
        recorded_at=now,
        taken_by=actor.id,
        valid_from=now,
        valid_to=now + timedelta(days=days),
    )
    taken_back = [] if consent.yes else _taken_back(case, consent)
    consent.save(force_insert=True)
    for earlier in taken_back:
        events.publish("consent.revoked", case_id=case.pk, consent_id=earlier)
    _settle(case, case.state)
    case.save()
    tell(case, actor, EventKind.CONSENT_GIVEN if consent.yes else EventKind.CONSENT_REFUSED, consent.recipient_name)
    touch(consent, new=True)
    return consent


def _taken_back(case: Case, no: Consent) -> list[uuid.UUID]:
    """The living yeses that a no ends, asked before it is kept."""
    now = timezone.now()
    return [
        each.id
        for each in readings.decisions_of(case)
        if each.is_valid(now)
        and (each.recipient_id, each.purpose) == (no.recipient_id, no.purpose)
        and rules.covers(each.scope, no.scope)
    ]


def _check_decision(case: Case, given_by: GivenBy, mode: ConsentMode, witness: str) -> None:
    fault = rules.decision_fault(
        given_by,
        mode,
        age=readings.age_of(case.survivor),
        guardian_suspected=Answer.read(case.survivor.guardian_suspected),
        has_witness=bool(witness.strip()),
    )
    if fault:
        field, sentence = _FAULTS[fault]
        raise Invalid(sentence, field)


def _settle(case: Case, state: str) -> None:
    """The case's state by the decisions as they stand; one in which action has begun keeps its own."""
    if state in (IN_ACTION, FOLLOW_UP):
        return
    case.state = CONSENTED if rules.any_live(readings.decisions_of(case), timezone.now()) else DECLINED


@act("consent.revoke", needs=MAY_TAKE_CONSENT, subject=Case, states=CASE)
def revoke_consent(actor: Actor, case: Case, *, consent: Consent, why: str = "") -> Consent:
    """Withdraw a consent, at once and everywhere: nothing rests on it from this moment. A reason is never demanded."""
    kept = Consent.objects.get(pk=consent.pk)
    if kept.case_id != case.pk:
        raise Invalid(_("This consent belongs to another case. Open that case."))
    if not kept.yes or kept.revoked_at is not None:
        raise Invalid(_("There is nothing to withdraw: this was a no, or it was withdrawn before."))
    kept.revoked_at = timezone.now()
    kept.revoked_by = actor.id
    kept.revoked_why = why.strip()
    kept.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    if case.state == CONSENTED:
        _settle(case, case.state)
        case.save()
    tell(case, actor, EventKind.CONSENT_REVOKED, kept.recipient_name)
    events.publish("consent.revoked", case_id=case.pk, consent_id=kept.pk)
    return kept


@act("consent.count", needs=MAY_TAKE_CONSENT, subject=Case, states=CASE, notes=("answer",))
def count_in_figures(actor: Actor, case: Case, *, answer: Answer) -> Case:
    """Keep whether the incident may be counted, without any name, in figures that leave the desk."""
    case.incident.statistics_consent = answer
    case.incident.save(update_fields=["statistics_consent"])
    tell(case, actor, EventKind.COUNTING_ANSWERED, answer)
    return case
