"""Tables of long lists, made in Python: fifty rows of seven cells cost a template ten times what they cost here.

The look is the design system's ``table stack``; a cell's function returns HTML made by ``text``, ``link`` and ``tag``,
which escape what they are given.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS_AP
from django.utils.safestring import SafeString, mark_safe

_ANY = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and a row's cell as HTML. ``names_row`` marks the cell that says which row it is."""

    heading: object
    cell: Callable[[Any], str]
    names_row: bool = False


def table(caption: object, columns: Sequence[Column], rows: Iterable[Any]) -> SafeString:
    """A table with an unseen caption, whose cells stand under each other with their headings on a narrow screen."""
    headings = [escape(str(column.heading)) for column in columns]
    made = [(column.cell, *_around(column, heading)) for column, heading in zip(columns, headings, strict=True)]
    body = ["<tr>" + "".join([f"{before}{cell(row)}{after}" for cell, before, after in made]) + "</tr>" for row in rows]
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    return mark_safe(  # noqa: S308  # headings are escaped here, cells by the functions below
        f'<table class="table stack"><caption class="unseen">{escape(str(caption))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _around(column: Column, heading: str) -> tuple[str, str]:
    return ('<th scope="row">', "</th>") if column.names_row else (f'<td data-label="{heading}">', "</td>")


def text(value: object) -> str:
    """A value's text; a dash where there is none."""
    return escape(str(value)) if value is not None and value != "" else "—"


def code(value: object) -> str:
    """A number or code that people read out."""
    return f'<span class="code">{escape(str(value))}</span>'


def link(address: str, value: object, css: str = "") -> str:
    style = f' class="{css}"' if css else ""
    return f'<a{style} href="{escape(address)}">{escape(str(value))}</a>'


def tag(tone: object, value: object) -> str:
    """A state in a coloured tag; the words say it too."""
    return f'<span class="tag tag-{escape(str(tone))}">{escape(str(value))}</span>'


def addresses(name: str) -> Callable[[uuid.UUID], str]:
    """A function that gives the address of each record's page, for a URL name with the record's id alone."""
    before, after = reverse(name, args=[_ANY]).split(str(_ANY))
    return lambda record_id: f"{before}{record_id}{after}"


def said(words: Callable[[Any], str]) -> Callable[[Any], str]:
    """The same function, asked once for each value: for the few coded values that a column repeats."""
    made: dict[Any, str] = {}

    def say(value: Any) -> str:
        found = made.get(value)
        if found is None:
            found = made[value] = words(value)
        return found

    return say


def short_times() -> Callable[[datetime | None], str]:
    """A function that writes times as ``short_time`` does, for a whole column at one moment."""
    zone, year = timezone.get_current_timezone(), timezone.localtime().year
    month = said(lambda number: str(MONTHS_AP[number]))

    def write(value: datetime | None) -> str:
        if value is None:
            return ""
        local = value.astimezone(zone) if value.tzinfo else value
        other_year = "" if local.year == year else f" {local.year}"
        return f"{local.day} {month(local.month)}{other_year}, {local.hour:02}:{local.minute:02}"

    return write


def short_time(value: datetime | None) -> str:
    """For lists: "23 Nov, 14:30", with the year where it is another one; empty for None."""
    return short_times()(value)
