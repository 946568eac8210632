"""Reading the ledger as it grows."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.casework.oversight.acts import escalate_glass, raise_alert
from genderdesk.casework.oversight.models import Mark
from genderdesk.casework.oversight.queries import findings_after, unreviewed_and_late
from genderdesk.groundwork.platform import schedule
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded

# Entries may be committed in another order than they were numbered: younger ones are looked at again. No transaction
# of the desk lasts so long.
_SETTLES = timedelta(minutes=2)


@schedule.every(timedelta(seconds=15), "oversight.watch")
def watch() -> int:
    """Raise what stands out in the entries since the last round; how many findings."""
    mark = one_of(Mark.objects.filter(pk=1)) or Mark(pk=1)
    found, entries = findings_after(mark.entry_id)
    for each in found:
        raise_alert(
            SYSTEM,
            rule=each.rule,
            day=each.day,
            entries=list(each.entries),
            looker_id=each.looker,
            looker_code=each.code,
            looker_officer=each.officer,
            post_id=each.post,
            institution_id=each.institution,
        )
    before = timezone.now() - _SETTLES
    settled = mark.entry_id
    for entry_id, at in entries:
        if at > before:
            break
        settled = entry_id
    if settled > mark.entry_id:
        with unguarded("up to where the ledger was read"):
            mark.entry_id = settled
            mark.save()
    return len(found)


@schedule.every(timedelta(minutes=1), "oversight.escalate")
def escalate() -> int:
    """Tell of broken glass that nobody reviewed within 72 hours; how many."""
    late = unreviewed_and_late()
    for each in late:
        escalate_glass(SYSTEM, each)
    return len(late)
