"""Cells: which are open, who belongs to one today, and to which an actor belongs."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.circle import finds_cells
from genderdesk.organisation.institution.models import Cell, CellMember, Institution
from genderdesk.organisation.institution.queries.days import in_force, open_on, today
from genderdesk.organisation.institution.vocabulary import InstitutionKind, Role

_NONE: frozenset[uuid.UUID] = frozenset()


@editions.kept_while("circles")
def _cells_of(officer_id: uuid.UUID | None, account_id: uuid.UUID, day: date) -> frozenset[uuid.UUID]:
    person = Q(account_id=account_id) | (Q(officer_id=officer_id) if officer_id else Q(pk__in=[]))
    member = CellMember.objects.filter(person, in_force(day, "starts_on", "ends_on"))
    return frozenset(member.values_list("cell_id", flat=True))


@finds_cells
def cells_of(actor: Actor) -> frozenset[uuid.UUID]:
    """The cells that an actor belongs to today. A closed cell keeps its members: it keeps its files too."""
    return _cells_of(actor.officer_id, actor.id, today())


def cell_of(institution_id: uuid.UUID, on: date | None = None) -> Cell | None:
    """An institution's cell that takes new files: the oldest that is open on the day."""
    return Cell.objects.filter(open_on(on), institution_id=institution_id).select_related("institution").first()


def cells_to_choose(on: date | None = None) -> list[Cell]:
    """Every open cell of a police service or defence force, one for each institution, the oldest."""
    found: dict[uuid.UUID, Cell] = {}
    for cell in Cell.objects.filter(open_on(on)).select_related("institution"):
        found.setdefault(cell.institution_id, cell)
    return sorted(found.values(), key=lambda cell: cell.institution.code)


def members_of(cell: Cell | uuid.UUID, on: date | None = None) -> list[CellMember]:
    """Who belongs to a cell on the day."""
    cell_id = cell.pk if isinstance(cell, Cell) else cell
    member = CellMember.objects.filter(in_force(on, "starts_on", "ends_on"), cell_id=cell_id)
    return list(member.select_related("officer"))


def cells_to_see(actor: Actor) -> QuerySet[Cell]:
    """The cells whose members an actor may see: every one for an administrator and for oversight from outside, those
    of the own institution for its oversight, and the own ones for a member."""
    own = Q(pk__in=cells_of(actor))
    if actor.has(Role.ADMINISTRATOR) or (actor.has(Role.OVERSIGHT) and actor.institution_id is None):
        own = Q()
    elif actor.has(Role.OVERSIGHT):
        own |= Q(institution_id=actor.institution_id)
    return Cell.objects.filter(own).select_related("institution").order_by("institution__code", "opened_on", "id")


def all_members_of(cell: Cell) -> list[CellMember]:
    """Everybody who ever belonged to a cell or will, by their first day."""
    return list(cell.members.select_related("officer").order_by("starts_on", "id"))


def members_by_cell(cells: Collection[uuid.UUID]) -> dict[uuid.UUID, list[CellMember]]:
    """The same of several cells, in one query."""
    found: dict[uuid.UUID, list[CellMember]] = {}
    for each in CellMember.objects.filter(cell_id__in=cells):
        found.setdefault(each.cell_id, []).append(each)
    return found


def institutions_with_cells() -> list[Institution]:
    """The security institutions, each of which has a cell."""
    kinds = (InstitutionKind.POLICE, InstitutionKind.DEFENCE)
    return list(Institution.objects.filter(kind__in=kinds))
