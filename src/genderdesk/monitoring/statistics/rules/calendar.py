"""Months as their first days."""

from __future__ import annotations

from datetime import date, timedelta


def month_of_day(day: date) -> date:
    return day.replace(day=1)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def months_up_to(month: date, number: int) -> list[date]:
    """So many months, the given one last."""
    months = [month]
    while len(months) < number:
        months.append(month_before(months[-1]))
    return months[::-1]


def months_between(first: date, last: date) -> list[date]:
    """The months from first to last, newest first; the last one alone where first lies after it."""
    months = [last]
    while months[-1] > first:
        months.append(month_before(months[-1]))
    return months


def read_month(text: str) -> date | None:
    """The month of ``2026-03``, None where the text is no month."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
