"""A case follows the circle of its file: into a cell, out of it, and out of hands that must not hold it."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_HEAR
from genderdesk.casework.cases.acts.count_again import count_again
from genderdesk.casework.cases.acts.indexes import empty_indexes, index_survivor, index_suspect
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, CaseJoin, HandOver, Survivor, Suspect, Transfer
from genderdesk.casework.cases.models.join import WAITS
from genderdesk.casework.cases.vocabulary import (
    CASE_NUMBER,
    OFFERED,
    TRANSFER_OFFERED,
    TRANSFER_STOPPED,
    WITHDRAWN,
    EventKind,
)
from genderdesk.casework.intake.queries import in_conflict
from genderdesk.casework.intake.vocabulary import SEALED_NUMBER
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.circle import Move, follows
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.queries import members_of


@follows
def follow_file(actor: Actor, moved: Move) -> None:
    """Move the case of a file: its number comes from the space of its circle, its survivor's number is found by no
    index while it is sealed, and hands outside the cell let go of it."""
    case = Case.objects.select_for_update().filter(report_id=moved.file_id).first()
    if case is None:
        return
    crossed = (case.cell_id is None) != (moved.cell_id is None)
    if case.cell_id != moved.cell_id:
        _end_waiting_joins(actor, case)
    case.cell_id, case.sensitivity = moved.cell_id, moved.sensitivity
    Transfer.objects.filter(case=case).update(cell=moved.cell_id)
    if crossed:
        case.number = new_number(*(SEALED_NUMBER if moved.cell_id else CASE_NUMBER))
        _index(case)
        # Who was asked to take it over outside its new circle must not find it again.
        now = timezone.now()
        HandOver.objects.filter(case=case, state=OFFERED).update(state=WITHDRAWN, answered_at=now)
        offered = Transfer.objects.filter(case=case, state=TRANSFER_OFFERED)
        offered.update(state=TRANSFER_STOPPED, answered_at=now)
    if moved.cell_id is not None:
        inside = {each.officer_id for each in members_of(moved.cell_id)}
        case.assigned_to_id = case.assigned_to_id if case.assigned_to_id in inside else None
        case.counsellor_id = case.counsellor_id if case.counsellor_id in inside else None
    case.version += 1
    case.save()
    count_again(case)
    tell(case, actor, EventKind.CIRCLE_CHANGED, moved.sensitivity)


def _end_waiting_joins(actor: Actor, case: Case) -> None:
    """Two files of different circles are never joined, and neither is to lead to the other meanwhile."""
    waiting = CaseJoin.objects.filter(Q(case=case) | Q(into=case), WAITS)
    waiting.update(sent_back_at=timezone.now(), sent_back_by=actor.id, waiting_since=None)


def _index(case: Case) -> None:
    """No index finds the survivor or a suspect of a sealed case; those of one that is opened again are filled anew."""
    if case.cell_id is not None:
        empty_indexes(case)
        return
    survivor = Survivor.objects.get(case=case)
    survivor.case = case
    index_survivor(survivor)
    survivor.save(update_fields=["phone_index", "national_id_index"])
    for suspect in Suspect.objects.filter(case=case):
        suspect.case = case
        index_suspect(suspect)
        suspect.save(update_fields=["phone_index", "identifier_index"])


def may_hold(case: Case, officer: Officer) -> bool:
    """Whether a case can be put into an officer's hands: in its cell where it is sealed, and no conflict declared."""
    inside = case.cell_id is None or officer.pk in {each.officer_id for each in members_of(case.cell_id)}
    return inside and not in_conflict(case.report_id, [officer.pk])


def demand_may_hold(case: Case, officer: Officer, field: str = "officer") -> None:
    """Invalid for an officer into whose hands a case must not be put."""
    if not may_hold(case, officer):
        raise Invalid(_("This officer must not work on this file. Choose another one."), field)


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
