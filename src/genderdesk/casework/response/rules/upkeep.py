"""What is due on a vehicle, by its last check: the next check, the service at its kilometres, its papers.

How early each is told is ours: a week for a check, 500 km for the service, a month for papers that take time to renew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from genderdesk.casework.response.vocabulary import Due

CHECK_DAYS, PAPERS_DAYS, SERVICE_KM = 7, 30, 500


@dataclass(frozen=True, slots=True)
class Checked:
    """What the last check left: the dial in kilometres, and what comes next."""

    odometer_km: int
    fit: bool
    next_check_on: date
    service_at_km: int | None
    papers_until: date | None


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due: by a day or at a number of kilometres, and whether that is over."""

    what: Due
    overdue: bool
    on: date | None = None
    at_km: int | None = None


def due_of(checked: Checked | None, today: date) -> list[DueLine]:
    """What is due on a vehicle, what is over first. The last day of papers is one on which they hold."""
    if checked is None:
        return [DueLine(Due.NEVER_CHECKED, overdue=True)]
    found = [] if checked.fit else [DueLine(Due.NOT_FIT, overdue=True)]
    if checked.next_check_on <= today + timedelta(days=CHECK_DAYS):
        found.append(DueLine(Due.CHECK, checked.next_check_on < today, on=checked.next_check_on))
    if checked.service_at_km is not None and checked.odometer_km >= checked.service_at_km - SERVICE_KM:
        found.append(DueLine(Due.SERVICE, checked.odometer_km >= checked.service_at_km, at_km=checked.service_at_km))
    if checked.papers_until is not None and checked.papers_until <= today + timedelta(days=PAPERS_DAYS):
        found.append(DueLine(Due.PAPERS, checked.papers_until < today, on=checked.papers_until))
    return sorted(found, key=lambda each: not each.overdue)
