"""Work that comes round by the clock: a table of names, intervals and functions, run by the worker."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error, transaction
from django.utils import timezone

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.models import ScheduleRun

log = logging.getLogger(__name__)


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
    """Run what is due; the names that ran. Of two workers only one takes each entry.

    One that fails does not stop the others: it is told in the log, and in its row for ``genderdesk verify``.
    """
    due = [entry for entry in entries.values() if _take(entry)]
    for entry in due:
        _run(entry)
    return [entry.name for entry in due]


def _run(entry: Entry) -> None:
    fault = ""
    try:
        entry.function()
    except Error:
        raise  # the database is away: the worker waits for it
    except Exception as wrong:  # whatever it is, other work must go on
        log.exception("The scheduled work %s failed.", entry.name)
        fault = type(wrong).__name__
    ScheduleRun.objects.filter(pk=entry.name).exclude(fault=fault).update(fault=fault)


def _take(entry: Entry) -> bool:
    now = timezone.now()
    last = one_of(ScheduleRun.objects.filter(pk=entry.name).values_list("ran_at", flat=True))
    if last is not None and last > now - entry.interval:
        return False
    with transaction.atomic():
        if last is None:
            _run, new = ScheduleRun.objects.get_or_create(pk=entry.name, defaults={"ran_at": now})
            return new
        return ScheduleRun.objects.filter(pk=entry.name, ran_at=last).update(ran_at=now) == 1
