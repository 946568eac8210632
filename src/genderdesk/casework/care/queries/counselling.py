"""What a counsellor sees of the own counselling; of others' nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import IS_COUNSELLOR, MAY_ANSWER, MAY_COUNSEL
from genderdesk.casework.care.models import (
    Counselling,
    CounsellingNote,
    CounsellingSession,
    CounsellingSummary,
    GroupSession,
    Referral,
    Supervision,
)
from genderdesk.casework.care.queries.outlets import TOLD
from genderdesk.casework.care.vocabulary import PLANNED, WITH_PROVIDER
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import cases_within_reach, may_still_leave
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import vault
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class OwnNote:
    """One note of the counsellor's own, opened."""

    session_id: uuid.UUID
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider was told of a counselling, opened."""

    at: datetime
    text: str


def own_counselling(actor: Actor) -> QuerySet[Counselling]:
    """Whom the actor accompanies or has accompanied, in cases within reach."""
    if not actor.has("counsellor"):
        return Counselling.objects.none()
    return Counselling.objects.filter(cases_within_reach(actor, "case__"), account_id=actor.id)


def my_people(actor: Actor) -> QuerySet[Counselling]:
    """Whom the actor accompanies now."""
    return own_counselling(actor).filter(ended_at__isnull=True).select_related("case")


def counselling_of(actor: Actor, case: Case) -> list[Counselling]:
    """The actor's own counselling of a case with its sessions, the newest first."""
    found = own_counselling(actor).filter(case=case).select_related("case").order_by("-began_at", "-id")
    newest_first = CounsellingSession.objects.order_by("-due_at", "-id")
    return list(found.prefetch_related(Prefetch("sessions", newest_first)))


def counselling_for(actor: Actor, counselling_id: uuid.UUID) -> Counselling:
    """One counselling of the actor's own; Missing otherwise."""
    found = one_of(Counselling.objects.select_related("case").filter(pk=counselling_id))
    if found is None or not permits(actor, MAY_COUNSEL, found):
        raise Missing(_("There is no such counselling of yours."))
    return found


def session_for(actor: Actor, session_id: uuid.UUID) -> CounsellingSession:
    """One session of the actor's own counselling; Missing otherwise."""
    # Both files' words on safe contact stand on the page.
    case = "counselling__case__"
    related = (f"{case}survivor", f"{case}joined_to__survivor")
    found = one_of(CounsellingSession.objects.select_related(*related).filter(pk=session_id))
    if found is None or not permits(actor, MAY_COUNSEL, found):
        raise Missing(_("There is no such session of yours."))
    return found


def appointments(actor: Actor, *, within_hours: int = 24) -> QuerySet[CounsellingSession]:
    """The actor's own appointments that are due within a day, or past and not yet written up; the first one first."""
    until = timezone.now() + timedelta(hours=within_hours)
    found = CounsellingSession.objects.filter(cases_within_reach(actor, "counselling__case__"))
    found = found.filter(account_id=actor.id, state=PLANNED, due_at__lt=until)
    return found.select_related("counselling__case").order_by("due_at", "id")


def plans_to_review(actor: Actor) -> QuerySet[Counselling]:
    """Safety plans that the actor wanted to look at again by today."""
    return my_people(actor).filter(plan_review_on__lte=timezone.localdate()).order_by("plan_review_on", "id")


@discloses("counselling.notes", needs=MAY_COUNSEL, subject=Counselling)
def own_notes(actor: Actor, counselling: Counselling) -> list[OwnNote] | None:
    """The counsellor's own notes, oldest first; None where her or his key is not open in this browser, or a new one."""
    notes = CounsellingNote.objects.filter(session__counselling=counselling).select_related("session__counselling")
    try:
        return [OwnNote(each.session_id, each.written_at, each.text.open()) for each in notes.order_by("written_at")]
    except vault.NotHolder:
        return None


def was_told(referral: Referral) -> bool:
    """Whether a counsellor has told the provider anything with this referral."""
    return CounsellingSummary.objects.filter(referral=referral).exists()


@discloses("referral.counselling", needs=MAY_ANSWER, subject=Referral)
def told_to_provider(actor: Actor, referral: Referral) -> list[Told]:
    """What the provider was told of the counselling, while the consent lives."""
    if referral.state not in WITH_PROVIDER:
        return []
    return [
        Told(each.written_at, each.text.open())
        for each in CounsellingSummary.objects.filter(referral=referral).order_by("written_at")
        if may_still_leave(referral.case, TOLD, each.consent_id)
    ]


@discloses("counselling.told", needs=MAY_COUNSEL, subject=Referral)
def told_by_counsellor(actor: Actor, referral: Referral) -> list[Told]:
    """What the actor has told the provider of a referral."""
    found = CounsellingSummary.objects.filter(referral=referral, written_by=actor.id).order_by("written_at")
    return [Told(each.written_at, each.text.open()) for each in found]


def groups_of(actor: Actor) -> QuerySet[GroupSession]:
    """Groups that the actor has kept."""
    return GroupSession.objects.filter(account_id=actor.id)


def supervision_of(actor: Actor) -> list[Supervision]:
    """The actor's own supervision, what is asked for first."""
    return list(Supervision.objects.filter(account_id=actor.id).order_by("-asked_at")[:12])


def supervision_for(actor: Actor, supervision_id: uuid.UUID) -> Supervision:
    """One supervision of the actor's own; Missing otherwise."""
    found = one_of(Supervision.objects.filter(pk=supervision_id, account_id=actor.id))
    if found is None or not permits(actor, IS_COUNSELLOR):
        raise Missing(_("There is no such supervision of yours."))
    return found


def supervision_wanted(actor: Actor) -> QuerySet[Supervision]:
    """Who asks for supervision, for the head of the desk."""
    if actor.institution_id is None or actor.desk_id is None:
        return Supervision.objects.none()
    found = Supervision.objects.filter(institution_id=actor.institution_id, held_on__isnull=True)
    if not actor.national:
        found = found.filter(desk_id=actor.desk_id)
    return found.select_related("desk").order_by("asked_at")
