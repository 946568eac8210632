"""Every act on a case leaves a line in its timeline and word for open browsers."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.cases.models import Case, CaseEvent
from genderdesk.casework.cases.vocabulary import EventKind
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor


def tell(case: Case, actor: Actor, kind: EventKind, ref: str = "", note: str = "") -> CaseEvent:
    """Add a line to the timeline."""
    event = CaseEvent(
        case=case, kind=kind, at=timezone.now(), actor_id=actor.id, actor_code=actor.code, ref=ref[:80], note=note
    )
    event.save(force_insert=True)
    circle.tell(case, f"institution:{case.institution_id}", "case")
    return event
