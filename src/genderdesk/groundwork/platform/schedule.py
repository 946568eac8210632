"""Work that comes round by the clock: a table of names, intervals and functions, run by the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from genderdesk.groundwork.platform.models import ScheduleRun


@dataclass(frozen=True, slots=True)
class Entry:
    """One scheduled piece of work; it runs at the earliest ``interval`` after its last start."""

    name: str
    interval: timedelta
    function: Callable[[], object]


entries: dict[str, Entry] = {}


def every(interval: timedelta, name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register work for the worker: ``@every(timedelta(minutes=1), "referrals.escalate")``."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        entries[name] = Entry(name, interval, function)
        return function

    return register


def run_due() -> list[str]:
    """Run what is due; the names that ran. Of two workers only one takes each entry."""
    return [entry.name for entry in entries.values() if _take(entry) and (entry.function() or True)]


def _take(entry: Entry) -> bool:
    now = timezone.now()
    last = ScheduleRun.objects.filter(pk=entry.name).values_list("ran_at", flat=True).first()
    if last is not None and last > now - entry.interval:
        return False
    with transaction.atomic():
        if last is None:
            _run, new = ScheduleRun.objects.get_or_create(pk=entry.name, defaults={"ran_at": now})
            return new
        return ScheduleRun.objects.filter(pk=entry.name, ran_at=last).update(ran_at=now) == 1
