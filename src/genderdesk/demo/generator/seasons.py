"""When contacts reach the desk: thirteen months that grow, with seasons, weekends, evenings and quiet nights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate

from django.utils import timezone

from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw, Weighted

_MONTHS_BACK = 12
_DAYS_OF_A_MONTH = 30.4
# Nothing is generated so close to the end that a vehicle would still be out: units stay free for who plays next.
LAST_QUIET = timedelta(hours=6)

_HOURS = Weighted(dict(enumerate(chances.HOURS)))


def first_day(until: datetime) -> date:
    """The first day of the month twelve months before the month of ``until``."""
    last = timezone.localdate(until)
    return date(last.year - 1, last.month, 1)


def moments(draw: Draw, number: int, until: datetime) -> Iterator[datetime]:
    """So many times in order, the first in the month a year before, the last before ``until``.

    Each day is drawn by its weight; only the days' counts are held, not the times.
    """
    days = list(_days(first_day(until), timezone.localdate(until - LAST_QUIET)))
    sums = list(accumulate(_weight(day, days[0]) for day in days))
    counts = dict.fromkeys(days, 0)
    for day in draw.choices(days, cum_weights=sums, k=number):
        counts[day] += 1
    for day, count in counts.items():
        yield from sorted(_time(draw, day, until) for _each in range(count))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _weight(day: date, first: date) -> float:
    growth = chances.GROWTH_A_MONTH ** ((day - first).days / _DAYS_OF_A_MONTH)
    return float(growth * chances.MONTHS[day.month - 1] * chances.WEEKDAYS[day.weekday()])


def _time(draw: Draw, day: date, until: datetime) -> datetime:
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
    at = midnight + timedelta(hours=draw.of(_HOURS), seconds=draw.randrange(3600))
    # On the last day the hours after the end have not been yet.
    latest = until - LAST_QUIET
    return at if at < latest else midnight + (latest - midnight) * draw.random()
