"""How long a competence is valid."""

from __future__ import annotations

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day of a month so many months on; the month's last day where it is shorter (31 January, 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def expires_on(granted_on: date, validity_months: int | None) -> date | None:
    """The first day on which a competence is no longer valid; None where it never lapses."""
    return None if validity_months is None else months_later(granted_on, validity_months)
