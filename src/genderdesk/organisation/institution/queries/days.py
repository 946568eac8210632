"""Which rows are in force on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone


def today(on: date | None = None) -> date:
    """The day asked about: today in the desk's time zone where none is given."""
    return on or timezone.localdate()


def in_force(on: date | None, start: str, end: str) -> Q:
    """Rows whose period holds the day: from ``start`` up to, and not including, ``end``."""
    day = today(on)
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day}))


def open_on(on: date | None, prefix: str = "") -> Q:
    """Desks or posts that are open on the day."""
    return in_force(on, f"{prefix}opened_on", f"{prefix}closed_on")


def appointed_on(on: date | None, prefix: str = "") -> Q:
    """Appointments in force on the day."""
    return in_force(on, f"{prefix}starts_on", f"{prefix}ends_on")
