"""The condition that a period holds a day."""

from __future__ import annotations

from django.db.models import F, Q


def ends_after(start: str, end: str) -> Q:
    """The end day is open, or after the first day."""
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)})
