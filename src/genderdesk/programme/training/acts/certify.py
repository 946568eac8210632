"""Certificates: issued to who completed, revoked with a reason, replaced by a newer one, over on their end day."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution.acts import keep_grant, revoke_competence
from genderdesk.organisation.institution.models import CompetenceHeld
from genderdesk.programme.training.access import BY_THE_CLOCK, MAY_REVOKE, MAY_TRAIN
from genderdesk.programme.training.models import Certificate, Participation, Training
from genderdesk.programme.training.rules.completion import months_after, reminder_due
from genderdesk.programme.training.vocabulary import (
    CERTIFICATE,
    CERTIFICATE_NUMBER,
    EVENT,
    EXPIRED,
    REVOKED,
    SUPERSEDED,
    VALID,
    CourseKind,
    Outcome,
    RevokedWhy,
)


@act("certificate.issue", needs=MAY_TRAIN, subject=Training, states=EVENT)
def issue_certificates(actor: Actor, training: Training) -> int:
    """Issue a numbered certificate to everybody who completed and has none; how many. What somebody held of the same
    course is replaced. Invalid for a sensitisation, which certifies nothing."""
    return issue_to_all(actor, training)


def issue_to_all(actor: Actor, training: Training) -> int:
    """Inside an act: the certificates of a training."""
    if training.version.course.kind != CourseKind.TRAINING:
        raise Invalid(_("A sensitisation gives no certificate."))
    people = list(
        Participation.objects.filter(training=training, outcome=Outcome.COMPLETED, double_of__isnull=True)
        .exclude(certificates__state__in=(VALID, EXPIRED, SUPERSEDED))
        .select_related("learner__officer")
    )
    # Nobody certifies herself or himself; another trainer does.
    people = [each for each in people if each.learner.officer_id is None or each.learner.officer_id != actor.officer_id]
    made = [_certificate(actor, training, each) for each in people]
    Certificate.objects.bulk_create(made, batch_size=500)
    _grant_competence(training, made)
    _replace_earlier(training, {each.learner_id for each in people})
    return len(made)


def _certificate(actor: Actor, training: Training, participation: Participation) -> Certificate:
    months = training.version.validity_months
    issued_on = participation.completed_on or training.ends_on
    return Certificate(
        participation=participation,
        number=new_number(*CERTIFICATE_NUMBER),
        issued_on=issued_on,
        issued_by=actor.id,
        expires_on=months_after(issued_on, months) if months else None,
    )


def _grant_competence(training: Training, made: list[Certificate]) -> None:
    """Officers hold the course's competence from the day on which they completed it; a post is covered from then."""
    competence = training.version.competence
    if competence is None:
        return
    held = CompetenceHeld.objects.filter(competence=competence, granted_on=training.ends_on)
    known = set(held.values_list("officer_id", flat=True))
    for each in made:
        officer = each.participation.learner.officer
        if officer is not None and officer.pk not in known:
            keep_grant(officer, competence, granted_on=each.issued_on, source=each.number)


def _replace_earlier(training: Training, learners: set[uuid.UUID]) -> None:
    """Certificates of the same course that these people got earlier are replaced, each by an act of its own."""
    earlier = Certificate.objects.filter(
        participation__training__version__course=training.version.course_id,
        participation__training__ends_on__lt=training.ends_on,
        state__in=(VALID, EXPIRED),
    )
    for each in earlier.select_related("participation"):
        if each.participation.learner_id in learners:
            supersede_certificate(SYSTEM, each)


@act("certificate.supersede", needs=BY_THE_CLOCK, subject=Certificate, states=CERTIFICATE)
def supersede_certificate(actor: Actor, certificate: Certificate) -> Certificate:
    """Replace a certificate by the newer one of the same course."""
    certificate.state = SUPERSEDED
    certificate.save(update_fields=["state"])
    return certificate


@act("certificate.revoke", needs=MAY_REVOKE, subject=Certificate, states=CERTIFICATE, notes=("why",))
def revoke_certificate(actor: Actor, certificate: Certificate, *, why: RevokedWhy) -> Certificate:
    """Revoke a certificate: from today its number says so to whoever asks, and the competence that came with it is
    revoked too."""
    certificate.state, certificate.revoked_on, certificate.revoked_why = REVOKED, timezone.localdate(), why
    certificate.save(update_fields=["state", "revoked_on", "revoked_why"])
    for held in CompetenceHeld.objects.filter(source=certificate.number, revoked_on__isnull=True):
        revoke_competence(actor, held, revoked_on=certificate.revoked_on, reason=f"{certificate.number}: {why}")
    return certificate


@act("certificate.expire", needs=BY_THE_CLOCK, subject=Certificate, states=CERTIFICATE)
def expire_certificate(actor: Actor, certificate: Certificate) -> Certificate:
    """Keep that a certificate has come to its end day."""
    certificate.state = EXPIRED
    certificate.save(update_fields=["state"])
    return certificate


@act("certificate.remind", needs=BY_THE_CLOCK)
def remind_of_ends(actor: Actor, *, certificates: list[uuid.UUID], on: date) -> int:
    """Remind holders and trainers of certificates that end in 90, 60, 30 or 7 days: it stands on their Today, and open
    pages hear of it. How many were due; each stage is given once."""
    due = []
    for each in Certificate.objects.filter(pk__in=certificates, state=VALID, expires_on__isnull=False):
        if each.expires_on and (days := reminder_due(each.expires_on, on, each.reminded_days)) is not None:
            each.reminded_days = days
            due.append(each)
    Certificate.objects.bulk_update(due, ["reminded_days"], batch_size=500)
    if due:
        outbox.tell("training", "certificate.remind")
    return len(due)
