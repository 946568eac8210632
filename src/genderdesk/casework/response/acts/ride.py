"""The unit's side: acknowledged, set out, on scene, with the survivor, clear. Each time is kept, none overwritten."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.response.access import MAY_STEP
from genderdesk.casework.response.acts.record import keep_event, move_unit, open_assignments
from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.vocabulary import (
    CLEARED,
    DISPATCH,
    EN_ROUTE,
    NOT_LOCATED,
    ON_SCENE,
    WITH_SURVIVOR,
    Disposition,
)
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act


def _step(actor: Actor, dispatch: Dispatch, name: str, state: str, time: str) -> Dispatch:
    """One step: the first time of each kind stays, and every unit that was sent moves with it."""
    now = timezone.now()
    dispatch.state = state
    if getattr(dispatch, time) is None:
        setattr(dispatch, time, now)
    dispatch.save()
    units = [assignment.unit for assignment in open_assignments(dispatch)]
    for unit in units:
        move_unit(unit, name)
    keep_event(dispatch, actor, name, at=now, unit=units[0] if units else None)
    return dispatch


@act("dispatch.acknowledge", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def acknowledge(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The unit has seen the alert and goes."""
    for assignment in open_assignments(dispatch):
        if assignment.acknowledged_at is None:
            assignment.acknowledged_at = timezone.now()
            assignment.save(update_fields=["acknowledged_at"])
    return _step(actor, dispatch, "dispatch.acknowledge", dispatch.state, "acknowledged_at")


@act("dispatch.set_out", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def set_out(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The unit is on the way. Setting out also acknowledges: nobody waits for a second tap."""
    for assignment in open_assignments(dispatch):
        if assignment.acknowledged_at is None:
            assignment.acknowledged_at = timezone.now()
            assignment.save(update_fields=["acknowledged_at"])
    dispatch.acknowledged_at = dispatch.acknowledged_at or timezone.now()
    return _step(actor, dispatch, "dispatch.set_out", EN_ROUTE, "en_route_at")


@act("dispatch.arrive", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def arrive(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The unit is on scene."""
    done = _step(actor, dispatch, "dispatch.arrive", ON_SCENE, "on_scene_at")
    events.publish("response.arrived", report_id=dispatch.report_id)
    return done


@act("dispatch.meet_survivor", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def meet_survivor(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The unit is with the survivor."""
    done = _step(actor, dispatch, "dispatch.meet_survivor", WITH_SURVIVOR, "with_survivor_at")
    events.publish("response.with_survivor", report_id=dispatch.report_id)
    return done


@act("dispatch.not_found", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def not_found(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The unit found nobody; the dispatcher decides what comes next before it clears."""
    dispatch.state = NOT_LOCATED
    dispatch.save()
    keep_event(dispatch, actor, "dispatch.not_found")
    return dispatch


@act("dispatch.clear", needs=MAY_STEP, subject=Dispatch, states=DISPATCH, notes=("disposition",))
def clear(actor: Actor, dispatch: Dispatch, *, disposition: Disposition) -> Dispatch:
    """The unit is free again, and says how the response ended."""
    dispatch.disposition = disposition
    done = _step(actor, dispatch, "dispatch.clear", CLEARED, "cleared_at")
    for assignment in open_assignments(dispatch):
        assignment.ended_at = timezone.now()
        assignment.save(update_fields=["ended_at"])
    events.publish("response.cleared", report_id=dispatch.report_id)
    return done
