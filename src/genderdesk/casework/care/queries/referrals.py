"""Referrals, for the desk and for the provider."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.casework.care import rules
from genderdesk.casework.care.access import (
    MAY_ANSWER,
    MAY_SEE_REFERRAL,
    referrals_for_provider,
    referrals_for_staff,
)
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.queries.outlets import NOTES_SHOWN, SUMMARY
from genderdesk.casework.care.vocabulary import OPEN, SENT, WITH_PROVIDER, Recorded
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import in_parts, may_still_leave
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line between desk and provider, opened."""

    at: datetime
    text: str
    from_provider: bool


def referral_for_staff(actor: Actor, referral_id: uuid.UUID) -> Referral:
    """A referral of a case that the actor may see; Missing otherwise."""
    found = referrals_for_staff(actor).select_related("provider__district", "case").filter(pk=referral_id).first()
    if found is None:
        raise Missing(_("There is no such referral for your desk."))
    return found


def referral_for_provider(actor: Actor, referral_id: uuid.UUID) -> Referral:
    """A referral sent to the actor's organisation; Missing otherwise, also once it is withdrawn."""
    found = referrals_for_provider(actor).select_related("provider", "case").filter(pk=referral_id).first()
    if found is None:
        raise Missing(_("There is no such referral for your organisation."))
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """One referral as it is counted: codes and days, no provider's name and nothing of the summary."""

    case: str
    service: str
    recorded: Recorded
    attended: bool
    proposed_at: datetime
    provider_kind: str


def referrals_counted(cases: Sequence[uuid.UUID | str]) -> list[Counted]:
    """Every referral of these cases, oldest first, for statistics and exports."""
    fields = ("case_id", "service", "state", "decline_reason", "attended_at", "proposed_at", "provider__kind")
    rows = [row for part in in_parts(cases) for row in Referral.objects.filter(case__in=part).values_list(*fields)]
    return [
        Counted(str(case), service, rules.recorded_as(state, reason), attended is not None, at, kind)
        for case, service, state, reason, attended, at, kind in sorted(rows, key=lambda row: row[5])
    ]


def referrals_of_case(case: Case) -> QuerySet[Referral]:
    """All referrals of one case, newest first."""
    return Referral.objects.filter(case=case).select_related("provider").order_by("-proposed_at")


def open_referrals(case: Case) -> int:
    """How many referrals of a case have not come to an end, for the closure checklist."""
    return Referral.objects.filter(case=case, state__in=OPEN).count()


def inbox(actor: Actor) -> QuerySet[Referral]:
    """The provider's referrals."""
    return referrals_for_provider(actor)


def overdue(actor: Actor) -> QuerySet[Referral]:
    """Sent referrals of the actor's cases that the provider has not answered in time, longest overdue first."""
    waiting = referrals_for_staff(actor).filter(state__in=["sent", "acknowledged"], answer_due_at__lt=timezone.now())
    return waiting.select_related("provider", "case").order_by("answer_due_at")


def is_overdue(referral: Referral) -> bool:
    return rules.is_overdue(referral.state, referral.answer_due_at, timezone.now())


def to_escalate() -> QuerySet[Referral]:
    """Sent referrals past their answer time that nobody was told of yet."""
    waiting = Referral.objects.filter(state__in=["sent", "acknowledged"], answer_due_at__lt=timezone.now())
    return waiting.filter(escalated_at__isnull=True).select_related("case").order_by("answer_due_at")


def under_consent(consent_id: uuid.UUID) -> QuerySet[Referral]:
    """Open referrals that rest on one consent."""
    return Referral.objects.filter(consent_id=consent_id, state__in=[*OPEN]).select_related("case")


def waiting_for(actor: Actor) -> QuerySet[Referral]:
    """New referrals in the provider's inbox, the most urgent answer first."""
    return referrals_for_provider(actor).filter(state__in=[SENT, "acknowledged"]).order_by("answer_due_at")


@discloses("referral.summary", needs=MAY_ANSWER, subject=Referral)
def summary_for_provider(actor: Actor, referral: Referral) -> dict[str, Any]:
    """What the provider may know: the copy frozen when it was sent, as wide as the consent's scope.

    The consent is asked again at every look, so that a withdrawal counts before the referral itself has heard of it.
    """
    if referral.state not in WITH_PROVIDER or not may_still_leave(referral.case, SUMMARY, referral.consent_id):
        return {}
    told = referral.summary.open()
    return dict(told.get(get_language()) or told.get(settings.LANGUAGE_CODE) or {})


@discloses("referral.notes_provider", needs=MAY_ANSWER, subject=Referral)
def notes_for_provider(actor: Actor, referral: Referral) -> list[NoteLine]:
    """The lines between desk and provider, for the provider; none of the desk's once the consent has died."""
    open_now = may_still_leave(referral.case, NOTES_SHOWN, referral.consent_id)
    return [each for each in _notes(referral) if open_now or each.from_provider]


@discloses("referral.notes", needs=MAY_SEE_REFERRAL, subject=Referral)
def notes_for_staff(actor: Actor, referral: Referral) -> list[NoteLine]:
    """The lines between desk and provider, for the desk."""
    return _notes(referral)


def _notes(referral: Referral) -> list[NoteLine]:
    return [
        NoteLine(note.written_at, note.text.open(), note.from_provider)
        for note in referral.notes.order_by("written_at")
    ]
