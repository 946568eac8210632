"""Cells: opened, filled and emptied. Who may know of sealed files follows from it at once."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act
from genderdesk.organisation.institution.access import ADMIT, MAY_FILL_CELLS, MAY_SHAPE_CELLS
from genderdesk.organisation.institution.models import Cell, CellMember, Institution, Officer
from genderdesk.organisation.institution.queries import headquarters_desk, members_of, post_holders
from genderdesk.organisation.institution.rules.cells import Admission
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


@act("cell.admit", needs=MAY_FILL_CELLS, subject=Cell, notes=("starts_on", "ends_on"))
def admit_to_cell(
    actor: Actor,
    cell: Cell,
    *,
    officer: Officer | None = None,
    account_id: uuid.UUID | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> CellMember:
    """Take an officer, or an account without a post, into a cell once a second person has approved exactly that.

    Invalid for herself, and for an officer of another institution; Conflict where the person belongs to it then.
    """
    if (officer is None) == (account_id is None):
        raise Invalid(_("Choose an officer, or an account without a post; not both."), "officer")
    if account_id == actor.id or (officer is not None and officer.pk == actor.officer_id):
        raise Invalid(_("Nobody admits herself or himself to a cell. Ask another administrator."), "officer")
    if officer is not None and officer.institution_id != cell.institution_id:
        raise Invalid(_("This officer serves another institution."), "officer")
    today = timezone.localdate()
    first = starts_on or today
    if ends_on is not None and ends_on <= max(first, today):
        raise Invalid(_("The end must come after the start."), "ends_on")
    # Locked, so that two admissions at once do not both find that she is no member.
    cell = Cell.objects.select_for_update().get(pk=cell.pk)
    person = {"officer": officer, "account_id": account_id}
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=max(first, today))
    if CellMember.objects.filter(still, cell=cell, **person).exists():
        raise Conflict(_("This person belongs to the cell already."))
    if actor.kind != "system":
        known = officer.pk if officer is not None else account_id
        wanted = Admission(officer is not None, known or actor.id, first, ends_on)
        approvals.spend(actor, ADMIT, cell, scope=wanted.scope)
    # What was approved late begins late: nobody belonged to a cell before it was so.
    return CellMember.objects.create(cell=cell, starts_on=max(first, today), ends_on=ends_on, **person)


@act("cell.release", needs=MAY_FILL_CELLS, subject=CellMember, notes=("ends_on",))
def release_from_cell(actor: Actor, member: CellMember, *, ends_on: date | None = None) -> CellMember:
    """Take somebody out of a cell as of today or of a day to come. The last member without an end stays, since nobody
    could open the cell's files then; Conflict where she or he has left by that day."""
    today = timezone.localdate()
    day = ends_on or today
    if day < today:
        raise Invalid(_("Write today, or a day to come: what was seen before was seen."), "ends_on")
    Cell.objects.select_for_update().get(pk=member.cell_id)
    member = CellMember.objects.get(pk=member.pk)
    if member.ends_on is not None and member.ends_on <= day:
        raise Conflict(_("This person has left the cell by then already."))
    if all(each.pk == member.pk or each.ends_on is not None for each in members_of(member.cell_id, on=day)):
        raise Conflict(_("This is the last member of the cell. Admit somebody else first."))
    # Taken out before the first day, somebody was a member on no day.
    member.ends_on = max(day, member.starts_on)
    member.save(update_fields=["ends_on"])
    events.publish("cell.released", cell_id=member.cell_id)
    return member
