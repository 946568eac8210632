"""A flag is raised on a case so that nobody overlooks it, and taken down with a word on what became of it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_FLAG
from genderdesk.casework.cases.acts.plans import demand_day_ahead
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Flag
from genderdesk.casework.cases.vocabulary import (
    CASE,
    FLAG,
    FLAG_MISTAKEN,
    FLAG_RESOLVED,
    EventKind,
    FlagReason,
)
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, touch

# What the timeline tells of each end.
_TOLD = {FLAG_RESOLVED: EventKind.FLAG_RESOLVED, FLAG_MISTAKEN: EventKind.FLAG_MISTAKEN}


@act("flag.raise", needs=MAY_FLAG, subject=Case, states=CASE, notes=("why",))
def raise_flag(actor: Actor, case: Case, *, why: FlagReason, words: str = "", due_on: date | None = None) -> Flag:
    """Flag a case, until a day or without one. Invalid for a day that has passed, or another reason without words."""
    if why is FlagReason.OTHER and not words.strip():
        raise Invalid(_("Write in a few words what must not be overlooked."), "words")
    demand_day_ahead(due_on, "due_on")
    flag = Flag(case=case, reason=why, words=words.strip(), due_on=due_on, raised_by=actor.id, raised_code=actor.code)
    flag.save(force_insert=True)
    tell(case, actor, EventKind.FLAG_RAISED, why)
    return flag


@act("flag.resolve", needs=MAY_FLAG, subject=Flag, states=FLAG, notes=("outcome",))
def resolve_flag(actor: Actor, flag: Flag, *, outcome: str, note: str) -> Flag:
    """Take a flag down: resolved, or raised by mistake. Whoever may raise one may take down anybody's."""
    if outcome not in _TOLD:
        raise Invalid(_("Choose how the flag ends."), "outcome")
    if not note.strip():
        raise Invalid(_("Write in a few words what became of it."), "note")
    flag.state, flag.note = outcome, note.strip()
    flag.resolved_by, flag.resolved_code, flag.resolved_at = actor.id, actor.code, timezone.now()
    flag.save()
    tell(flag.case, actor, _TOLD[outcome], flag.reason)
    touch(flag.case)
    return flag
