"""What other years for a kind of file would mean, in numbers of files that exist for whoever asks.

A sealed file of another cell, a file of another institution, and one from which a conflict bars the reader are in none
of these numbers, so that nobody learns from them that there is such a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.models import RetentionRule
from genderdesk.groundwork.protection.vault import erasure, retention

# No more files than this are gone through for a page; the page says "or more" then.
COUNTED = 5000
_AT_ONCE = 500
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Effect:
    """Files due at once and within a year if a kind were kept so many years; how many are due under the years in
    force; how many of those due at once are on hold and stay; the first day on which one is due."""

    at_once: int
    held: int
    within_a_year: int
    first_on: date | None
    now: int
    more: bool


def effect_of(actor: Actor, kind: str, years: int | None) -> Effect:
    """What keeping a kind of file for so many years would mean from today on; nothing is due without years."""
    today = timezone.localdate()
    rule = RetentionRule.objects.filter(kind=kind).first()
    now, more_now = _due(actor, kind, rule.years if rule else None, today)
    coming, more = _due(actor, kind, years, today + YEAR)
    at_once = [file_id for file_id, day in coming if day < today]
    held = retention.on_hold()
    later = [day for _file_id, day in coming if day >= today]
    return Effect(
        at_once=len(at_once),
        held=sum(file_id in held for file_id in at_once),
        within_a_year=len(later),
        first_on=coming[0][1] if coming else None,
        now=len(now),
        more=more or more_now,
    )


def _due(actor: Actor, kind: str, years: int | None, until: date) -> tuple[list[tuple[Any, date]], bool]:
    """The files that exist for the actor with the day each is due, and whether there may be more of them."""
    if years is None:
        return [], False
    found = retention.ending(kind, years, until)
    inside: list[tuple[Any, date]] = []
    for start in range(0, len(found), _AT_ONCE):
        part = found[start : start + _AT_ONCE]
        there = erasure.reachable(actor, [file_id for file_id, _day in part], retention.MAY_SET)
        inside += [each for each in part if each[0] in there]
        # Only files of the reader's own world end it, so that no other one can be told by where it ends.
        if len(inside) > COUNTED:
            return inside[:COUNTED], True
    return inside, False
