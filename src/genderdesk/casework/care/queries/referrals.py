"""Referrals, for the desk and for the provider."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.casework.care import rules
from genderdesk.casework.care.access import (
    MAY_ANSWER,
    MAY_REFER,
    MAY_SEE_REFERRAL,
    referrals_for_provider,
    referrals_for_staff,
)
from genderdesk.casework.care.models import Referral, ReferralNote
from genderdesk.casework.care.queries.outlets import NOTES_SHOWN, SUMMARY
from genderdesk.casework.care.vocabulary import (
    ACCEPTED,
    ACKNOWLEDGED,
    ATTENDED,
    DECLINED,
    NO_SHOW,
    OPEN,
    OUTCOME,
    SENT,
    WITH_PROVIDER,
    Recorded,
    Urgency,
)
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import in_parts, may_still_leave
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.organisation.paper.queries import ToPaper, serial_noted, to_paper

_UNANSWERED = (SENT, ACKNOWLEDGED)
_AT_ONCE = 100
# How long an answer is news on Today, and when each was given.
_NEWS = timedelta(days=3)
_ANSWERED_AT = {ACCEPTED: "accepted_at", ATTENDED: "attended_at", OUTCOME: "outcome_at"}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line between desk and provider, opened."""

    at: datetime
    text: str
    from_provider: bool


def referral_for_staff(actor: Actor, referral_id: uuid.UUID) -> Referral:
    """A referral of a case that the actor may see; Missing otherwise."""
    found = one_of(referrals_for_staff(actor).select_related("provider__district", "case").filter(pk=referral_id))
    if found is None:
        raise Missing(_("There is no such referral for your desk."))
    return found


def referral_is_there(actor: Actor, **by: Any) -> uuid.UUID | None:
    """The id of the referral with this number or id of a case that the actor may see, None where there is none."""
    return referrals_for_staff(actor).filter(**by).values_list("pk", flat=True).first()


def referral_for_provider(actor: Actor, referral_id: uuid.UUID) -> Referral:
    """A referral sent to the actor's organisation; Missing otherwise, also once it is withdrawn."""
    found = one_of(referrals_for_provider(actor).select_related("provider", "case").filter(pk=referral_id))
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
        Counted(
            str(case),
            service,
            rules.recorded_as(state, reason, attended=attended is not None),
            attended is not None,
            at,
            kind,
        )
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
    """Sent referrals of the actor's cases that the provider has not answered in time, longest overdue first.

    The head of the desk sees those that were raised to the head, and the own.
    """
    waiting = unanswered(actor)
    if actor.has("desk_head"):
        waiting = waiting.filter(Q(head_told_at__isnull=False) | Q(proposed_by=actor.id))
    return waiting.select_related("provider", "case").order_by("answer_due_at")


def unanswered(actor: Actor) -> QuerySet[Referral]:
    """All sent referrals of the actor's cases that were not answered in time."""
    return referrals_for_staff(actor).filter(state__in=_UNANSWERED, answer_due_at__lt=timezone.now())


def to_continue(actor: Actor, most: int) -> list[Referral]:
    """Referrals of the actor's cases that need a next step: declined, not come, or accepted and not seen in time;
    the oldest first. Of each kind no more than ``most`` are read."""
    now = timezone.now()
    mine = referrals_for_staff(actor).select_related("provider", "case")
    late = mine.filter(state=ACCEPTED, attend_due_at__lt=now).order_by("attend_due_at")
    ended = mine.filter(state__in=[DECLINED, NO_SHOW]).order_by("answer_due_at", "pk")
    return [*ended[:most], *late[:most]]


def answers(actor: Actor, most: int) -> list[tuple[Referral, bool]]:
    """Referrals of the actor's cases that a provider has answered within three days, or whose last line is the
    provider's; whether it is a line, those first. Of each kind no more than ``most`` are read."""
    since = timezone.now() - _NEWS
    mine = referrals_for_staff(actor).select_related("provider", "case")
    last = ReferralNote.objects.filter(referral=OuterRef("pk")).order_by("-written_at", "-id")
    lines = mine.filter(state__in=[*_UNANSWERED, ACCEPTED, ATTENDED, NO_SHOW])
    lines = lines.annotate(by_provider=Subquery(last.values("from_provider")[:1]))
    asked = list(lines.filter(by_provider=True).order_by("answer_due_at", "pk")[:most])
    news = Q()
    for state, moment in _ANSWERED_AT.items():
        news |= Q(**{"state": state, f"{moment}__gte": since})
    answered = mine.filter(news).exclude(pk__in=[each.pk for each in asked]).order_by("-sent_at", "pk")
    return [*((each, True) for each in asked), *((each, False) for each in answered[:most])]


def is_overdue(referral: Referral) -> bool:
    return rules.is_overdue(referral.state, referral.answer_due_at, timezone.now())


def to_escalate() -> list[Referral]:
    """Sent referrals past their answer time of which the sender, or after more time the head, was not told yet."""
    now = timezone.now()
    waiting = Referral.objects.filter(state__in=_UNANSWERED, answer_due_at__lt=now).select_related("case")
    waiting = waiting.order_by("answer_due_at")
    sender = waiting.filter(escalated_at__isnull=True)[:_AT_ONCE]
    late = Q()
    for urgency in Urgency:
        late |= Q(urgency=urgency, sent_at__lte=now - timedelta(hours=rules.TIMES[urgency].head))
    head = waiting.filter(late, escalated_at__isnull=False, head_told_at__isnull=True)[:_AT_ONCE]
    return [*sender, *head]


def left_without_consent(case_id: uuid.UUID, consent_id: uuid.UUID, provider_id: uuid.UUID) -> list[Referral]:
    """Open referrals to a provider that rest on a consent just withdrawn, or on another one that lets nothing out."""
    found = Referral.objects.filter(
        case_id=case_id, provider_id=provider_id, state__in=[*OPEN], consent_id__isnull=False
    )
    return [
        each
        for each in found.select_related("case")
        if each.consent_id == consent_id or not may_still_leave(each.case, SUMMARY, each.consent_id)
    ]


@dataclass(frozen=True, slots=True)
class Resting:
    """A referral that rests on a consent, with how many of its links still open and how many there were."""

    referral: Referral
    links: int
    open_links: int


def resting_on_consents(case: Case) -> list[Resting]:
    """What a withdrawal of each consent of a case ends or has ended, newest first."""
    opens = Q(links__revoked_at__isnull=True, links__ends_at__gt=timezone.now())
    found = referrals_of_case(case).filter(consent_id__isnull=False)
    counted = found.annotate(links_made=Count("links"), links_open=Count("links", filter=opens))
    return [Resting(each, each.links_made, each.links_open if each.state in WITH_PROVIDER else 0) for each in counted]


def waiting_for(actor: Actor) -> QuerySet[Referral]:
    """New referrals in the provider's inbox, the most urgent answer first."""
    return referrals_for_provider(actor).filter(state__in=_UNANSWERED).order_by("answer_due_at")


def expected_by(actor: Actor) -> QuerySet[Referral]:
    """Referrals that the provider has accepted and not concluded, the soonest to be seen first."""
    return referrals_for_provider(actor).filter(state__in=(ACCEPTED, ATTENDED)).order_by("attend_due_at", "pk")


@discloses("referral.slip", needs=MAY_REFER, subject=Referral, kind="export", results=serial_noted)
def slip_of(actor: Actor, referral: Referral) -> ToPaper:
    """A referral as the slip for it is filled in: who offers what how soon, and nothing of whom it is for."""
    begun = {
        "service": referral.service,
        "provider": str(referral.provider_id),
        "urgency": referral.urgency,
        "transport_arranged": referral.transport_arranged,
        "escort_arranged": referral.escort_arranged,
    }
    return to_paper(referral, begun)


@discloses("referral.feedback", needs=MAY_SEE_REFERRAL, subject=Referral)
def feedback_on(actor: Actor, referral: Referral) -> str:
    """What the survivor said of the service, for the desk alone."""
    return str(referral.feedback.open())


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
