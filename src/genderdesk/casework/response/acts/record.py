"""What every step of a response does: keep the event, move the unit, follow the units, tell boards and phones."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent, ResponseUnit
from genderdesk.casework.response.rules import progress
from genderdesk.casework.response.vocabulary import ALERTED, CALLED_OFF, CLEARED, FREE, Status
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor


def keep_event(
    dispatch: Dispatch,
    actor: Actor,
    name: str,
    *,
    at: datetime | None = None,
    unit: ResponseUnit | None = None,
    detail: str = "",
    note: str = "",
) -> None:
    """Add one event, and tell the board and the phones of all units that are sent."""
    now = timezone.now()
    event = DispatchEvent(
        dispatch=dispatch,
        name=name,
        at=at or now,
        kept_at=now,
        actor_id=actor.id,
        actor_code=actor.code,
        unit=unit,
        detail=detail,
        note=note,
    )
    event.save(force_insert=True)
    circle.tell(dispatch, f"institution:{dispatch.institution_id}", "dispatch")
    phones = set(dispatch.assignments.filter(ended_at__isnull=True).values_list("unit_id", flat=True))
    for unit_id in phones | ({unit.pk} if unit else set()):
        outbox.tell(f"unit:{unit_id}", "dispatch", str(dispatch.pk), file=str(dispatch.report_id))


def move_unit(unit: ResponseUnit, status: Status, why: str = "") -> None:
    """The unit's status from now on, and why where it is out of service."""
    unit.status = status
    unit.out_why = why if status == Status.OUT_OF_SERVICE else ""
    unit.status_at = timezone.now()
    unit.save(update_fields=["status", "status_at", "said_status", "out_why", "said_why"])


def open_assignments(dispatch: Dispatch) -> list[Assignment]:
    """Who is sent at this moment."""
    return list(dispatch.assignments.filter(ended_at__isnull=True).select_related("unit").order_by("alerted_at"))


def end_assignment(
    assignment: Assignment, state: str, status: Status, *, at: datetime | None = None, why: str = ""
) -> None:
    """One unit is not sent any more; ``why`` where it is out of service from now on."""
    assignment.state = state
    assignment.ended_at = at or timezone.now()
    assignment.save()
    unit = assignment.unit
    said, said_why = unit.said_status, unit.said_why
    unit.said_status = unit.said_why = ""
    if said and status in FREE:
        move_unit(unit, Status(said), said_why)
    else:
        move_unit(unit, status, why)


def follow_units(dispatch: Dispatch) -> None:
    """Give the response the state and the first times that its units make, and save it.

    Once it is cleared, alerts that nobody answered are taken back: those crews are asked before they are sent again.
    """
    sent = list(dispatch.assignments.select_related("unit"))
    dispatch.state = progress.state_of(
        progress.Sent(each.state, each.ended_at is not None, each.passed_on_at is not None) for each in sent
    )
    dispatch.first_alert_at = progress.earliest(each.alerted_at for each in sent)
    for name in ("acknowledged_at", "en_route_at", "on_scene_at", "with_survivor_at"):
        setattr(dispatch, name, progress.earliest(getattr(each, name) for each in sent))
    dispatch.cleared_at = None
    if dispatch.state == CLEARED:
        dispatch.cleared_at = max(each.ended_at for each in sent if each.ended_at is not None)
        for each in sent:
            if each.ended_at is None:
                end_assignment(each, CALLED_OFF, Status.NO_ANSWER)
    dispatch.save()


def status_when_called_off(assignment: Assignment) -> Status:
    """A crew that answered is free on the road; one that did not is asked first."""
    return Status.NO_ANSWER if assignment.state == ALERTED and assignment.alerted_again_at else Status.RETURNING
