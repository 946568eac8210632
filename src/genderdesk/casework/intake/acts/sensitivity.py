"""A file's circle made narrower by whoever works on it, and wider only with a second person's yes."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from genderdesk.casework.intake.access import LOWER, MAY_GUARD
from genderdesk.casework.intake.acts.cells import restrict_standard, seal, take_out
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import same_event
from genderdesk.casework.intake.vocabulary import NARROWER, NarrowedFor, Sensitivity
from genderdesk.groundwork.protection import approvals, circle, walls
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act
from genderdesk.organisation.institution.models import Cell


def _demand_narrower(report: Report, to: Sensitivity) -> None:
    if NARROWER.index(to) <= NARROWER.index(Sensitivity(report.sensitivity)):
        raise Conflict(_("The file is guarded like this already, or more closely. Load the page again."))


@act("report.restrict", needs=MAY_GUARD, subject=Report, notes=("reason",))
def restrict_file(actor: Actor, report: Report, *, reason: NarrowedFor) -> uuid.UUID:
    """Leave a file, and what else was told of the same event, to those who work on it and the head of the desk."""
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    _demand_narrower(report, Sensitivity.RESTRICTED)
    # The other reports may be at a desk that the actor is not of.
    walls.rest_of_act_as_system()
    restrict_standard(actor, [report, *same_event(report)])
    return report.pk


@act("report.seal", needs=MAY_GUARD, subject=Report, notes=("reason",))
def seal_file(actor: Actor, report: Report, *, reason: NarrowedFor, cell: Cell | None = None) -> uuid.UUID:
    """Seal a file: it goes to a cell, the institution's own where none is chosen, and is gone for everybody else."""
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    _demand_narrower(report, Sensitivity.SEALED)
    if cell is not None and cell.closed_on is not None:
        raise Invalid(_("Choose another cell that is open."), "cell")
    seal(actor, report, cell)
    circle.tell(report, f"institution:{report.institution_id}", "report")
    return report.pk


@act("report.lower", needs=MAY_GUARD, subject=Report, notes=("to",))
def lower_sensitivity(actor: Actor, report: Report, *, to: Sensitivity) -> uuid.UUID:
    """Let more people see a file, once a second person has approved exactly that."""
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    if NARROWER.index(to) >= NARROWER.index(Sensitivity(report.sensitivity)):
        raise Conflict(_("The file’s circle has changed meanwhile. Load the page again."))
    approvals.spend(actor, LOWER, report, scope=to.value)
    take_out(actor, report, to)
    circle.tell(report, f"institution:{report.institution_id}", "report")
    return report.pk
