"""The survivor's decisions on who may know what."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.access import MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Consent
from genderdesk.casework.cases.rules import Given
from genderdesk.casework.cases.vocabulary import (
    CASE,
    CONSENT_DAYS,
    CONSENT_PENDING,
    CONSENT_WORDING,
    CONSENTED,
    COUNTING_DAYS,
    DECLINED,
    FOLLOW_UP,
    IN_ACTION,
    VALIDITY_DAYS,
    ConsentMode,
    EventKind,
    GivenBy,
    Purpose,
    Scope,
    Withheld,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, touch

_FAULTS = {
    "caregiver_suspected": gettext_lazy(
        "This caregiver may be involved, so she or he neither decides nor is asked. Ask the child, and a competent "
        "authority where the child is below 15."
    ),
    "caregiver_decides": gettext_lazy(
        "Below 6 a caregiver who is not involved decides, or a competent authority. Ask one of them."
    ),
    "caregiver_with_assent": gettext_lazy(
        "From 6 to 11 a caregiver who is not involved decides, or a competent authority, and the child agrees. Ask "
        "both."
    ),
    "both_decide": gettext_lazy(
        "From 12 to 14 the child and a caregiver who is not involved decide together. Ask both; where no caregiver is "
        "safe, a competent authority decides with the child."
    ),
    "own_decision": gettext_lazy(
        "From 15 to 17 it is the child’s own decision. Ask her or him; a caregiver does not decide instead."
    ),
    "caregiver_not_asked": gettext_lazy(
        "From 15 to 17 a caregiver is asked too where that is safe. Say what the caregiver said, or that it is not "
        "safe to ask."
    ),
    "adult_decides": gettext_lazy(
        "A grown-up decides for herself or himself. Where she or he cannot, the person whom the law appoints decides: "
        "choose the competent authority."
    ),
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
    given: Given,
    days: int = CONSENT_DAYS,
    withheld: list[Withheld] | None = None,
    exclusions: str = "",
) -> Consent:
    """Keep one decision, yes or no, to one recipient for one purpose and scope, for so many days.

    A no is kept like a yes, and service goes on: what needs no recipient is still offered. A no to somebody who had a
    yes takes that back, with everything that rests on it. ``exclusions`` says in words what must not be told.
    """
    if decision not in (Answer.YES, Answer.NO):
        raise Invalid(_("A decision is yes or no. If she or he wants time, choose “wants time to decide”."), "decision")
    if not recipient_name.strip():
        raise Invalid(_("Choose who would receive the information."), "recipient")
    if purpose is Purpose.STATISTICS or scope is Scope.UNNAMED:
        raise Invalid(_("To be counted without a name is asked apart, under “Counting”."), "purpose")
    consent = Consent(
        case=case,
        recipient_id=recipient_id,
        recipient_name=recipient_name.strip(),
        purpose=purpose,
        scope=scope,
        withheld=[str(each) for each in withheld or []],
        exclusions=exclusions.strip(),
        yes=decision is Answer.YES,
    )
    return _keep(actor, case, consent, given, days)


@act("consent.renew", needs=MAY_TAKE_CONSENT, subject=Case, states=CASE, notes=("days",))
def renew_consent(actor: Actor, case: Case, *, consent: Consent, given: Given, days: int = CONSENT_DAYS) -> Consent:
    """Ask again for the same before or after its time is over, and keep the new yes; the earlier row stays as it is."""
    kept = _of_case(case, consent)
    if not kept.yes or kept.revoked_at is not None or kept.purpose == Purpose.STATISTICS:
        raise Invalid(_("This was a no, or it was withdrawn. Record a new decision instead."))
    again = Consent(
        case=case,
        recipient_id=kept.recipient_id,
        recipient_name=kept.recipient_name,
        purpose=kept.purpose,
        scope=kept.scope,
        withheld=kept.withheld,
        exclusions=kept.exclusions.open(),
        yes=True,
        renews=kept,
    )
    return _keep(actor, case, again, given, days)


def _keep(actor: Actor, case: Case, consent: Consent, given: Given, days: int) -> Consent:
    """Check who gave it and for how long, write the row, and let go of what a no takes back."""
    if days not in VALIDITY_DAYS:
        raise Invalid(_("Choose for how long the consent holds."), "days")
    _check_given(case, given, yes=consent.yes)
    _write(actor, consent, given, days)
    taken_back = [] if consent.yes else _taken_back(case, consent)
    consent.save(force_insert=True)
    for earlier in taken_back:
        events.publish("consent.revoked", case_id=case.pk, consent_id=earlier, recipient_id=consent.recipient_id)
    _settle(case, case.state)
    case.save()
    tell(case, actor, EventKind.CONSENT_GIVEN if consent.yes else EventKind.CONSENT_REFUSED, consent.recipient_name)
    touch(consent, new=True)
    return consent


def _write(actor: Actor, consent: Consent, given: Given | None, days: int) -> None:
    now = timezone.now()
    if given is not None:
        consent.given_by = given.given_by
        consent.mode = given.mode
        consent.language = given.language
        consent.witness = given.witness.strip()
        consent.child_assent = given.child_assent
        consent.caregiver = given.caregiver or ""
    consent.wording_version = CONSENT_WORDING
    consent.taken_by = actor.id
    consent.recorded_at = consent.valid_from = now
    consent.valid_to = now + timedelta(days=days)


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


def _check_given(case: Case, given: Given, *, yes: bool) -> None:
    """Whether who gave it may give it. A no needs less: a child’s own always counts, a suspected caregiver’s never."""
    if given.mode is ConsentMode.VERBAL_WITH_WITNESS and not given.witness.strip():
        raise Invalid(_("Write who was the witness of the spoken consent, or choose another way."), "witness")
    fault = rules.fault_of_decider(
        given,
        age=readings.age_today(case.survivor, case.incident) if yes else None,
        suspected=Answer.read(case.survivor.guardian_suspected),
    )
    if fault:
        raise Invalid(_FAULTS[fault], "caregiver" if fault == "caregiver_not_asked" else "given_by")


def _of_case(case: Case, consent: Consent) -> Consent:
    kept = Consent.objects.get(pk=consent.pk)
    if kept.case_id != case.pk:
        raise Invalid(_("This consent belongs to another case. Open that case."))
    return kept


def _settle(case: Case, state: str) -> None:
    """The case's state by the decisions as they stand; one in which action has begun keeps its own."""
    if state in (IN_ACTION, FOLLOW_UP):
        return
    case.state = CONSENTED if rules.any_live(readings.decisions_of(case), timezone.now()) else DECLINED


@act("consent.revoke", needs=MAY_TAKE_CONSENT, subject=Case, states=CASE, notes=("asked_by",))
def revoke_consent(
    actor: Actor, case: Case, *, consent: Consent, asked_by: GivenBy = GivenBy.SELF, why: str = ""
) -> Consent:
    """Withdraw a consent, at once and everywhere: nothing rests on it from this moment. A reason is never demanded."""
    kept = _of_case(case, consent)
    if not kept.yes or kept.revoked_at is not None:
        raise Invalid(_("There is nothing to withdraw: this was a no, or it was withdrawn before."))
    _revoke(actor, kept, asked_by, why)
    if kept.purpose == Purpose.STATISTICS:
        _count(case, Answer.NO)
    if case.state == CONSENTED:
        _settle(case, case.state)
        case.save()
    tell(case, actor, EventKind.CONSENT_REVOKED, kept.recipient_name)
    events.publish("consent.revoked", case_id=case.pk, consent_id=kept.pk, recipient_id=kept.recipient_id)
    return kept


def _revoke(actor: Actor, kept: Consent, asked_by: str, why: str) -> None:
    kept.revoked_at = timezone.now()
    kept.revoked_by = actor.id
    kept.revoked_for = asked_by
    kept.revoked_why = why.strip()
    kept.save(update_fields=[*Consent.WITHDRAWAL])


@act("consent.count", needs=MAY_TAKE_CONSENT, subject=Case, states=CASE, notes=("answer",))
def count_in_figures(actor: Actor, case: Case, *, answer: Answer) -> Case:
    """Keep whether the incident may be counted, without any name, in figures that leave the desk.

    Yes and no stand in the ledger; an answer that is open again takes an earlier yes back.
    """
    _count(case, answer)
    for earlier in _counted(case):
        if answer is not Answer.YES:
            _revoke(actor, earlier, "", "")
    if answer is not Answer.UNKNOWN:
        consent = Consent(
            case=case,
            recipient_id=case.institution_id,
            recipient_name=case.institution.name[:160],
            purpose=Purpose.STATISTICS,
            scope=Scope.UNNAMED,
            yes=answer is Answer.YES,
            language=case.survivor.language,
        )
        _write(actor, consent, None, COUNTING_DAYS)
        consent.save(force_insert=True)
        touch(consent, new=True)
    tell(case, actor, EventKind.COUNTING_ANSWERED, answer)
    return case


def _counted(case: Case) -> Iterable[Consent]:
    return Consent.objects.filter(case=case, purpose=Purpose.STATISTICS, yes=True, revoked_at__isnull=True)


def _count(case: Case, answer: Answer) -> None:
    case.incident.statistics_consent = answer
    case.incident.save(update_fields=["statistics_consent"])
