"""Who may see and send: dispatchers and heads of desk on the board, riders the one response they were sent to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.intake.queries import report_stays
from genderdesk.casework.response.models import Dispatch, ResponseUnit
from genderdesk.casework.response.vocabulary import OPEN_STATES, Priority
from genderdesk.groundwork.protection import glass
from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only
from genderdesk.groundwork.protection.circle import circle_of, open_to, sealed_for

BOARD_ROLES = ("dispatcher", "desk_head")


def _in_reach(actor: Actor, dispatch: Any) -> bool:
    if dispatch is None:
        return True
    if dispatch.cell_id is not None:
        return dispatch.cell_id in circle_of(actor).cells
    if dispatch.institution_id != actor.institution_id:
        return False
    if dispatch.state not in OPEN_STATES and not Dispatch.objects.filter(report_stays(), pk=dispatch.pk).exists():
        return False
    return actor.national or actor.has("dispatcher") or actor.covers(dispatch.district_id)


def _is_sent(actor: Actor, dispatch: Any) -> bool:
    if dispatch is None or actor.officer_id is None:
        return dispatch is None
    return bool(dispatch.assignments.filter(unit__crew_id=actor.officer_id, ended_at__isnull=True).exists())


def _was_sent(actor: Actor, dispatch: Any) -> bool:
    if dispatch is None or actor.officer_id is None:
        return dispatch is None
    return bool(dispatch.assignments.filter(unit__crew_id=actor.officer_id).exists())


def _may_be_broken(actor: Actor, dispatch: Any) -> bool:
    if dispatch is None:
        return True
    open_now = dispatch.state in OPEN_STATES and dispatch.priority == Priority.P1
    own = actor.officer_id is not None and dispatch.institution_id == actor.institution_id
    return open_now and own and dispatch.cell_id is None and glass.may_be_broken(dispatch)


def _own_fleet(actor: Actor, unit: Any) -> bool:
    return unit is None or unit.home.institution_id == actor.institution_id


def _own_unit(actor: Actor, unit: Any) -> bool:
    return unit is None or (actor.officer_id is not None and unit.crew_id == actor.officer_id)


IN_REACH = Rule.of(_("for responses of the own institution and area"), _in_reach)
IS_SENT = Rule.of(_("for the response that the own unit is sent to"), _is_sent)
# A step that was made without a network may come when the unit was called off since: it is answered with a sentence.
WAS_SENT = Rule.of(_("for a response that the own unit was sent to"), _was_sent)
OWN_FLEET = Rule.of(_("for units of the own institution"), _own_fleet)
OWN_UNIT = Rule.of(_("for the own unit"), _own_unit)

MAY_OPEN = system_only
MAY_RAISE = system_only
MAY_SEE_BOARD = role(*BOARD_ROLES)
MAY_SEE = role(*BOARD_ROLES) & IN_REACH
MAY_SEND = role(*BOARD_ROLES) & IN_REACH
GLASS_ROLES = ("operator", "dispatcher", "rider", "focal_point", "investigator", "counsellor", "desk_head")
MAY_BREAK_GLASS = role(*GLASS_ROLES) & Rule.of(
    _("over an open response to violence now, of the own institution, that is not sealed"), _may_be_broken
)
MAY_LOOK_THROUGH = role(*GLASS_ROLES) & glass.BROKEN
MAY_RIDE = role("rider")
MAY_STEP = (role("rider") & WAS_SENT) | MAY_SEND
MAY_SEE_PLACE = (role("rider") & IS_SENT) | MAY_SEND
MAY_SET_STATUS = (role("rider") & OWN_UNIT) | (role(*BOARD_ROLES) & OWN_FLEET)
MAY_LOAD = system_only | role("administrator")


def visible_to(actor: Actor) -> QuerySet[Dispatch]:
    """The responses that an actor may list: on the board of the own institution, and those of the own cell."""
    sealed = sealed_for(actor)
    inside = Dispatch.objects.none() if sealed is None else Dispatch.objects.filter(sealed)
    if not actor.has(*BOARD_ROLES) or actor.institution_id is None:
        return inside
    own = Dispatch.objects.filter(open_to(actor, cells=False), institution_id=actor.institution_id)
    # Whoever drove ends the drive; afterwards it follows a file that went to another institution out of sight.
    own = own.filter(Q(state__in=OPEN_STATES) | report_stays())
    if not (actor.national or actor.has("dispatcher")):
        own = own.filter(district_id__in=sorted(actor.districts))
    return own if sealed is None else own | inside


def was_sent(actor: Actor, record: Any) -> bool:
    """Whether the actor is the crew of a unit that was sent: a sealed response is hidden from all other crews."""
    return actor.has("rider") and _was_sent(actor, record if isinstance(record, Dispatch) else record.dispatch)


def own_units(actor: Actor) -> QuerySet[ResponseUnit]:
    """The units that an officer is the crew of."""
    if actor.officer_id is None or not actor.has("rider"):
        return ResponseUnit.objects.none()
    return ResponseUnit.objects.filter(crew_id=actor.officer_id).select_related("home")
