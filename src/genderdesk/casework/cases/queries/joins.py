"""Two files of one person: which may be, which are asked to be joined, and which are."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_AGREE_JOIN, MAY_SEE_CASES, visible_to, within_reach
from genderdesk.casework.cases.models import Case, CaseEvent, CaseJoin, NameToken, Survivor
from genderdesk.casework.cases.vocabulary import CASE_NUMBER, JOIN_EVENTS, JOINABLE, Sameness
from genderdesk.casework.intake.vocabulary import SEALED_NUMBER
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.refusals import Conflict, Missing
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.two_persons import is_same_person

_MOST = 5
_AT_ONCE = 200
_NOBODY = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Alike:
    """A file that may be of the same person, and by what; nothing of either is opened."""

    case: Case
    by: tuple[Sameness, ...]


@dataclass(frozen=True, slots=True)
class JoinWords:
    """What was written beside a join, opened."""

    why: str
    sent_back_why: str
    parting_why: str


def demand_not_joined(case: Case) -> None:
    """Conflict for a file that was joined to another one: it is kept as it was, and work goes on in that one."""
    if case.joined_to_id is not None:
        raise Conflict(_("This file was joined to another one. Go on in that one; nothing is changed here."))


def alike(actor: Actor, case: Case) -> list[Alike]:
    """At most five files of the same desk that may be this survivor's too, the newest first: the same number, identity
    card or whole name. None of a sealed file, which no index finds."""
    if case.cell_id is not None or case.state not in JOINABLE:
        return []
    survivor, named = case.survivor, _same_name(case)
    same = {
        Sameness.PHONE: _cases_with(phone_index=survivor.phone_index),
        Sameness.NATIONAL_ID: _cases_with(national_id_index=survivor.national_id_index),
        Sameness.NAME: named,
    }
    near = visible_to(actor, cells=False).filter(desk_id=case.desk_id, institution_id=case.institution_id)
    near = near.filter(same[Sameness.PHONE] | same[Sameness.NATIONAL_ID] | named, state__in=JOINABLE)
    marked = {f"by_{key}": ExpressionWrapper(each, BooleanField()) for key, each in same.items()}
    rows = near.exclude(pk=case.pk).annotate(**marked).select_related("survivor").order_by("-opened_at", "-pk")[:_MOST]
    return [Alike(row, tuple(key for key in Sameness if getattr(row, f"by_{key}"))) for row in rows]


def _cases_with(**index: str) -> Q:
    """Cases whose survivor stands in a keyed index like this; none where there is no digest."""
    if not all(index.values()):
        return _NOBODY
    return Q(pk__in=Survivor.objects.filter(**index).values("case"))


def _same_name(case: Case) -> Q:
    """Cases in which every part of this survivor's name stands as it is written; of one part alone none."""
    digests = list(NameToken.objects.filter(case=case, exact=True).values_list("digest", flat=True))
    if len(digests) < 2:
        return _NOBODY
    found = Q()
    for digest in sorted(digests):
        found &= Q(pk__in=NameToken.objects.filter(digest=digest, exact=True).values("case"))
    return found


def case_by_number(actor: Actor, typed: str) -> Case | None:
    """The case of a typed number that the actor may open, None where there is none for her; joined ones are parts."""
    numbers = [read for space in (CASE_NUMBER[0], SEALED_NUMBER[0]) if (read := read_number(typed, space))]
    related = ("survivor", "incident", "report", "institution", "desk")
    return visible_to(actor).filter(number__in=numbers).select_related(*related).first()


def joins_here(actor: Actor, case: Case) -> list[CaseJoin]:
    """What is asked to be joined to a file, and what was joined to it, newest first: parts that the actor may read."""
    found = CaseJoin.objects.filter(into=case, sent_back_at__isnull=True, parted_at__isnull=True)
    related = ("case__survivor", "case__incident", "case__district", "case__report", "case__joined_to")
    rows = found.select_related(*related).order_by("-asked_at", "-id")
    return [each for each in rows if permits(actor, MAY_SEE_CASES, each.case)]


def join_of(actor: Actor, case: Case) -> CaseJoin | None:
    """The request or join that stands for a file which is to become, or is, a part of another one; None where that
    other one is not there for the actor."""
    found = CaseJoin.objects.filter(case=case, sent_back_at__isnull=True, parted_at__isnull=True)
    join = found.select_related("into__joined_to").order_by("-asked_at", "-id").first()
    return join if join is not None and permits(actor, MAY_SEE_CASES, join.into) else None


def told_to(actor: Actor, case: Case, events: list[CaseEvent]) -> list[CaseEvent]:
    """The lines of a timeline, without those of a join with a file that is not there for the actor.

    A line keeps the number that the other file had then: where one of several is hidden, only lines with the number of
    one that she may see are told.
    """
    if not any(each.kind in JOIN_EVENTS for each in events):
        return events
    # Asked as the system: a join that the database's own wall hides is one more that she may not see.
    with walls.seen_by(walls.SYSTEM):
        found = CaseJoin.objects.filter(Q(case=case) | Q(into=case)).select_related(
            "case__joined_to", "into__joined_to"
        )
        others = [join.into if join.case_id == case.pk else join.case for join in found]
    seen = [each.number for each in others if permits(actor, MAY_SEE_CASES, each)]
    if len(seen) == len(others):
        return events
    return [each for each in events if each.kind not in JOIN_EVENTS or each.ref in seen]


def join_for(actor: Actor, case_id: uuid.UUID, join_id: uuid.UUID) -> CaseJoin:
    """A join of a file that the actor may see, with both files in her reach; Missing otherwise."""
    related = ("case__joined_to", "case__report", "into__survivor", "into__incident", "into__desk", "into__district")
    found = CaseJoin.objects.filter(pk=join_id).filter(Q(case_id=case_id) | Q(into_id=case_id))
    join = found.select_related(*related, "into__report", "into__assigned_to").first()
    if join is None or not all(permits(actor, MAY_SEE_CASES, each) for each in (join.case, join.into)):
        raise Missing(_("There is no such request for your desk."))
    return join


def joins_to_decide(actor: Actor) -> list[CaseJoin]:
    """Requests to join two files, or to part them, that wait for this actor as the second person, oldest first."""
    if not permits(actor, MAY_AGREE_JOIN):
        return []
    found = CaseJoin.objects.filter(within_reach(actor, "into__"), waiting_since__isnull=False)
    rows = found.select_related("case__joined_to", "into").order_by("waiting_since", "id")[:_AT_ONCE]
    return [each for each in rows if not is_asker(actor, each) and _decides(actor, each)]


def _decides(actor: Actor, join: CaseJoin) -> bool:
    return all(permits(actor, MAY_AGREE_JOIN, each) for each in (join.case, join.into))


def is_asker(actor: Actor, join: CaseJoin) -> bool:
    """Whether the actor asked for what waits in a join."""
    if join.parting_waits:
        return is_same_person(actor, join.parting_asked_by, join.parting_asked_officer)
    return is_same_person(actor, join.asked_by, join.asked_officer)


def case_and_whole(case_id: uuid.UUID) -> list[uuid.UUID]:
    """A case and, where it was joined to another one, that one too: what is refused in the one is refused in both."""
    found = Case.objects.filter(pk=case_id, joined_to__isnull=False)
    return [case_id, *found.values_list("joined_to_id", flat=True)]


def joined_files(actor: Actor, case: Case) -> list[Case]:
    """The files that were joined to a file and that the actor may read, newest first."""
    rows: QuerySet[Any] = Case.objects.filter(joined_to=case).select_related("joined_to").order_by("-opened_at", "-pk")
    return [each for each in rows if permits(actor, MAY_SEE_CASES, each)]


@discloses("case.join_words", needs=MAY_SEE_CASES, subject=Case)
def words_of_joins(actor: Actor, case: Case, *, joins: Iterable[uuid.UUID]) -> dict[uuid.UUID, JoinWords]:
    """Why a file is to become a part of another, or to be parted from it again, by the id of the join."""
    found = CaseJoin.objects.filter(case=case, pk__in=list(joins)).select_related("case")
    return {each.pk: JoinWords(each.why.open(), each.sent_back_why.open(), each.parting_why.open()) for each in found}
