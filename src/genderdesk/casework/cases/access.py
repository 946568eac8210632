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
from genderdesk.groundwork.protection import approvals, glass
from genderdesk.groundwork.protection.access import Actor, Rule, permits, role, system_only
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
    return _reaches(actor, case) if case.joined_to is None else _reads_part(actor, case, case.joined_to)


def _reads_part(actor: Actor, part: Case, whole: Case) -> bool:
    """The one rule of a file that was joined to another: whoever may see the whole, and either reached this part by
    itself or has the whole in hand now. A sealed part is there for its cell alone."""
    return _in_whole(actor, part) and (_reaches(actor, part) or (has_in_hand(actor, whole) and part.cell_id is None))


def has_in_hand(actor: Actor, case: Case) -> bool:
    """Whether a case is in the actor's hands, as its officer or its counsellor."""
    return actor.officer_id is not None and actor.officer_id in (case.assigned_to_id, case.counsellor_id)


def _in_whole(actor: Actor, subject: Any) -> bool:
    """Of a file that was joined to another, whether that one is there for the actor too."""
    case = case_of(subject)
    return case is None or case.joined_to is None or permits(actor, MAY_SEE_CASES, case.joined_to)


def _reaches(actor: Actor, case: Case) -> bool:
    """What an actor's post and hands reach, whatever the case was joined to."""
    if case.sensitivity == Sensitivity.SEALED:
        return case.cell_id in circle_of(actor).cells
    if actor.institution_id is None or case.institution_id != actor.institution_id:
        return False
    if has_in_hand(actor, case) or (actor.has("desk_head") and (actor.national or _in_area(actor, case))):
        return True
    if case.sensitivity != Sensitivity.STANDARD:
        return False
    return (actor.has(*_AREA_ROLES) and _in_area(actor, case)) or (
        actor.has("counsellor") and case.desk_id == actor.desk_id
    )


def _in_area(actor: Actor, case: Case) -> bool:
    return case.desk_id == actor.desk_id or case.district_id in actor.districts


def _is_taker(actor: Actor, subject: Any) -> bool:
    return subject is None or (actor.officer_id is not None and subject.taker_id == actor.officer_id)


def _on_side(actor: Actor, institution_id: Any, desk_id: Any) -> bool:
    """At this desk, or the head over all desks of its institution."""
    if actor.institution_id is None or institution_id != actor.institution_id:
        return False
    return desk_id == actor.desk_id or (actor.national and actor.has("desk_head"))


def _receives(actor: Actor, subject: Any) -> bool:
    return subject is None or _on_side(actor, subject.receiver_id, subject.to_desk_id)


def _sends(actor: Actor, subject: Any) -> bool:
    return subject is None or _on_side(actor, subject.institution_id, subject.desk_id)


IN_REACH = Rule.of(_("for cases of the own desk, of its districts, or handed over in person"), _in_reach)

# Of a joined file only those members whom no conflict bars from the other one either.
IN_ITS_CELL = IN_CELL & Rule.of(_("who see the file that it was joined to"), _in_whole)

MAY_SEE_CASES = (role(*FILE_ROLES) & IN_REACH) | IN_ITS_CELL
MAY_WORK_ON = MAY_SEE_CASES
MAY_OPEN = system_only
MAY_HEAR = system_only
MAY_ASSIGN = role("desk_head", "focal_point") & IN_REACH
MAY_HAND_OVER = role("desk_head", "focal_point", "investigator")
MAY_OFFER = MAY_HAND_OVER & IN_REACH
MAY_TAKE_OVER = role(*FILE_ROLES) & Rule.of(_("for the officer to whom it is offered"), _is_taker)
MAY_WITHDRAW_OFFER = MAY_OFFER
MAY_SEE_TRANSFERS = role("desk_head", "focal_point")
MAY_TRANSFER = MAY_SEE_TRANSFERS & IN_REACH
MAY_TAKE_TRANSFER = MAY_SEE_TRANSFERS & Rule.of(_("for what is offered to the own desk"), _receives)
MAY_WITHDRAW_TRANSFER = MAY_SEE_TRANSFERS & Rule.of(_("for what the own desk has offered"), _sends)
MAY_TAKE_CONSENT = role("focal_point", "counsellor", "desk_head") & IN_REACH
MAY_REQUEST_CLOSURE = MAY_TAKE_CONSENT
MAY_APPROVE_CLOSURE = role("desk_head") & IN_REACH
MAY_SEND_BACK = MAY_TAKE_CONSENT
MAY_ASK_JOIN = MAY_TAKE_CONSENT
MAY_AGREE_JOIN = MAY_APPROVE_CLOSURE
MAY_SEND_JOIN_BACK = MAY_TAKE_CONSENT
MAY_REOPEN = MAY_TAKE_CONSENT
MAY_COUNT_LATER = MAY_TAKE_CONSENT
MAY_ASK_LOWER_RISK = MAY_WORK_ON
MAY_LOWER_RISK = role("desk_head") & IN_REACH
MAY_FILL_INSTRUMENT = system_only

# Any officer raises a level; a supervisor decides on lowering it (protection.approvals).
RISK_LOWER = "risk.lower"
approvals.kind(RISK_LOWER, _("A level of risk lowered"), asks=MAY_ASK_LOWER_RISK, decides=MAY_LOWER_RISK)
MAY_AUTHORISE_EXCEPTION = MAY_APPROVE_CLOSURE


# The page of the public calls it in the system's name, with a code; whose results they are never reads them.
MAY_GIVE_FEEDBACK = system_only
MAY_READ_FEEDBACK = role("desk_head", "oversight")

# The table is nobody's file: whoever names an offence or keeps the table reads it.
MAY_SEE_OFFENCES = role(*FILE_ROLES, "administrator")
MAY_KEEP_OFFENCES = role("administrator")
MAY_LOAD_OFFENCES = MAY_KEEP_OFFENCES | system_only


def _knows_suspects(actor: Actor, subject: Any) -> bool:
    case = case_of(subject)
    holds = case is not None and actor.officer_id is not None and actor.officer_id == case.assigned_to_id
    return case is None or holds or actor.has("investigator", "desk_head")


# Everybody else who works on the file sees how many suspects it names, and no more.
MAY_SEE_SUSPECTS = (
    role(*FILE_ROLES)
    & IN_REACH
    & Rule.of(_("for investigators, whoever has the case in hand, and the head of the desk"), _knows_suspects)
) | IN_ITS_CELL


def _may_flag(actor: Actor, subject: Any) -> bool:
    case = case_of(subject)
    if case is None or actor.has("focal_point", "desk_head"):
        return True
    return has_in_hand(actor, case)


# Whoever may raise a flag may take down anybody's: it belongs to the case.
MAY_FLAG = (
    role(*FILE_ROLES)
    & IN_REACH
    & Rule.of(_("for focal points, whoever has the case in hand, and the head of the desk"), _may_flag)
) | IN_ITS_CELL


@glass.never_over
def _is_sealed(subject: Any) -> bool:
    """No glass opens what belongs to a sealed case."""
    report_id = getattr(subject, "report_id", None)
    if report_id is None:
        return False
    return Case.objects.filter(report_id=report_id, sensitivity=Sensitivity.SEALED).exists()


def visible_to(actor: Actor, *, cells: bool = True) -> QuerySet[Case]:
    """The cases that an actor may list: the same answer as MAY_SEE_CASES, as a query. A file that was joined to another
    stands in no list; it is reached by that one."""
    return Case.objects.filter(within_reach(actor, cells=cells))


def transfers_of(actor: Actor, institution: str, desk: str) -> Q:
    """Transfers of one side, its fields being ``institution`` and ``desk``: the rules' answer, as a query."""
    if not permits(actor, MAY_SEE_TRANSFERS) or actor.institution_id is None:
        return Q(pk__in=[])
    side = Q(**{f"{institution}_id": actor.institution_id}) & open_to(actor, file="file_id")
    return side if actor.national and actor.has("desk_head") else side & Q(**{f"{desk}_id": actor.desk_id})


def sealed_to(actor: Actor) -> QuerySet[Case]:
    """The sealed cases of the actor's cells."""
    inside = sealed_for(actor)
    return Case.objects.none() if inside is None else Case.objects.filter(inside, joined_to__isnull=True)


def within_reach(actor: Actor, path: str = "", *, cells: bool = True) -> Q:
    """The same as a condition on records that lead to a case by ``path``, such as ``case__``.

    A join and not a list of cases, so that what waits is found without going through every case that there is.
    ``cells=False`` leaves out what is sealed in the actor's own cells, which a long list shows apart. What was joined
    to another file is left out altogether: nothing is due in it.
    """
    sealed = sealed_for(actor, path) if cells else None
    unsealed = _reach(actor, path) & open_to(actor, path, cells=False)
    found = unsealed if sealed is None else unsealed | sealed
    return Q(**{f"{path}joined_to__isnull": True}) & found


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
