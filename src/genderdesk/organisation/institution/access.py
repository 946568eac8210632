"""Who may shape and see the organisation.

Administrators run every institution's records; the head of a desk runs those of the own institution, but never the
posts that watch over the desk or give access to everything.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import NOBODY, Actor, Rule, role, signed_in, system_only
from genderdesk.groundwork.protection.circle import circle_of
from genderdesk.organisation.institution.models import (
    Absence,
    Appointment,
    Authority,
    Booking,
    Cell,
    CellMember,
    CompetenceHeld,
    Desk,
    DeskMilestone,
    Equipment,
    Finding,
    Institution,
    Mandate,
    Officer,
    Placement,
    Post,
    RoleRequirement,
    Room,
    RoomCheck,
    Shift,
    SupplyEntry,
    Unit,
)
from genderdesk.organisation.institution.rules.cells import Admission
from genderdesk.organisation.institution.vocabulary import Role

# Posts that a head of desk neither opens nor fills: who oversees the head, and who can see every setting.
RESERVED_ROLES = frozenset({Role.OVERSIGHT, Role.ADMINISTRATOR})


def institution_id_of(subject: Any) -> uuid.UUID | None:
    """The institution that a record belongs to."""
    match subject:
        case Institution():
            return subject.pk
        case Unit() | Officer():
            return subject.institution_id
        case Desk():
            return subject.unit.institution_id
        case Post():
            return subject.desk.unit.institution_id
        case Room() | Equipment() | SupplyEntry():
            return subject.unit.institution_id
        case Finding():
            return subject.desk.unit.institution_id
        case Booking() | RoomCheck():
            return subject.room.unit.institution_id
        case Mandate() | Placement() | DeskMilestone():
            return subject.desk.unit.institution_id
        case Appointment() | Authority():
            return subject.post.desk.unit.institution_id
        case Cell():
            return subject.institution_id
        case Shift() | CompetenceHeld() | Absence():
            return subject.officer.institution_id
        case RoleRequirement():
            return subject.institution_id
        case CellMember():
            return subject.cell.institution_id
    return None


def _own(actor: Actor, subject: Any) -> bool:
    if subject is None or actor.has(Role.ADMINISTRATOR):
        return True
    return actor.institution_id is not None and institution_id_of(subject) == actor.institution_id


def _not_reserved(actor: Actor, subject: Any) -> bool:
    post = subject.post if isinstance(subject, Appointment) else subject
    return actor.has(Role.ADMINISTRATOR) or not isinstance(post, Post) or post.role not in RESERVED_ROLES


OWN_INSTITUTION = Rule.of(_("for the own institution"), _own)
NOT_RESERVED = Rule.of(_("not for oversight and administrators, whom an administrator appoints"), _not_reserved)

MAY_SEE_ORGANISATION = role(Role.DESK_HEAD, Role.ADMINISTRATOR, Role.OVERSIGHT) & OWN_INSTITUTION
MAY_ESTABLISH = role(Role.ADMINISTRATOR) | system_only
MAY_LOAD = MAY_ESTABLISH
MAY_SHAPE = role(Role.DESK_HEAD, Role.ADMINISTRATOR) & OWN_INSTITUTION | system_only
MAY_APPOINT = role(Role.DESK_HEAD, Role.ADMINISTRATOR) & OWN_INSTITUTION & NOT_RESERVED | system_only
# Whoever speaks with survivors books a room; what a room is like is looked at by who answers for desks or watches them.
_BOOKS = (Role.FOCAL_POINT, Role.INVESTIGATOR, Role.COUNSELLOR, Role.DESK_HEAD)
_SEES_ROOMS = (*_BOOKS, Role.OVERSIGHT, Role.ADMINISTRATOR)
MAY_BOOK = role(*_BOOKS) & OWN_INSTITUTION
MAY_SEE_ROOMS = role(*_SEES_ROOMS) & OWN_INSTITUTION
MAY_CHECK = role(Role.DESK_HEAD, Role.OVERSIGHT) & OWN_INSTITUTION | system_only
MAY_CANCEL = MAY_BOOK & Rule.of(
    _("for the own booking or as head of desk"),
    lambda actor, booking: booking is None or booking.booked_by == actor.id or actor.has(Role.DESK_HEAD),
)
MAY_GRANT = role(Role.TRAINER, Role.DESK_HEAD, Role.ADMINISTRATOR) & OWN_INSTITUTION | system_only
# What a post may decide is given by the institution's headquarters, never by a station.
MAY_DELEGATE = (
    role(Role.ADMINISTRATOR)
    | role(Role.DESK_HEAD) & OWN_INSTITUTION & Rule.of(_("from headquarters"), lambda actor, _subject: actor.national)
    | system_only
)
# What desks must have is laid down at headquarters; how it stands is seen by all who work for it or count it.
MAY_LAY_DOWN = MAY_DELEGATE
# They may own a finding too.
SEES_READINESS = (Role.FOCAL_POINT, Role.DESK_HEAD, Role.ANALYST, Role.OVERSIGHT, Role.ADMINISTRATOR)
MAY_SEE_READINESS = role(*SEES_READINESS) & OWN_INSTITUTION


def _at_own_unit(actor: Actor, subject: Any) -> bool:
    unit_id = subject.pk if isinstance(subject, Unit) else getattr(subject, "unit_id", None)
    return subject is None or actor.has(Role.DESK_HEAD) or unit_id in actor.unit_ids


OWN_UNIT = Rule.of(_("for the own unit, or as head of desk"), _at_own_unit)
MAY_EQUIP = role(Role.FOCAL_POINT, Role.DESK_HEAD) & OWN_INSTITUTION & OWN_UNIT | system_only
MAY_SUPPLY = role(Role.FOCAL_POINT, Role.DESK_HEAD) & OWN_INSTITUTION & OWN_UNIT | system_only
MAY_ALLOCATE = role(Role.DESK_HEAD) & OWN_INSTITUTION | system_only
MAY_ASSIGN = MAY_CHECK
MAY_ACCEPT = role(Role.DESK_HEAD) & OWN_INSTITUTION | system_only
MAY_FIX = MAY_SEE_READINESS & Rule.of(
    _("for the post that has to put it right"),
    lambda actor, finding: finding is None or (actor.post_id is not None and finding.owner_post_id == actor.post_id),
)
# Whether posts are covered: whoever shapes, trains, counts or watches; an absence's reason only who appoints.
_SEES_COVERAGE = (Role.TRAINER, Role.ANALYST, Role.DESK_HEAD, Role.OVERSIGHT, Role.ADMINISTRATOR)
MAY_SEE_COVERAGE = role(*_SEES_COVERAGE) & OWN_INSTITUTION
MAY_DECLARE = signed_in & Rule.of(
    _("for the own officer's record"),
    lambda actor, relative: (
        actor.officer_id is not None and (relative is None or relative.officer_id == actor.officer_id)
    ),
)


def _of_cells_institution(actor: Actor, subject: Any) -> bool:
    return subject is None or actor.institution_id in (None, institution_id_of(subject))


def _belongs(actor: Actor, cell: Any) -> bool:
    cells = circle_of(actor).cells
    return bool(cells) if cell is None else cell.pk in cells


# A head of desk is a member of her own cell, so who else belongs to it is not hers to decide. Of the two whom an
# admission needs, neither is the one admitted.
MAY_SHAPE_CELLS = role(Role.ADMINISTRATOR) | system_only
_FILLS_CELLS = role(Role.ADMINISTRATOR) | (
    role(Role.OVERSIGHT) & Rule.of(_("of the own institution, or from outside all of them"), _of_cells_institution)
)
MAY_FILL_CELLS = _FILLS_CELLS | system_only
MAY_SEE_CELLS = _FILLS_CELLS | Rule.of(_("the members of the cell"), _belongs)
ADMIT = "cell.admit"


def _is_admitted(actor: Actor, scope: str) -> bool:
    try:
        return Admission.read(scope).person in (actor.id, actor.officer_id)
    except ValueError:
        # Nobody decides on what nobody can read.
        return True


approvals.kind(ADMIT, _("Somebody admitted to a cell"), asks=_FILLS_CELLS, decides=_FILLS_CELLS, concerns=_is_admitted)


def visible_to(actor: Actor) -> QuerySet[Institution]:
    """The institutions whose organisation an actor may see: all for an administrator, else the own one."""
    if actor.has(Role.ADMINISTRATOR):
        return Institution.objects.all()
    if actor.institution_id is None or not actor.has(Role.DESK_HEAD, Role.OVERSIGHT):
        return Institution.objects.none()
    return Institution.objects.filter(pk=actor.institution_id)


def covered_to(actor: Actor) -> QuerySet[Institution]:
    """The institutions of whose posts an actor may see whether they are covered."""
    if actor.has(Role.ADMINISTRATOR):
        return Institution.objects.all()
    if actor.institution_id is None or not actor.has(*_SEES_COVERAGE):
        return Institution.objects.none()
    return Institution.objects.filter(pk=actor.institution_id)


def housed_to(actor: Actor) -> QuerySet[Institution]:
    """The institution whose rooms an actor may see: the own one, for administrators too."""
    return Institution.objects.filter(pk=actor.own_institution if actor.has(*_SEES_ROOMS) else NOBODY.id)


def measured_to(actor: Actor) -> QuerySet[Institution]:
    """The institution whose readiness an actor may see: the own one, for administrators too."""
    return Institution.objects.filter(pk=actor.own_institution if actor.has(*SEES_READINESS) else NOBODY.id)
