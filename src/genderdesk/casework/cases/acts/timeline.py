"""Every act on a case leaves a line in its timeline and word for open browsers."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.models import Case, CaseEvent, Incident, Survivor
from genderdesk.casework.cases.vocabulary import EventKind
from genderdesk.groundwork.platform.refusals import Conflict
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


def next_version(record: Case | Survivor | Incident, version: int) -> None:
    """Count one change of a record; Conflict where it changed since this version was read."""
    if record.version != version:
        raise Conflict(
            _("Somebody else changed this while you were writing. What you typed is here: compare, then save again.")
        )
    record.version += 1
