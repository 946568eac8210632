"""What every step of a response does: keep the event, move the unit, tell the boards. Used by the acts only."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from genderdesk.casework.response.models import Assignment, Dispatch, DispatchEvent, ResponseUnit
from genderdesk.casework.response.vocabulary import STATUS_AFTER
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.access import Actor


def keep_event(
    dispatch: Dispatch, actor: Actor, name: str, *, at: datetime | None = None, unit: ResponseUnit | None = None
) -> None:
    """Add one event, and tell the board and the unit's phone."""
    event = DispatchEvent(
        dispatch=dispatch, name=name, at=at or timezone.now(), actor_id=actor.id, actor_code=actor.code, unit=unit
    )
    event.save(force_insert=True)
    outbox.tell(f"institution:{dispatch.institution_id}", "dispatch", str(dispatch.pk))
    if unit is not None:
        outbox.tell(f"unit:{unit.pk}", "dispatch", str(dispatch.pk))


def move_unit(unit: ResponseUnit, name: str) -> None:
    """The unit's status after a step."""
    unit.status = STATUS_AFTER[name]
    unit.status_at = timezone.now()
    unit.save(update_fields=["status", "status_at"])


def open_assignments(dispatch: Dispatch) -> list[Assignment]:
    """Who is sent at this moment."""
    return list(dispatch.assignments.filter(ended_at__isnull=True).select_related("unit"))
