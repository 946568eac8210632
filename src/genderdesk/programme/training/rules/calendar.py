"""A training as an iCalendar file (RFC 5545): days and a neutral title, nobody's name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Appointment:
    """One session in a calendar."""

    id: uuid.UUID
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    called_off: bool = False


def calendar_of(name: str, appointments: Iterable[Appointment], written_at: datetime) -> str:
    """The whole file. Lines end as the standard has it and are folded at 75 octets (RFC 5545, 3.1)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gender Desk//Training//EN", f"X-WR-CALNAME:{_text(name)}"]
    for each in appointments:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{each.id}@genderdesk",
            f"DTSTAMP:{_time(written_at)}",
            f"DTSTART:{_time(each.starts_at)}",
            f"DTEND:{_time(each.ends_at)}",
            f"SUMMARY:{_text(each.title)}",
            f"LOCATION:{_text(each.place)}",
            f"STATUS:{'CANCELLED' if each.called_off else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> list[str]:
    parts, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += sign
        size += width
    return parts


def days_from(first: date, number: int, *, weekends: bool) -> list[date]:
    """So many days from the first on; Saturdays and Sundays only where they are wanted."""
    found: list[date] = []
    day = first
    while len(found) < number:
        if weekends or day.weekday() < 5 or day == first:
            found.append(day)
        day += timedelta(days=1)
    return found
