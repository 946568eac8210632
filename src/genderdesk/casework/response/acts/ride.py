"""The unit's side: each unit sent has its own steps and times. Every time is kept, none is overwritten.

A step may come from a phone that had no network: ``at`` is then when it happened there, taken within bounds
(``rules.progress.event_time``). Dispatchers carry out the same steps for a unit that reports by radio.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.response import labels
from genderdesk.casework.response.access import BOARD_ROLES, MAY_SEND, MAY_STEP
from genderdesk.casework.response.acts.record import end_assignment, follow_units, keep_event, move_unit
from genderdesk.casework.response.models import Assignment, Dispatch
from genderdesk.casework.response.rules.progress import TIMES, event_time
from genderdesk.casework.response.vocabulary import (
    ACKNOWLEDGED,
    ASSIGNMENT,
    CLEAR,
    CLEARED,
    DISPATCH,
    EN_ROUTE,
    GAVE_BACK,
    NOT_FOUND,
    NOT_SAFE,
    ON_SCENE,
    STATUS_AFTER_GIVING_BACK,
    STATUS_OF,
    TRANSPORTING,
    WHY_AFTER_GIVING_BACK,
    WITH_SURVIVOR,
    CannotGo,
    Clock,
    Disposition,
)
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, act, refuse

# What a state's time is kept as; finding nobody and turning away have their event only.
_TIME_OF = {
    ACKNOWLEDGED: "acknowledged_at",
    EN_ROUTE: "en_route_at",
    ON_SCENE: "on_scene_at",
    WITH_SURVIVOR: "with_survivor_at",
    TRANSPORTING: "transporting_at",
}


def _own(actor: Actor, dispatch: Dispatch, assignment: Assignment) -> Assignment:
    """The assignment as it is now; another unit's rider is refused, a dispatcher acts for any unit."""
    kept = one_of(dispatch.assignments.select_related("unit__home").filter(pk=assignment.pk))
    if kept is None:
        raise Conflict(_("This unit is not sent to this response. Load the page again."))
    if not actor.has(*BOARD_ROLES) and kept.unit.crew_id != actor.officer_id:
        refuse(_("This is another unit’s step. Your own page shows what comes next for you."))
    return kept


def _demand_step(kept: Assignment, name: str) -> None:
    if kept.ended_at is not None:
        raise Conflict(
            _("%(unit)s is not sent to this response any more: %(state)s. Call the dispatcher if you are there.")
            % {"unit": kept.unit.call_sign, "state": labels.STEPS[kept.state]}
        )
    if not ASSIGNMENT.permits(kept.state, name):
        raise Conflict(
            _("%(unit)s stands at “%(state)s”, so this step does not come next. Load the page again.")
            % {"unit": kept.unit.call_sign, "state": labels.STEPS[kept.state]}
        )


def _last_time(kept: Assignment) -> datetime:
    times: list[datetime | None] = [getattr(kept, name) for name in TIMES]
    return max(each for each in times if each is not None)


def _heard_of(kept: Assignment, when: datetime) -> None:
    """The crew was heard of, so nobody need ask for a while."""
    kept.contact_at = max(when, kept.contact_at or when)
    kept.told_late = [each for each in kept.told_late if each != Clock.CHECK_IN]


def _step(
    actor: Actor, dispatch: Dispatch, assignment: Assignment, name: str, state: str, at: datetime | None
) -> Dispatch:
    """One step of one unit; the first time of each kind stays."""
    kept = _own(actor, dispatch, assignment)
    _demand_step(kept, name)
    when = event_time(at, timezone.now(), _last_time(kept))
    kept.state = state
    if (time := _TIME_OF.get(state)) and getattr(kept, time) is None:
        setattr(kept, time, when)
    # Whoever sets out or stands there has seen the alert: nobody waits for a second tap.
    kept.acknowledged_at = kept.acknowledged_at or when
    _heard_of(kept, when)
    kept.save()
    move_unit(kept.unit, STATUS_OF[state])
    follow_units(dispatch)
    keep_event(dispatch, actor, name, at=when, unit=kept.unit)
    return dispatch


@act("dispatch.acknowledge", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def acknowledge(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The unit has seen the alert and goes."""
    return _step(actor, dispatch, assignment, "dispatch.acknowledge", ACKNOWLEDGED, at)


@act("dispatch.set_out", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def set_out(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The unit is on the way."""
    return _step(actor, dispatch, assignment, "dispatch.set_out", EN_ROUTE, at)


@act("dispatch.arrive", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def arrive(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The unit is on scene."""
    done = _step(actor, dispatch, assignment, "dispatch.arrive", ON_SCENE, at)
    events.publish("response.arrived", report_id=dispatch.report_id)
    return done


@act("dispatch.meet_survivor", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def meet_survivor(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The unit is with the survivor, also where it had first found nobody."""
    done = _step(actor, dispatch, assignment, "dispatch.meet_survivor", WITH_SURVIVOR, at)
    events.publish("response.with_survivor", report_id=dispatch.report_id)
    return done


@act("dispatch.transport", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def transport(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The unit takes the survivor to care."""
    return _step(actor, dispatch, assignment, "dispatch.transport", TRANSPORTING, at)


@act("dispatch.not_found", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def not_found(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The unit cannot find the place or the person; the dispatcher helps to look before it clears."""
    return _step(actor, dispatch, assignment, "dispatch.not_found", NOT_FOUND, at)


@act("dispatch.not_safe", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def not_safe(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """It is not safe to approach: the crew keeps away and the dispatcher sends more."""
    return _step(actor, dispatch, assignment, "dispatch.not_safe", NOT_SAFE, at)


@act("dispatch.clear", needs=MAY_STEP, subject=Dispatch, states=DISPATCH, notes=("disposition",))
def clear(
    actor: Actor,
    dispatch: Dispatch,
    *,
    assignment: Assignment,
    disposition: Disposition,
    at: datetime | None = None,
) -> Dispatch:
    """The unit is free again, and says how it ended for it."""
    kept = _own(actor, dispatch, assignment)
    _demand_step(kept, "dispatch.clear")
    when = event_time(at, timezone.now(), _last_time(kept))
    kept.disposition = disposition
    if disposition is not Disposition.OTHER_UNIT_ATTENDED or not dispatch.disposition:
        dispatch.disposition = disposition
    end_assignment(kept, CLEAR, STATUS_OF[CLEAR], at=when)
    follow_units(dispatch)
    keep_event(dispatch, actor, "dispatch.clear", at=when, unit=kept.unit, detail=disposition)
    if dispatch.state == CLEARED:
        events.publish("response.cleared", report_id=dispatch.report_id)
    return dispatch


@act("dispatch.give_back", needs=MAY_STEP, subject=Dispatch, states=DISPATCH, notes=("reason",))
def give_back(
    actor: Actor, dispatch: Dispatch, *, assignment: Assignment, reason: CannotGo, at: datetime | None = None
) -> Dispatch:
    """The unit cannot go or cannot go on; the board is told at once so that another one is sent."""
    kept = _own(actor, dispatch, assignment)
    _demand_step(kept, "dispatch.give_back")
    when = event_time(at, timezone.now(), _last_time(kept))
    status, why = STATUS_AFTER_GIVING_BACK[reason], WHY_AFTER_GIVING_BACK.get(reason, "")
    end_assignment(kept, GAVE_BACK, status, at=when, why=why)
    follow_units(dispatch)
    keep_event(dispatch, actor, "dispatch.give_back", at=when, unit=kept.unit, detail=reason)
    return dispatch


@act("dispatch.check_in", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def check_in(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The crew tells that it is safe; it is asked again later, as long as it is at the place."""
    kept = _own(actor, dispatch, assignment)
    if kept.ended_at is not None:
        return dispatch
    when = event_time(at, timezone.now(), None)
    _heard_of(kept, when)
    kept.save(update_fields=["contact_at", "told_late"])
    keep_event(dispatch, actor, "dispatch.check_in", at=when, unit=kept.unit)
    return dispatch


@act("dispatch.ask_help", needs=MAY_STEP, subject=Dispatch, states=DISPATCH)
def ask_help(actor: Actor, dispatch: Dispatch, *, assignment: Assignment, at: datetime | None = None) -> Dispatch:
    """The crew asks for back-up; it stands on top of the board until a dispatcher answers."""
    kept = _own(actor, dispatch, assignment)
    if kept.ended_at is not None:
        raise Conflict(_("Your unit is not sent to this response any more. Call the dispatcher."))
    when = event_time(at, timezone.now(), None)
    kept.help_asked_at, kept.help_answered_at = when, None
    kept.save(update_fields=["help_asked_at", "help_answered_at"])
    keep_event(dispatch, actor, "dispatch.ask_help", at=when, unit=kept.unit)
    return dispatch


@act("dispatch.answer_help", needs=MAY_SEND, subject=Dispatch, states=DISPATCH)
def answer_help(actor: Actor, dispatch: Dispatch, *, assignment: Assignment) -> Dispatch:
    """A dispatcher has seen the call for back-up and deals with it; the crew's phone shows it."""
    kept = _own(actor, dispatch, assignment)
    if kept.help_asked_at is None or kept.help_answered_at is not None:
        return dispatch
    kept.help_answered_at = timezone.now()
    kept.save(update_fields=["help_answered_at"])
    keep_event(dispatch, actor, "dispatch.answer_help", unit=kept.unit)
    return dispatch
