"""The provider's side of a referral: seen, accepted or declined, attended or not, outcome."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import MAY_ANSWER, MAY_RECORD_ATTENDANCE
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.vocabulary import (
    ACCEPTED,
    ACKNOWLEDGED,
    ATTENDED,
    DECLINED,
    NO_SHOW,
    OUTCOME,
    REFERRAL,
    DeclineReason,
    Outcome,
    Received,
)
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act


def _keep(referral: Referral, state: str, event: str, **words: str) -> Referral:
    referral.state = state
    referral.save()
    circle.tell(referral, f"institution:{referral.case.institution_id}", "referral")
    events.publish(event, referral_id=referral.pk, case_id=referral.case_id, **words)
    return referral


@act("referral.acknowledge", needs=MAY_ANSWER, subject=Referral, states=REFERRAL)
def acknowledge_referral(actor: Actor, referral: Referral) -> Referral:
    """The provider has opened the referral for the first time."""
    referral.acknowledged_at = timezone.now()
    referral.acknowledged_by = actor.id
    return _keep(referral, ACKNOWLEDGED, "referral.acknowledged")


@act("referral.accept", needs=MAY_ANSWER, subject=Referral, states=REFERRAL)
def accept_referral(actor: Actor, referral: Referral, *, appointment_at: datetime | None = None) -> Referral:
    """The provider will see the survivor, at an appointment where one was made."""
    now = timezone.now()
    if appointment_at is not None and appointment_at < now:
        raise Invalid(_("The appointment lies in the past. Write when she or he should come."), "appointment")
    referral.acknowledged_at = referral.acknowledged_at or now
    referral.acknowledged_by = referral.acknowledged_by or actor.id
    referral.accepted_at = now
    referral.appointment_at = appointment_at
    return _keep(referral, ACCEPTED, "referral.accepted")


@act("referral.decline", needs=MAY_ANSWER, subject=Referral, states=REFERRAL, notes=("reason",))
def decline_referral(actor: Actor, referral: Referral, *, reason: DeclineReason) -> Referral:
    """The provider cannot take the referral, and says why; the desk looks for another one."""
    referral.declined_at = timezone.now()
    referral.decline_reason = reason
    return _keep(referral, DECLINED, "referral.declined")


@act("referral.attend", needs=MAY_RECORD_ATTENDANCE, subject=Referral, states=REFERRAL, notes=("received",))
def attend_referral(actor: Actor, referral: Referral, *, received: list[Received]) -> Referral:
    """The survivor came; which services were given. The case hears them as coded words with the time."""
    now = timezone.now()
    referral.attended_at = now
    referral.services_received = [str(each) for each in received]
    given = "|".join(referral.services_received)
    return _keep(referral, ATTENDED, "referral.attended", service=referral.service, received=given, at=now.isoformat())


@act("referral.miss", needs=MAY_RECORD_ATTENDANCE, subject=Referral, states=REFERRAL)
def miss_referral(actor: Actor, referral: Referral) -> Referral:
    """The survivor did not come; the desk finds out safely why, and the offer stands."""
    referral.missed_at = timezone.now()
    return _keep(referral, NO_SHOW, "referral.missed")


@act("referral.conclude", needs=MAY_RECORD_ATTENDANCE, subject=Referral, states=REFERRAL, notes=("outcome",))
def conclude_referral(actor: Actor, referral: Referral, *, outcome: Outcome) -> Referral:
    """What the attendance came to."""
    referral.outcome = outcome
    referral.outcome_at = timezone.now()
    return _keep(referral, OUTCOME, "referral.concluded")
