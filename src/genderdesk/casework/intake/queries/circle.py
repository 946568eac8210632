"""The circle around a file: its conflict register, whom it bars, its cell, and what waits for a second person."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake.access import MAY_LIFT, MAY_SEE_CIRCLE
from genderdesk.casework.intake.models import Conflict, Report
from genderdesk.casework.intake.vocabulary import ConflictKind
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import approvals, vault
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.circle import finds_conflicts, kept_for_everybody, open_to
from genderdesk.groundwork.protection.models import Approval
from genderdesk.organisation.accounts.queries import accounts_of_officers, officers_of_accounts
from genderdesk.organisation.institution.models import Cell, CellMember
from genderdesk.organisation.institution.queries import members_of, served_in_command
from genderdesk.organisation.institution.vocabulary import Reach

_NONE: frozenset[uuid.UUID] = frozenset()


@finds_conflicts
def barred_files(actor: Actor) -> frozenset[uuid.UUID]:
    """The files from which a conflict bars an actor: named in person or as a relative, or by a unit in which she or
    he served within the chain of command. Kept in memory until a conflict, an appointment or the tree changes."""
    return _barred(actor.officer_id, actor.id, timezone.localdate(), editions.stamps().get("organisation", ""))


@kept_for_everybody("circles")
def _barred(officer_id: uuid.UUID | None, account_id: uuid.UUID, day: date, _organisation: str) -> frozenset[uuid.UUID]:
    person = Q(account_id=account_id) | (Q(officer_id=officer_id) if officer_id else Q(pk__in=[]))
    still = Conflict.objects.filter(lifted_at__isnull=True)
    named = set(still.filter(person).values_list("report_id", flat=True))
    if officer_id is None:
        return frozenset(named)
    for report_id, unit_id, reach, since in _of_units(day):
        if report_id not in named and served_in_command(officer_id, unit_id, Reach(reach), since, day):
            named.add(report_id)
    return frozenset(named)


@kept_for_everybody("circles")
def _of_units(_day: date) -> tuple[tuple[uuid.UUID, uuid.UUID, str, date], ...]:
    found = Conflict.objects.filter(lifted_at__isnull=True, kind=ConflictKind.UNIT)
    return tuple(
        (report_id, unit_id, reach, since)
        for report_id, unit_id, reach, since in found.values_list("report_id", "unit_id", "reach", "since")
        if unit_id is not None
    )


def files_in_conflict() -> frozenset[uuid.UUID]:
    """Every file from which somebody is barred."""
    return frozenset(Conflict.objects.filter(lifted_at__isnull=True).values_list("report_id", flat=True))


def in_conflict(report_id: uuid.UUID, officer_ids: Iterable[uuid.UUID | None]) -> frozenset[uuid.UUID]:
    """Which of these officers a file's register bars, for whoever must not send or assign them."""
    return in_conflict_by_file([report_id], officer_ids).get(report_id, _NONE)


def in_conflict_by_file(
    report_ids: Collection[uuid.UUID], officer_ids: Iterable[uuid.UUID | None]
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """The same for several files in one query; files that bar none of them are left out."""
    wanted = {each for each in officer_ids if each is not None}
    if not wanted or not report_ids:
        return {}
    found: dict[uuid.UUID, frozenset[uuid.UUID]] = {}
    declared = list(Conflict.objects.filter(report_id__in=report_ids, lifted_at__isnull=True))
    officers = officers_of_accounts([each.account_id for each in declared if each.account_id])
    for each in declared:
        officer_id = officers.get(each.account_id) if each.account_id else each.officer_id
        found[each.report_id] = found.get(each.report_id, _NONE) | _barred_by(each, officer_id, wanted)
    return found


def _barred_by(declared: Conflict, officer_id: uuid.UUID | None, officer_ids: set[uuid.UUID]) -> frozenset[uuid.UUID]:
    if declared.unit_id is None:
        return frozenset({officer_id} & officer_ids) if officer_id else _NONE
    unit_id, reach = declared.unit_id, Reach(declared.reach)
    return frozenset(each for each in officer_ids if served_in_command(each, unit_id, reach, declared.since))


def same_event(report: Report) -> list[Report]:
    """Every other report of the same event: what it is a copy of, and all copies of that, near and far."""
    found = {report.pk: report}
    beside = Q(pk=report.duplicate_of_id) | Q(duplicate_of=report.pk)
    while fresh := list(Report.objects.filter(beside).exclude(pk__in=found).select_related("institution")):
        found |= {each.pk: each for each in fresh}
        beside = Q(pk__in=[each.duplicate_of_id for each in fresh]) | Q(duplicate_of__in=[each.pk for each in fresh])
    return [each for key, each in found.items() if key != report.pk]


def members_not_in_conflict(report: Report, cell: Cell | None = None) -> list[CellMember]:
    """Who of a sealed file's cell may see it; of another ``cell``, who might if the file went there."""
    cell_id = cell.pk if cell is not None else report.cell_id
    if cell_id is None:
        return []
    members = members_of(cell_id)
    barred = in_conflict(report.pk, [each.officer_id for each in members])
    accounts = Conflict.objects.filter(report=report, lifted_at__isnull=True, account_id__isnull=False)
    without = set(accounts.values_list("account_id", flat=True))
    return [each for each in members if each.officer_id not in barred and each.account_id not in without]


def guarded_report(actor: Actor, report_id: uuid.UUID) -> Report:
    """A report whose circle the actor may look at: she works on the file, or watches over it. Missing otherwise, by
    the very same statements where there is no such report."""
    found = Report.objects.filter(open_to(actor, file="id"), pk=report_id)
    report = found.select_related("institution", "district", "cell__institution").first()
    if report is None or not permits(actor, MAY_SEE_CIRCLE, report):
        raise Missing(_("There is no such report for your desk."))
    return report


@dataclass(frozen=True, slots=True)
class CircleOf:
    """Who may know of a file: its cell's members where it is sealed, the open conflicts, and what was asked of a second
    person about it."""

    members: list[CellMember]
    conflicts: list[Conflict]
    requests: list[Approval]


def circle_around(report: Report) -> CircleOf:
    """The circle of a file, in codes."""
    found = Conflict.objects.filter(report=report, lifted_at__isnull=True).select_related("officer", "unit")
    conflicts = list(found.order_by("declared_at", "id"))
    return CircleOf(members_not_in_conflict(report), conflicts, approvals.standing_about([report, *conflicts]))


def conflict_for(actor: Actor, report: Report, conflict_id: uuid.UUID) -> Conflict:
    """An open conflict of a file whose circle the actor may look at; Missing otherwise."""
    found = one_of(Conflict.objects.filter(report=report, pk=conflict_id, lifted_at__isnull=True))
    if found is None or not permits(actor, MAY_LIFT, found):
        raise Missing(_("This conflict has been lifted already."))
    return found


@dataclass(frozen=True, slots=True)
class KeyMoves:
    """What brings the key of a sealed file into the hands of its cell: ``to`` are the accounts of its members today,
    ``seal`` that the desk still has the key; who is to get it, who is to lose it."""

    to: frozenset[uuid.UUID]
    seal: bool
    give: frozenset[uuid.UUID]
    take: frozenset[uuid.UUID]

    def __bool__(self) -> bool:
        return self.seal or bool(self.give or self.take)


def key_moves(report: Report) -> KeyMoves:
    """What is to be done with the key of a file in a cell. Whoever left the cell keeps the key until a member can open
    the file, and while no member has a key and there is no recovery the words wait under the desk's: otherwise they
    would be lost."""
    members = members_not_in_conflict(report)
    officers = [each.officer_id for each in members if each.officer_id]
    to = frozenset(each.account_id for each in members if each.account_id) | frozenset(accounts_of_officers(officers))
    if not vault.is_sealed(report.pk):
        return KeyMoves(to, vault.somebody_could_open(to), _NONE, _NONE)
    holders = vault.holders_of(report.pk)
    held = frozenset(each.user_id for each in holders)
    member_opens = any(each.user_id in to and not each.waiting for each in holders)
    return KeyMoves(to, False, to - held, held - to if member_opens else _NONE)


def decided_in_cells(before: datetime) -> QuerySet[Report]:
    """Reports in a cell that triage decided before a time."""
    return Report.objects.filter(cell__isnull=False, decided_at__lt=before)
