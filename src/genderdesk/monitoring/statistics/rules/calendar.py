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


def quarter_of(month: date) -> date:
    """The first month of the calendar quarter that a month is in."""
    return month.replace(day=1, month=month.month - (month.month - 1) % 3)


def months_of_quarter(quarter: date) -> list[date]:
    return months_up_to(quarter.replace(month=quarter.month + 2), 3)


def quarters_between(first: date, last: date) -> list[date]:
    """The quarters from the one of a month to that of another, the earliest first; none where it lies after it."""
    quarters, quarter = [], quarter_of(last)
    while quarter >= quarter_of(first):
        quarters.append(quarter)
        quarter = quarter_of(month_before(quarter))
    return quarters[::-1]


def quarter_text(quarter: date) -> str:
    """``2026-Q3``, as it stands in addresses and files."""
    return f"{quarter.year:04}-Q{(quarter.month + 2) // 3}"


def read_quarter(text: str) -> date | None:
    """The first month of ``2026-Q3``, None where the text is no quarter."""
    year, _between, number = text.partition("-Q")
    if (
        len(year) != 4
        or not (year.isascii() and year.isdecimal())
        or number not in ("1", "2", "3", "4")
        or year == "0000"
    ):
        return None
    return date(int(year), 3 * int(number) - 2, 1)


def read_month(text: str) -> date | None:
    """The month of ``2026-03``, None where the text is no month."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
