"""The provider's side of a referral: seen, accepted or declined, attended or not, outcome."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import MAY_ANSWER, MAY_APPOINT, MAY_RECORD_ATTENDANCE
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
from genderdesk.groundwork.platform import events, outbox
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act

# No stay in a safe house is counted as longer; a slip of the finger is.
MOST_NIGHTS = 1000


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
    _demand_to_come(appointment_at, now)
    referral.acknowledged_at = referral.acknowledged_at or now
    referral.acknowledged_by = referral.acknowledged_by or actor.id
    referral.accepted_at = now
    referral.appointment_at = appointment_at
    return _keep(referral, ACCEPTED, "referral.accepted")


@act("referral.appoint", needs=MAY_APPOINT, subject=Referral, states=REFERRAL)
def appoint_referral(actor: Actor, referral: Referral, *, appointment_at: datetime) -> Referral:
    """Make the appointment, move it, or offer another day to somebody who did not come."""
    _demand_to_come(appointment_at, timezone.now())
    referral.appointment_at = appointment_at
    outbox.tell(f"provider:{referral.provider_id}", "referral", str(referral.pk))
    return _keep(referral, ACCEPTED, "referral.appointed")


def _demand_to_come(appointment_at: datetime | None, now: datetime) -> None:
    if appointment_at is not None and appointment_at < now:
        raise Invalid(_("The appointment lies in the past. Write when she or he should come."), "appointment")


@act("referral.decline", needs=MAY_ANSWER, subject=Referral, states=REFERRAL, notes=("reason",))
def decline_referral(actor: Actor, referral: Referral, *, reason: DeclineReason) -> Referral:
    """The provider cannot take the referral, and says why; the desk looks for another one."""
    referral.declined_at = timezone.now()
    referral.decline_reason = reason
    return _keep(referral, DECLINED, "referral.declined")


@act("referral.attend", needs=MAY_RECORD_ATTENDANCE, subject=Referral, states=REFERRAL, notes=("received",))
def attend_referral(
    actor: Actor, referral: Referral, *, received: list[Received], came_at: datetime | None = None
) -> Referral:
    """The survivor came, now or when it is said; which services were given. The case hears them as coded words with
    the time."""
    now = timezone.now()
    at = came_at or now
    if at > now or (referral.sent_at is not None and at < referral.sent_at):
        raise Invalid(_("This is before the referral was sent, or still to come. Check the day and the hour."), "day")
    referral.attended_at = at
    referral.services_received = [str(each) for each in received]
    given = "|".join(referral.services_received)
    return _keep(referral, ATTENDED, "referral.attended", service=referral.service, received=given, at=at.isoformat())


@act("referral.miss", needs=MAY_RECORD_ATTENDANCE, subject=Referral, states=REFERRAL)
def miss_referral(actor: Actor, referral: Referral) -> Referral:
    """The survivor did not come; the desk finds out safely why, and the offer stands."""
    referral.missed_at = timezone.now()
    return _keep(referral, NO_SHOW, "referral.missed")


@act("referral.conclude", needs=MAY_RECORD_ATTENDANCE, subject=Referral, states=REFERRAL, notes=("outcome",))
def conclude_referral(actor: Actor, referral: Referral, *, outcome: Outcome, nights: int | None = None) -> Referral:
    """What the attendance came to; in a safe house also how many nights she or he stayed."""
    if nights is not None and (nights < 0 or nights > MOST_NIGHTS):
        raise Invalid(_("Write the number of nights, up to %(most)d.") % {"most": MOST_NIGHTS}, "nights")
    referral.outcome = outcome
    referral.shelter_nights = nights
    referral.outcome_at = timezone.now()
    return _keep(referral, OUTCOME, "referral.concluded")
