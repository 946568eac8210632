"""A file goes into a cell, from one cell to another, and out of it: everything that has grown from it moves along."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake.access import MAY_HAND_OVER
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import key_moves, members_not_in_conflict, same_event
from genderdesk.casework.intake.vocabulary import REPORT_NUMBER, SEALED_NUMBER, Sensitivity
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection import circle, vault, walls
from genderdesk.groundwork.protection.access import SYSTEM, Actor, system_only
from genderdesk.groundwork.protection.acts import Invalid, act, touch
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.organisation.institution.acts import open_cell
from genderdesk.organisation.institution.models import Cell, Desk, Institution
from genderdesk.organisation.institution.queries import cell_of, institutions_with_cells, members_of


def cell_for(institution: Institution) -> Cell:
    """The cell that takes an institution's sealed files; opened where there is none yet, so that no report waits."""
    return cell_of(institution.pk) or open_cell(SYSTEM, institution, name=_("Cell for sealed files"))


def cell_with_somebody_left(report: Report) -> Cell:
    """The cell that takes a file whose conflicts are known: the own institution's, or a sister's where all of the own
    are barred. Invalid where nobody would be left in any."""
    own = cell_for(report.institution)
    if members_not_in_conflict(report, own) or not members_of(own):
        return own
    for institution in institutions_with_cells():
        cell = cell_for(institution)
        if members_not_in_conflict(report, cell):
            return cell
    raise Invalid(
        _(
            "Nobody of any cell could see this file any more. Call oversight before you name who did it here: they "
            "take somebody into the cell who has no part in it."
        ),
        "unit",
    )


def put_into_cell(report: Report, cell: Cell) -> None:
    """Make a report one of a cell's: a number from another space, and no index by which its phone number is found."""
    report.sensitivity = Sensitivity.SEALED
    report.cell = cell
    report.number = new_number(*SEALED_NUMBER)
    report.phone_index = ""


def seal(actor: Actor, report: Report, cell: Cell | None = None) -> None:
    """Seal a file, and what else was told of the same event, and save them."""
    cell = cell or cell_for(report.institution)
    walls.rest_of_act_as_system()
    for each in (report, *(copy for copy in same_event(report) if copy.cell_id is None)):
        put_into_cell(each, cell)
        each.save()
        touch(each)
        let_move(actor, each)


def let_move(actor: Actor, report: Report) -> None:
    """Let every room move what it keeps of a file whose circle has changed."""
    circle.move(actor, circle.Move(report.pk, report.contact_id, report.cell_id, str(report.sensitivity)))


def restrict_standard(actor: Actor, reports: Iterable[Report]) -> None:
    """Leave those of several reports that anybody of the desk may see to those who work on them, and save them."""
    for each in reports:
        if each.sensitivity == Sensitivity.STANDARD:
            each.sensitivity = Sensitivity.RESTRICTED
            each.save(update_fields=["sensitivity"])
            touch(each)
            let_move(actor, each)


def let_words_follow(report: Report) -> None:
    """Bring the key of a file in a cell into the hands of the cell's members and of nobody else, inside an act."""
    moves = key_moves(report)
    if moves.seal:
        vault.seal_file(report.pk, sorted(moves.to))
    for account_id in sorted(moves.give):
        vault.add_holder(report.pk, account_id)
    # Asked again: whoever was given the key just now may be the member because of whom others can lose it.
    for account_id in sorted(key_moves(report).take):
        vault.remove_holder(report.pk, account_id)


@act("report.lock", needs=system_only, subject=Report)
def lock_file(actor: Actor, report: Report) -> uuid.UUID:
    """Let the words of a sealed file follow it into its cell: from now on only its members' own keys open them.

    It comes some minutes after triage has decided: before, help is called and a case opened from the words by the
    system, which holds nobody's key.
    """
    let_words_follow(report)
    return report.pk


def take_out(actor: Actor, report: Report, to: Sensitivity) -> None:
    """Take a file out of its cell, where it is in one, give it a wider circle, and save it."""
    if report.cell_id is not None:
        report.cell = None
        report.number = new_number(*REPORT_NUMBER)
        report.phone_index = blind_index("phone", report.reporter_phone.open())
    report.sensitivity = to
    report.save()
    let_move(actor, report)
    vault.unseal_file(report.pk)


@act("report.move", needs=system_only, subject=Report)
def move_report(actor: Actor, report: Report, *, desk: Desk) -> uuid.UUID:
    """Let a report, and what else was told of the same event, follow its case to another desk, under the key of that
    desk's institution.

    Raises Invalid for a sealed one: it goes from cell to cell and to no desk.
    """
    if report.cell_id is not None or vault.is_sealed(report.pk):
        raise Invalid(_("A sealed file goes to no desk. Its cell hands it to another cell."))
    going = [report, *(copy for copy in same_event(report) if copy.cell_id is None)]
    now = timezone.now()
    for each in going:
        each.institution, each.desk, each.moved_at = desk.unit.institution, desk, now
        each.save(update_fields=["institution", "desk", "moved_at"])
        touch(each)
    vault.move_files([each.pk for each in going], str(desk.unit.institution_id))
    return report.pk


@act("report.hand_to_cell", needs=MAY_HAND_OVER, subject=Report)
def hand_to_cell(actor: Actor, report: Report, *, cell: Cell) -> uuid.UUID:
    """Give a sealed file to another cell, such as the sister desk's where the suspect serves in the own institution,
    and with it what else of the same event the first cell keeps.

    The members of the first cell cannot see it afterwards. Invalid for a closed cell and for the one that has it.
    """
    if cell.pk == report.cell_id or cell.closed_on is not None:
        raise Invalid(_("Choose another cell that is open."), "cell")
    going = [report, *(each for each in same_event(report) if each.cell_id == report.cell_id)]
    for each in going:
        each.cell = cell
        each.save(update_fields=["cell"])
        let_move(actor, each)
        if vault.is_sealed(each.pk):
            let_words_follow(each)
        circle.tell(each, f"institution:{each.institution_id}", "report")
    return report.pk
