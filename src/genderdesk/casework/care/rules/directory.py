"""Opening hours, the terms of a service, and when an entry of the directory must be confirmed again.

Hours are what Open Referral HSDS 3 calls schedules: days of the week (BYDAY of RFC 5545), opening and closing time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from genderdesk.casework.care.vocabulary import Accessibility, Cost, ProviderKind, Service
from genderdesk.groundwork.foundation.weeks import holds, minute_of_week

# An entry that nobody has confirmed for so long is asked again (issue 4: every 180 days).
CONFIRM_DAYS = 180

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LINE = re.compile(r"([A-Z]{2})(?:-([A-Z]{2}))? ([0-2]\d:[0-5]\d)-([0-2]\d:[0-5]\d)")


class ScheduleFault(ValueError):
    """A line of opening hours that cannot be read; the message is the line."""


@dataclass(frozen=True, slots=True)
class Span:
    """Open on these days from ``opens`` to ``closes``, "HH:MM" in the desk's time zone.

    The minute of closing is no longer open. Equal times are a whole day; an earlier closing lies on the next day.
    """

    days: tuple[str, ...]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms one service is given; ages in whole years, ``places`` how many people it can take at a time."""

    cost: Cost = Cost.UNKNOWN
    fees: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    eligibility: str = ""
    places: int | None = None

    def kept(self) -> dict[str, object]:
        """As the entry keeps it; what is not known is left out."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in found.items() if value not in (None, "", Cost.UNKNOWN)}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Terms:
        """The terms again from what the entry keeps."""
        return cls(**{**kept, "cost": Cost(kept.get("cost", Cost.UNKNOWN))})


@cache
def read_schedule(text: str) -> tuple[Span, ...]:
    """Opening hours from lines such as ``MO-FR 08:00-17:00``, each on its own line or parted by semicolons.

    Raises ScheduleFault with the line that cannot be read.
    """
    lines = [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]
    return tuple(_span(line) for line in lines)


def _span(line: str) -> Span:
    found = _LINE.fullmatch(re.sub(r"\s*[-–]\s*", "-", line.upper()))
    if found is None:
        raise ScheduleFault(line)
    first, last, opens, closes = found[1], found[2] or found[1], found[3], found[4]
    if first not in DAYS or last not in DAYS or max(opens, closes) > "23:59":
        raise ScheduleFault(line)
    start, end = DAYS.index(first), DAYS.index(last)
    days = DAYS[start : end + 1] if start <= end else (*DAYS[start:], *DAYS[: end + 1])
    return Span(tuple(sorted(days, key=DAYS.index)), opens, closes)


def write_schedule(spans: Iterable[Span]) -> str:
    """The lines again that ``read_schedule`` reads."""
    return "\n".join(
        f"{first}{'' if first == last else '-' + last} {each.opens}-{each.closes}"
        for each in spans
        for first, last in runs_of(each.days)
    )


def runs_of(days: tuple[str, ...]) -> list[tuple[str, str]]:
    """Days that follow one another, as first and last."""
    runs: list[tuple[str, str]] = []
    for day in days:
        if runs and DAYS.index(day) == DAYS.index(runs[-1][1]) + 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def is_open(spans: Iterable[Span], local: datetime) -> bool | None:
    """Whether it is open at a local time; None where no hours are known."""
    known = tuple(spans)
    if not known:
        return None
    minute = minute_of_week(local)
    return any(holds(DAYS.index(day), *_minutes(span), minute) for span in known for day in span.days)


def _minutes(span: Span) -> tuple[int, int]:
    """Opening and closing as minutes of the day; a whole day begins at midnight, whatever hour is written."""
    if span.opens == span.closes:
        return (0, 0)
    opens, closes = (int(each[:2]) * 60 + int(each[3:]) for each in (span.opens, span.closes))
    return (opens, closes)


def is_due(confirmed_on: date | None, today: date) -> bool:
    """Whether an entry must be confirmed again: never confirmed, or 180 days ago and more."""
    return confirmed_on is None or today - confirmed_on >= timedelta(days=CONFIRM_DAYS)


# The hours that a country's directory writes most often (``labels.USUAL_HOURS``), as schedules. "By referral only" is
# open all day to who is referred.
_USUAL = {
    "24 hours, every day": (Span(DAYS, "00:00", "00:00"),),
    "24 hours, by referral only": (Span(DAYS, "00:00", "00:00"),),
    "Monday to Friday, 08:00 to 17:00": (Span(DAYS[:5], "08:00", "17:00"),),
    "Monday to Saturday, 08:00 to 18:00": (Span(DAYS[:6], "08:00", "18:00"),),
}


def usual_schedule(hours: str) -> tuple[Span, ...]:
    """The schedule of hours in usual words; none where they are worded otherwise."""
    return _USUAL.get(hours, ())


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry of the directory says, checked by nobody yet; codes as in ``vocabulary``."""

    name: str
    kind: ProviderKind
    district_code: str
    services: tuple[Service, ...]
    organisation: str = ""
    description: str = ""
    address: str = ""
    phone: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    website: str = ""
    schedule: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    accessibility: tuple[Accessibility, ...] = ()
