"""What the clock does: an unanswered alert is repeated and passed on, and what is late is told to the board."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.response import queries
from genderdesk.casework.response.access import MAY_RAISE
from genderdesk.casework.response.acts.record import keep_event, open_assignments
from genderdesk.casework.response.acts.send import alert_unit
from genderdesk.casework.response.models import Assignment, Dispatch, ResponseUnit
from genderdesk.casework.response.vocabulary import ALERTED, DISPATCH, Clock
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act


def _unanswered(dispatch: Dispatch, assignment: Assignment) -> Assignment | None:
    """The assignment as it is now, where it is still an alert without an answer."""
    found = open_assignments(dispatch)
    return next((each for each in found if each.pk == assignment.pk and each.state == ALERTED), None)


@act("dispatch.alert_again", needs=MAY_RAISE, subject=Dispatch, states=DISPATCH)
def alert_again(actor: Actor, dispatch: Dispatch, *, assignment: Assignment) -> Dispatch:
    """The unit has not answered within a minute: alert it once more and show it on the board."""
    kept = _unanswered(dispatch, assignment)
    if kept is None or kept.alerted_again_at is not None:
        return dispatch
    kept.alerted_again_at = timezone.now()
    kept.save(update_fields=["alerted_again_at"])
    keep_event(dispatch, actor, "dispatch.alert_again", unit=kept.unit)
    return dispatch


@act("dispatch.pass_on", needs=MAY_RAISE, subject=Dispatch, states=DISPATCH)
def pass_on(actor: Actor, dispatch: Dispatch, *, assignment: Assignment) -> Dispatch:
    """The unit has not answered within two minutes: alert the next one in the order as well, or tell the dispatcher
    that there is none. A late answer of the first one still counts."""
    kept = _unanswered(dispatch, assignment)
    if kept is None or kept.passed_on_at is not None or queries.somebody_answered(dispatch):
        return dispatch
    ranking = queries.next_in_order(dispatch)
    if ranking is None:
        if dispatch.nobody_free_at is None:
            dispatch.nobody_free_at = timezone.now()
            dispatch.save(update_fields=["nobody_free_at"])
            keep_event(dispatch, actor, "nobody_free", unit=kept.unit)
        return dispatch
    unit = ResponseUnit.objects.select_for_update(of=("self",)).get(pk=ranking.ranked[0].id)
    kept.passed_on_at = timezone.now()
    kept.save(update_fields=["passed_on_at"])
    alert_unit(actor, dispatch, unit, ranking, instead_of=kept)
    return dispatch


@act("dispatch.tell_late", needs=MAY_RAISE, subject=Dispatch, states=DISPATCH, notes=("clock",))
def tell_late(actor: Actor, dispatch: Dispatch, *, clock: Clock, assignment: Assignment | None = None) -> Dispatch:
    """A step's time is over: keep it and tell the board, once."""
    late: Dispatch | Assignment = dispatch
    if assignment is not None:
        late = dispatch.assignments.select_related("unit").get(pk=assignment.pk)
    if clock in late.told_late:
        return dispatch
    late.told_late = [*late.told_late, clock.value]
    late.save(update_fields=["told_late"])
    unit = late.unit if isinstance(late, Assignment) else None
    keep_event(dispatch, actor, "late", unit=unit, detail=clock.value)
    return dispatch
