"""A case follows the circle of its file: into a cell, out of it, and out of hands that must not hold it."""

from __future__ import annotations

from genderdesk.casework.cases.access import MAY_HEAR
from genderdesk.casework.cases.acts.indexes import empty_indexes, index_survivor
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Survivor
from genderdesk.casework.cases.vocabulary import EventKind
from genderdesk.casework.intake.queries import in_conflict
from genderdesk.casework.intake.vocabulary import SEALED_NUMBER
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act, touch
from genderdesk.groundwork.protection.circle import Move, follows
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.queries import members_of

CASE_NUMBER = ("GD", 2)


@follows
def follow_file(actor: Actor, moved: Move) -> None:
    """Move the case of a file: its number comes from the space of its circle, its survivor's number is found by no
    index while it is sealed, and hands outside the cell let go of it."""
    case = Case.objects.select_for_update().filter(report_id=moved.file_id).first()
    if case is None:
        return
    crossed = (case.cell_id is None) != (moved.cell_id is None)
    case.cell_id, case.sensitivity = moved.cell_id, moved.sensitivity
    if crossed:
        case.number = new_number(*(SEALED_NUMBER if moved.cell_id else CASE_NUMBER))
        _index(case)
    if moved.cell_id is not None:
        inside = {each.officer_id for each in members_of(moved.cell_id)}
        case.assigned_to_id = case.assigned_to_id if case.assigned_to_id in inside else None
        case.counsellor_id = case.counsellor_id if case.counsellor_id in inside else None
    case.version += 1
    case.save()
    touch(case)
    tell(case, actor, EventKind.CIRCLE_CHANGED, moved.sensitivity)


def _index(case: Case) -> None:
    """No index finds the survivor of a sealed case; those of one that is opened again are filled anew."""
    if case.cell_id is not None:
        empty_indexes(case)
        return
    survivor = Survivor.objects.get(case=case)
    survivor.case = case
    index_survivor(survivor)
    survivor.save(update_fields=["phone_index", "national_id_index"])


def may_hold(case: Case, officer: Officer) -> bool:
    """Whether a case can be put into an officer's hands: in its cell where it is sealed, and no conflict declared."""
    inside = case.cell_id is None or officer.pk in {each.officer_id for each in members_of(case.cell_id)}
    return inside and not in_conflict(case.report_id, [officer.pk])


@act("case.release", needs=MAY_HEAR, subject=Case)
def release_case(actor: Actor, case: Case) -> Case:
    """Take a case out of the hands of whoever a conflict bars from it; the head of the desk finds it in nobody's."""
    barred = in_conflict(case.report_id, [case.assigned_to_id, case.counsellor_id])
    if case.assigned_to_id in barred:
        case.assigned_to = None
        tell(case, actor, EventKind.RELEASED)
    if case.counsellor_id in barred:
        case.counsellor = None
    if barred:
        case.version += 1
        case.save()
    return case
