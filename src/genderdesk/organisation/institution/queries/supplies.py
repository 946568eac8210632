"""Fuel and credit of units by month."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.access import measured_to
from genderdesk.organisation.institution.models import SupplyEntry, Unit
from genderdesk.organisation.institution.rules.supplies import Month, months_of
from genderdesk.organisation.institution.vocabulary.readiness import SupplyKind, SupplyMove

MONTHS_SHOWN = 12
ENTRIES_SHOWN = 40


def supply_months(unit_id: uuid.UUID) -> dict[SupplyKind, list[Month]]:
    """The last twelve months of a unit's fuel and credit, the newest first; balances count from the first entry on."""
    rows = SupplyEntry.objects.filter(unit_id=unit_id).values_list("kind", "month", "move").annotate(Sum("amount"))
    entries = list(rows.order_by())
    return {
        kind: months_of((month, move, amount) for of, month, move, amount in entries if of == kind)[-MONTHS_SHOWN:][
            ::-1
        ]
        for kind in SupplyKind
    }


def supply_entries(unit_id: uuid.UUID) -> list[SupplyEntry]:
    """The latest entries of a unit, the newest first, with those that take them back."""
    found = SupplyEntry.objects.filter(unit_id=unit_id).select_related("officer", "corrects", "corrected_by")
    return list(found.order_by("-written_at", "-id")[:ENTRIES_SHOWN])


def entry_of_reader(actor: Actor, entry_id: uuid.UUID) -> SupplyEntry:
    """An entry of a unit that the reader may see; Missing otherwise."""
    found = SupplyEntry.objects.filter(pk=entry_id, unit__institution__in=measured_to(actor))
    entry = found.select_related("unit__institution").first()
    if entry is None:
        raise Missing(_("There is no such entry, or it belongs to another institution."))
    return entry


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How much of a month's allocation did not come to a unit."""

    unit: Unit
    kind: SupplyKind
    missing: int


def shortfalls(institution_ids: Iterable[uuid.UUID], month: date) -> list[Shortfall]:
    """What did not come in a month, the largest share first; in two queries however many units."""
    rows = SupplyEntry.objects.filter(month=month, unit__institution__in=list(institution_ids))
    sums: dict[tuple[uuid.UUID, str], dict[str, int]] = {}
    for unit, kind, move, amount in rows.order_by().values_list("unit_id", "kind", "move").annotate(Sum("amount")):
        sums.setdefault((unit, kind), {})[move] = amount
    missing = {
        key: (each.get(SupplyMove.ALLOCATED, 0) - each.get(SupplyMove.RECEIVED, 0), each.get(SupplyMove.ALLOCATED, 0))
        for key, each in sums.items()
    }
    units = Unit.objects.in_bulk({unit for (unit, _kind), (lacks, _all) in missing.items() if lacks > 0})
    ordered = sorted(missing.items(), key=lambda each: (-each[1][0] / max(each[1][1], 1), str(each[0])))
    return [Shortfall(units[unit], SupplyKind(kind), lacks) for (unit, kind), (lacks, _all) in ordered if lacks > 0]
