"""Lists, one file, and the two looks that open something."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import readings
from genderdesk.casework.cases.access import FILE_ROLES, MAY_SEE_CASES, sealed_to, visible_to, within_reach
from genderdesk.casework.cases.models import Case, CaseEvent
from genderdesk.casework.cases.queries.joins import told_to
from genderdesk.casework.cases.rules import Clock, medical_clocks
from genderdesk.casework.cases.vocabulary import ENDED, NOTES_OF_THE_AUTHOR, ON_TODAY, EventKind, LookReason, Sex
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import in_conflict
from genderdesk.casework.intake.vocabulary import StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.queries import headquarters_desk, members_of, post_holders


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the survivor is and how to reach her or him, opened for one reader."""

    names: str
    phone: str
    address: str
    national_id: str
    birth_date: date | None
    guardian: str
    contact_notes: str


@dataclass(frozen=True, slots=True)
class Account:
    """What was told, opened for one reader: the account, the place, and the notes by the id of their line."""

    account: str
    place: str
    notes: dict[uuid.UUID, str]


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A line of the timeline without what a person wrote."""

    id: uuid.UUID
    kind: EventKind
    at: datetime
    who: str
    ref: str
    has_note: bool


def cases_within_reach(actor: Actor, path: str) -> Q:
    """The same as a condition on another room's records that lead to a case by ``path``."""
    return within_reach(actor, path)


def may_work_on(actor: Actor, case: Case) -> bool:
    """Whether an actor may open this file at all."""
    return permits(actor, MAY_SEE_CASES, case)


def works_on_report(actor: Actor, report_id: uuid.UUID) -> bool:
    """Whether an actor works on the case that a report was opened as."""
    case = Case.objects.filter(report_id=report_id).first() if actor.has(*FILE_ROLES) else None
    return case is not None and may_work_on(actor, case)


# What a list shows of a case, and nothing more: no sealed value is read, no record made of each row.
_LISTED = (
    "pk",
    "number",
    "state",
    "opened_at",
    "survivor__code",
    "incident__gbv_type",
    "district__name",
    "assigned_to__rank",
    "assigned_to__given_name",
    "assigned_to__family_name",
)


def case_list(actor: Actor, *, state: str = "open", mine: bool = False) -> QuerySet[Any, Any]:
    """The cases that an actor may list, as plain rows: ``open``, ``all``, one state, or ``sealed`` for those of her
    cells, which stand in no other list; all or only the own."""
    found = sealed_to(actor) if state == "sealed" else visible_to(actor, cells=False)
    query = found.values_list(*_LISTED, named=True)
    if mine:
        query = query.filter(assigned_to_id=actor.officer_id) if actor.officer_id else query.none()
    if state == "open":
        return query.exclude(state__in=ENDED)
    return query if state in ("all", "sealed") else query.filter(state=state)


def case_for(actor: Actor, case_id: uuid.UUID) -> Case:
    """One case that the actor may see; Missing otherwise, whether or not it exists."""
    people = ("assigned_to", "counsellor", "survivor")
    related = ("institution", "desk__unit", "district", "report", "incident", "death", "joined_to", *people)
    case = one_of(Case.objects.select_related(*related).filter(pk=case_id))
    if case is None or not may_work_on(actor, case):
        raise Missing(_("There is no such case for your desk."))
    return case


def case_is_there(actor: Actor, **by: Any) -> uuid.UUID | None:
    """The id of the case with this number or id that the actor may open, None where there is none for her. One that was
    joined to another leads to that one."""
    found = visible_to(actor).filter(Q(**by) | Q(pk__in=Case.objects.filter(**by).values("joined_to")))
    return found.values_list("pk", flat=True).first()


def case_by_id(case_id: uuid.UUID | str) -> Case | None:
    """A case for another room's subscriber or job; shows nothing sealed."""
    return one_of(Case.objects.select_related("institution", "district", "desk").filter(pk=case_id))


def whole_case(**by: uuid.UUID | str) -> Case | None:
    """A case, or the one that it was joined to, where people look: its number, state and hands."""
    case = Case.objects.filter(**by).select_related("assigned_to", "joined_to__assigned_to").first()
    return case.joined_to or case if case is not None else None


# What was told in a few words leaves these kinds open to a sexual act.
_MAY_BE_SEXUAL = (StatedKind.SEXUAL, StatedKind.NOT_STATED)


def windows_of_report(report: Report) -> tuple[Clock, ...]:
    """The windows that alarm, from what a report says before anybody has asked more: unknown is not no."""
    if report.stated_kind not in _MAY_BE_SEXUAL:
        return ()
    occurred = None
    if report.occurred_at is not None:
        occurred = Moment(timezone.localtime(report.occurred_at), Precision(report.occurred_precision))
    found = medical_clocks(
        occurred, timezone.now(), penetration=Answer.UNKNOWN, sexual_contact=Answer.UNKNOWN, sex=Sex.UNKNOWN
    )
    return tuple(each for each in found if each.kind in ON_TODAY)


def clocks_of(case: Case) -> tuple[Clock, ...]:
    """What cannot wait in this case, and its medical windows at this moment; none runs once it has ended, or she or he
    has died."""
    if case.state in ENDED or getattr(case, "death", None) is not None:
        return ()
    return readings.clocks_of(case.survivor, case.incident, timezone.now())


def workers_at(*desks: uuid.UUID | None) -> list[Officer]:
    """Who works on cases by a post at one of these desks, each once."""
    at = dict.fromkeys(desk for desk in desks if desk is not None)
    return list(dict.fromkeys(each for desk in at for role in FILE_ROLES for each in post_holders(desk, role)))


def officers_for(case: Case) -> list[Officer]:
    """Officers into whose hands a case can be put: its desk's and those at the institution's headquarters, or its
    cell's where it is sealed; nobody whom a conflict bars."""
    if case.cell_id is not None:
        inside = [each.officer for each in members_of(case.cell_id) if each.officer is not None]
        return _without_conflict(case, inside)
    return _without_conflict(case, workers_at(case.desk_id, headquarters_desk(case.institution_id).pk))


def counsellors_for(case: Case) -> list[Officer]:
    """Counsellors to whom a case can be handed over: of its desk and of headquarters, within its cell where sealed."""
    desks = dict.fromkeys([case.desk_id, headquarters_desk(case.institution_id).pk])
    found = list(dict.fromkeys(each for desk in desks for each in post_holders(desk, "counsellor")))
    if case.cell_id is not None:
        inside = {each.officer_id for each in members_of(case.cell_id)}
        found = [each for each in found if each.pk in inside]
    return _without_conflict(case, found)


def _without_conflict(case: Case, officers: list[Officer]) -> list[Officer]:
    barred = in_conflict(case.report_id, [each.pk for each in officers])
    return [each for each in officers if each.pk not in barred]


def timeline_of(actor: Actor, case: Case) -> list[TimelineLine]:
    """The timeline, newest first, without what a person wrote."""
    events = told_to(actor, case, list(CaseEvent.objects.filter(case=case).order_by("-at", "-id")))
    return [
        TimelineLine(event.pk, EventKind(event.kind), event.at, event.actor_code, event.ref, bool(event.note))
        for event in events
    ]


@discloses("case.identity", needs=MAY_SEE_CASES, subject=Case, notes=("reason",))
def identity_of(actor: Actor, case: Case, *, reason: LookReason) -> Identity:
    """Names, number, address, identity card, birth date, guardian and the words on safe contact."""
    survivor = case.survivor
    born = survivor.birth_date.open(if_erased="")
    return Identity(
        names=survivor.names.open(),
        phone=survivor.phone.open(),
        address=survivor.address.open(),
        national_id=survivor.national_id.open(),
        birth_date=date.fromisoformat(born) if born else None,
        guardian=survivor.guardian.open(),
        contact_notes=survivor.contact_notes.open(),
    )


@discloses("case.account", needs=MAY_SEE_CASES, subject=Case, notes=("reason",))
def account_of(actor: Actor, case: Case, *, reason: LookReason) -> Account:
    """The account, the place, and what was written in the timeline, but for notes that others alone read."""
    events = told_to(actor, case, list(CaseEvent.objects.filter(case=case)))
    return Account(
        account=case.incident.account.open(),
        place=case.incident.place_text.open(),
        notes={event.pk: event.note.open() for event in events if event.note and _may_read(actor, event)},
    )


def _may_read(actor: Actor, event: CaseEvent) -> bool:
    return event.kind not in NOTES_OF_THE_AUTHOR or event.actor_id == actor.id
