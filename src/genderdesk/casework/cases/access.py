"""Who may open, change and close a survivor's file.

A focal point or investigator works on the cases of the own desk and of the districts that the own unit covers, a
counsellor on those of the own desk or handed to her, the head of the desk on all of the institution. A restricted
case is left to the officer it is assigned to, the counsellor it was handed over to and the head of the desk; a sealed
one to the members of its cell, whatever their role. Operators, dispatchers, providers, analysts, oversight and
administrators have no file; what they need comes by other doors.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.models import Case
from genderdesk.casework.intake.vocabulary import Sensitivity
from genderdesk.groundwork.protection import glass
from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only
from genderdesk.groundwork.protection.circle import IN_CELL, circle_of, open_to, sealed_for

_AREA_ROLES = ("focal_point", "investigator")
FILE_ROLES = (*_AREA_ROLES, "counsellor", "desk_head")


def case_of(subject: Any) -> Case | None:
    """The case that a record of this room belongs to."""
    return subject if subject is None or isinstance(subject, Case) else subject.case


def _in_reach(actor: Actor, subject: Any) -> bool:
    case = case_of(subject)
    if case is None:
        return True
    if case.sensitivity == Sensitivity.SEALED:
        return case.cell_id in circle_of(actor).cells
    if actor.institution_id is None or case.institution_id != actor.institution_id:
        return False
    handed = actor.officer_id is not None and actor.officer_id in (case.assigned_to_id, case.counsellor_id)
    if handed or (actor.has("desk_head") and (actor.national or _in_area(actor, case))):
        return True
    if case.sensitivity != Sensitivity.STANDARD:
        return False
    return (actor.has(*_AREA_ROLES) and _in_area(actor, case)) or (
        actor.has("counsellor") and case.desk_id == actor.desk_id
    )


def _in_area(actor: Actor, case: Case) -> bool:
    return case.desk_id == actor.desk_id or case.district_id in actor.districts


IN_REACH = Rule.of(_("for cases of the own desk, of its districts, or handed over in person"), _in_reach)

MAY_SEE_CASES = (role(*FILE_ROLES) & IN_REACH) | IN_CELL
MAY_WORK_ON = MAY_SEE_CASES
MAY_OPEN = system_only
MAY_HEAR = system_only
MAY_ASSIGN = role("desk_head", "focal_point") & IN_REACH
MAY_WRITE_COUNSELLING = role("counsellor") & IN_REACH
MAY_TAKE_CONSENT = role("focal_point", "counsellor", "desk_head") & IN_REACH
MAY_REQUEST_CLOSURE = MAY_TAKE_CONSENT
MAY_APPROVE_CLOSURE = role("desk_head") & IN_REACH
MAY_SEND_BACK = MAY_TAKE_CONSENT
MAY_REOPEN = MAY_TAKE_CONSENT
MAY_COUNT_LATER = MAY_TAKE_CONSENT


@glass.never_over
def _is_sealed(subject: Any) -> bool:
    """No glass opens what belongs to a sealed case."""
    report_id = getattr(subject, "report_id", None)
    if report_id is None:
        return False
    return Case.objects.filter(report_id=report_id, sensitivity=Sensitivity.SEALED).exists()


def visible_to(actor: Actor, *, cells: bool = True) -> QuerySet[Case]:
    """The cases that an actor may list: the same answer as MAY_SEE_CASES, as a query."""
    return Case.objects.filter(within_reach(actor, cells=cells))


def sealed_to(actor: Actor) -> QuerySet[Case]:
    """The sealed cases of the actor's cells."""
    inside = sealed_for(actor)
    return Case.objects.none() if inside is None else Case.objects.filter(inside)


def within_reach(actor: Actor, path: str = "", *, cells: bool = True) -> Q:
    """The same as a condition on records that lead to a case by ``path``, such as ``case__``.

    A join and not a list of cases, so that what waits is found without going through every case that there is.
    ``cells=False`` leaves out what is sealed in the actor's own cells, which a long list shows apart.
    """
    sealed = sealed_for(actor, path) if cells else None
    unsealed = _reach(actor, path) & open_to(actor, path, cells=False)
    return unsealed if sealed is None else unsealed | sealed


def _reach(actor: Actor, path: str) -> Q:
    """What an actor's post reaches, whatever the circles around the files."""
    nothing = Q(pk__in=[])

    def where(**conditions: Any) -> Q:
        return Q(**{f"{path}{name}": value for name, value in conditions.items()})

    if not actor.has(*FILE_ROLES) or actor.institution_id is None:
        return nothing
    area = where(desk_id=actor.desk_id) if actor.desk_id else nothing
    if actor.districts:
        area |= where(district_id__in=sorted(actor.districts))
    reach = nothing
    if actor.officer_id:
        reach = where(assigned_to_id=actor.officer_id) | where(counsellor_id=actor.officer_id)
    if actor.has("desk_head"):
        reach = Q() if actor.national else reach | area
    standard = where(sensitivity=Sensitivity.STANDARD)
    if actor.has(*_AREA_ROLES) and reach:
        reach |= standard & area
    if actor.has("counsellor") and actor.desk_id and reach:
        reach |= standard & where(desk_id=actor.desk_id)
    return where(institution_id=actor.institution_id) & reach
