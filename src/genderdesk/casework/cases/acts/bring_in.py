"""An incident from another system's file becomes a case, with what the file alone knows."""

from __future__ import annotations

from datetime import datetime

from genderdesk.casework.cases.access import MAY_OPEN
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import CASE, EventKind
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act


@act("case.bring_in", needs=MAY_OPEN, subject=Case, states=CASE)
def bring_in(
    actor: Actor, case: Case, *, recorder_id: str, opened_at: datetime, services_told: dict[str, str], note: str = ""
) -> Case:
    """Keep where a case that was just opened comes from: its id in that file, the day of its interview, the services
    recorded there, and, sealed, what the file says that the desk has no place for."""
    case.opened_at = opened_at
    case.save()
    case.incident.recorder_id = recorder_id
    case.incident.services_told = services_told
    case.incident.save()
    tell(case, actor, EventKind.BROUGHT_IN, note=note.strip())
    return case
