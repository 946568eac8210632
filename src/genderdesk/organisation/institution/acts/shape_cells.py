"""Cells: opened, filled and emptied. Who may know of sealed files follows from it at once."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act
from genderdesk.organisation.institution.access import MAY_SHAPE_CELLS
from genderdesk.organisation.institution.models import Cell, CellMember, Institution, Officer
from genderdesk.organisation.institution.queries import headquarters_desk, members_of, post_holders
from genderdesk.organisation.institution.vocabulary import Role


@act("cell.open", needs=MAY_SHAPE_CELLS, subject=Institution)
def open_cell(actor: Actor, institution: Institution, *, name: str) -> Cell:
    """Open a cell with the heads of the institution's headquarters desk as its first members."""
    if not name.strip():
        raise Invalid(_("Give the cell a name that says nothing to others."), "name")
    day = timezone.localdate()
    cell = Cell.objects.create(institution=institution, name=name.strip(), opened_on=day)
    heads = post_holders(headquarters_desk(institution), Role.DESK_HEAD)
    CellMember.objects.bulk_create(CellMember(cell=cell, officer=each, starts_on=day) for each in heads)
    return cell


@act("cell.admit", needs=MAY_SHAPE_CELLS, subject=Cell)
def admit_to_cell(
    actor: Actor, cell: Cell, *, officer: Officer | None = None, account_id: uuid.UUID | None = None
) -> CellMember:
    """Take an officer, or an account without a post, into a cell from today on. Invalid for herself, and for an officer
    of another institution."""
    if (officer is None) == (account_id is None):
        raise Invalid(_("Choose an officer, or an account without a post; not both."), "officer")
    if account_id == actor.id or (officer is not None and officer.pk == actor.officer_id):
        raise Invalid(_("Nobody admits herself or himself to a cell. Ask another administrator."), "officer")
    if officer is not None and officer.institution_id != cell.institution_id:
        raise Invalid(_("This officer serves another institution."), "officer")
    person = {"officer": officer, "account_id": account_id}
    if CellMember.objects.filter(cell=cell, ends_on__isnull=True, **person).exists():
        raise Conflict(_("This person belongs to the cell already."))
    return CellMember.objects.create(cell=cell, starts_on=timezone.localdate(), **person)


@act("cell.release", needs=MAY_SHAPE_CELLS, subject=CellMember)
def release_from_cell(actor: Actor, member: CellMember) -> CellMember:
    """Take somebody out of a cell as of today; the last member stays, since nobody could open its files then."""
    if len(members_of(member.cell_id)) < 2:
        raise Conflict(_("This is the last member of the cell. Admit somebody else first."))
    member.ends_on = timezone.localdate()
    member.save(update_fields=["ends_on"])
    return member
