"""The ledger of fuel and credit of a unit: written once, corrected by a counter entry, its balance never typed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep, refuse
from genderdesk.organisation.institution.access import MAY_ALLOCATE, MAY_SUPPLY
from genderdesk.organisation.institution.models import SupplyEntry, Unit
from genderdesk.organisation.institution.vocabulary.readiness import SupplyKind, SupplyMove


@act("supply.write", needs=MAY_SUPPLY, subject=Unit, notes=("kind", "move", "month"))
def write_supply(
    actor: Actor, unit: Unit, *, kind: SupplyKind, move: SupplyMove, month: date, amount: int, note: str = ""
) -> SupplyEntry:
    """Keep what a unit was allocated, received or used in a month, in whole litres or whole units of the national
    currency. Only a head of desk allocates; Invalid for what came or was used in a month that has not begun."""
    month = month.replace(day=1)
    if amount < 1:
        raise Invalid(_("Write a whole number, 1 or more."), "amount")
    if move == SupplyMove.ALLOCATED:
        if not MAY_ALLOCATE.check(actor, unit):
            refuse(_("A head of desk says how much a unit gets each month."))
    elif month > timezone.localdate():
        raise Invalid(_("This month has not begun yet."), "month")
    made = SupplyEntry(unit=unit, kind=kind, move=move, month=month, amount=amount, note=note)
    made.officer_id = actor.officer_id
    keep(made)
    return made


@act("supply.correct", needs=MAY_SUPPLY, subject=SupplyEntry)
def correct_supply(actor: Actor, entry: SupplyEntry, *, note: str) -> SupplyEntry:
    """Take an entry back by one with the opposite amount, and say why; what is right is written anew. Conflict where it
    was taken back already, or takes another back itself."""
    # Locked, so that two who correct at once do not take it back twice.
    entry = SupplyEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.corrects_id is not None or SupplyEntry.objects.filter(corrects=entry).exists():
        raise Conflict(_("This entry was taken back already."))
    if entry.move == SupplyMove.ALLOCATED and not MAY_ALLOCATE.check(actor, entry.unit):
        refuse(_("A head of desk says how much a unit gets each month."))
    made = SupplyEntry(unit=entry.unit, kind=entry.kind, move=entry.move, month=entry.month, amount=-entry.amount)
    made.corrects, made.note, made.officer_id = entry, note, actor.officer_id
    keep(made)
    return made
