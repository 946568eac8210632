"""Flags of a case and of all cases in reach, in codes; their words by a recorded look."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_FLAG, MAY_SEE_CASES, within_reach
from genderdesk.casework.cases.models import Case, Flag
from genderdesk.casework.cases.vocabulary import FLAG_RAISED, FlagShow, LookReason
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses

_SOONEST = F("due_on").asc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class OpenedFlag:
    """What was written when a flag was raised and when it was taken down, opened for one reader."""

    words: str
    note: str


def flags_of(case: Case) -> list[Flag]:
    """Every flag of a case, the newest first."""
    return list(Flag.objects.filter(case=case).order_by("-raised_at", "-id"))


def raised_flags(case: Case, limit: int) -> list[Flag]:
    """The flags of a case that nobody has taken down, the soonest due first."""
    return list(Flag.objects.filter(case=case, state=FLAG_RAISED).order_by(_SOONEST, "raised_at", "id")[:limit])


def flag_for(actor: Actor, case_id: uuid.UUID, flag_id: uuid.UUID) -> Flag:
    """A flag of a case that the actor may flag; Missing otherwise."""
    people = ("assigned_to", "counsellor", "survivor")
    related = [f"case__{each}" for each in ("institution", "desk", "district", "report", "incident", "death", *people)]
    found = one_of(Flag.objects.select_related(*related).filter(pk=flag_id, case_id=case_id))
    if found is None or not permits(actor, MAY_FLAG, found):
        raise Missing(_("There is no such flag in a case of your desk."))
    return found


def flag_list(actor: Actor, *, show: FlagShow = FlagShow.ALL, mine: bool = False) -> QuerySet[Flag]:
    """Raised flags of the cases in the actor's reach: all, those due by today, or those without a day."""
    found = Flag.objects.filter(within_reach(actor, "case__"), state=FLAG_RAISED)
    if show is FlagShow.DUE:
        found = found.filter(due_on__lte=timezone.localdate())
    elif show is FlagShow.NO_DAY:
        found = found.filter(due_on__isnull=True)
    return (found.filter(_in_hands_of(actor)) if mine else found).select_related("case__assigned_to")


def due_flags(actor: Actor) -> QuerySet[Flag]:
    """Flags that are due today or overdue, the longest overdue first: of the cases in the actor's hands, and for the
    head of the desk of all in reach."""
    found = flag_list(actor, show=FlagShow.DUE, mine=not actor.has("desk_head"))
    return found.order_by("due_on", "id")


def _in_hands_of(actor: Actor) -> Q:
    """Cases that the actor works on as officer or as counsellor."""
    if actor.officer_id is None:
        return Q(pk__in=[])
    return Q(case__assigned_to_id=actor.officer_id) | Q(case__counsellor_id=actor.officer_id)


@discloses("case.flags", needs=MAY_SEE_CASES, subject=Case, notes=("reason",))
def opened_flags(actor: Actor, case: Case, *, reason: LookReason) -> dict[uuid.UUID, OpenedFlag]:
    """What was written with every flag of a case, by flag."""
    return {each.pk: OpenedFlag(each.words.open(), each.note.open()) for each in Flag.objects.filter(case=case)}
