"""Fuel and credit by month: what was allocated, came and was used. Balances are sums, never typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from genderdesk.organisation.institution.vocabulary.readiness import SupplyMove


@dataclass(slots=True)
class Month:
    """One month of a ledger; ``balance`` is what is left at its end of all that came until then."""

    month: date
    allocated: int = 0
    received: int = 0
    used: int = 0
    balance: int = 0

    @property
    def shortfall(self) -> int:
        """How much of what was allocated did not come."""
        return max(0, self.allocated - self.received)


def months_of(entries: Iterable[tuple[date, str, int]]) -> list[Month]:
    """The months of a ledger from its (month, move, amount), in their order."""
    found: dict[date, Month] = {}
    sums: dict[tuple[date, str], int] = defaultdict(int)
    for month, move, amount in entries:
        found.setdefault(month, Month(month))
        sums[month, move] += amount
    left = 0
    for month, line in sorted(found.items()):
        line.allocated = sums[month, SupplyMove.ALLOCATED]
        line.received, line.used = sums[month, SupplyMove.RECEIVED], sums[month, SupplyMove.USED]
        left += line.received - line.used
        line.balance = left
    return [found[month] for month in sorted(found)]
