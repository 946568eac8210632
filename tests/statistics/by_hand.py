"""The figures of a month counted by hand: raw rows, plain loops, nothing of the statistics room.

Everything that a figure says is stated here a second time, on purpose: what is counted on which day, in which row, how
a median is taken, what is kept back. Rows come by plain SQL from the rooms' own tables, never from facts or counters.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

KIGALI = ZoneInfo("Africa/Kigali")
FEWEST = 5

Row = dict[str, Any]
Counts = dict[str, int]


def rows_of(table: str) -> list[Row]:
    """All rows of a table as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # names of this file
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, each, strict=True)) for each in cursor.fetchall()]


def key(value: Any) -> str:
    """An identifier in one form, whichever database it came from."""
    return str(value).replace("-", "")


def moment(value: Any) -> datetime | None:
    """A time as the desk's clock showed it."""
    if value is None:
        return None
    read = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(KIGALI)


def in_month(value: Any, month: date) -> bool:
    at = moment(value)
    return at is not None and (at.year, at.month) == (month.year, month.month)


class Hand:
    """One institution's month, counted."""

    def __init__(self, institution_code: str, month: date) -> None:
        self.month = month
        self.institution = next(
            key(row["id"]) for row in rows_of("institution_institution") if row["code"] == institution_code
        )
        self.figures: dict[str, Counts] = {}
        self.grid: dict[tuple[str, str], int] = {}
        self.times: dict[str, list[float | None]] = {}
        self.reports = self.cases = self.withheld = self.responses = self.referrals = 0
        self._reports()
        self._cases()
        self._responses()
        self._referrals()
        self.overdue = 0
        self._risk()
        self._deaths()

    def _one_more(self, figure: str, row: str) -> None:
        self.figures.setdefault(figure, {})
        self.figures[figure][row] = self.figures[figure].get(row, 0) + 1

    def _own(self, row: Row) -> bool:
        return key(row["institution_id"]) == self.institution

    def _reports(self) -> None:
        for row in rows_of("intake_report"):
            if self._own(row) and in_month(row["received_at"], self.month):
                self.reports += 1
                self._one_more("reports_by_channel", row["channel"])
                self._one_more("reports_by_outcome", row["state"])

    def _cases(self) -> None:
        survivors = {key(row["case_id"]): row for row in rows_of("cases_survivor")}
        incidents = {key(row["case_id"]): row for row in rows_of("cases_incident")}
        for row in rows_of("cases_case"):
            if not self._own(row) or not in_month(row["opened_at"], self.month):
                continue
            survivor, incident = survivors[key(row["id"])], incidents[key(row["id"])]
            if incident["statistics_consent"] != "yes":
                self.withheld += 1
                continue
            self.cases += 1
            self._one_more("cases_by_type", type_of(incident))
            self._one_more("cases_by_sex", survivor["sex"])
            self._one_more("cases_by_age", age_group(survivor["age_at_report"]))
            self._one_more("cases_by_district", row["district_id"] or "unknown")
            self._one_more("cases_by_delay", delay_of(incident))

    def _responses(self) -> None:
        for row in rows_of("response_dispatch"):
            if not self._own(row) or not in_month(row["received_at"], self.month):
                continue
            self.responses += 1
            received, alerted = moment(row["received_at"]), moment(row["first_alert_at"])
            left, arrived = moment(row["en_route_at"]), moment(row["on_scene_at"])
            self._time("handling_seconds", received, alerted)
            self._time("turnout_seconds", alerted, left)
            self._time("travel_seconds", left, arrived)
            self._time("total_seconds", received, arrived)

    def _time(self, name: str, start: datetime | None, end: datetime | None) -> None:
        known = start is not None and end is not None and end >= start
        self.times.setdefault(name, []).append((end - start).total_seconds() if known else None)

    def _referrals(self) -> None:
        cases = {key(row["id"]) for row in rows_of("cases_case") if self._own(row)}
        for row in rows_of("care_referral"):
            if key(row["case_id"]) in cases and in_month(row["proposed_at"], self.month):
                self.referrals += 1
                cell = (row["service"], stage_of(row))
                self.grid[cell] = self.grid.get(cell, 0) + 1

    def _risk(self) -> None:
        cases = {key(row["id"]): row for row in rows_of("cases_case") if self._own(row)}
        for row in rows_of("cases_riskassessment"):
            if key(row["case_id"]) in cases and in_month(row["at"], self.month):
                self._one_more("assessments_by_level", row["level"])
                due = moment(row["was_due_at"])
                late = due is not None and moment(row["at"]).date() > due.date()
                self._one_more("assessments_by_timing", "first" if due is None else "late" if late else "in_time")
        for row in rows_of("cases_riskchange"):
            if key(row["case_id"]) in cases and in_month(row["at"], self.month):
                self._one_more("risk_changes", "lowered" if row["lowered"] else "raised")
        today = datetime.now(KIGALI).date()
        for row in cases.values():
            due = moment(row["risk_due_at"])
            self.overdue += due is not None and due.date() < today

    def _deaths(self) -> None:
        cases = {key(row["id"]) for row in rows_of("cases_case") if self._own(row)}
        levels: dict[str, list[tuple[datetime, str]]] = {}
        for table, level in (("cases_riskassessment", "level"), ("cases_riskchange", "after")):
            for row in rows_of(table):
                levels.setdefault(key(row["case_id"]), []).append((moment(row["at"]), row[level]))
        for row in rows_of("cases_death"):
            day = str(row["died_on"] or moment(row["kept_at"]).date())[:10]
            if key(row["case_id"]) not in cases or row["confirmed_at"] is None or day[:7] != f"{self.month:%Y-%m}":
                continue
            known = moment(row["kept_at"])
            before = [each for each in levels.get(key(row["case_id"]), []) if each[0] < known]
            before = [each for each in before if str(each[0].date()) <= day]
            last = max(before, default=(known, ""))[1]
            warned = {"high": "high_or_extreme", "extreme": "high_or_extreme", "": "not_assessed"}
            said = "not_meant" if row["intentional"] == "no" else warned.get(last, "low_or_medium")
            self._one_more("deaths_by_warning", said)


# How a record is read


def type_of(incident: Row) -> str:
    """The first of the six questions answered yes; none and not gender-based is another kind; else not classified."""
    six = {
        "penetration": "rape",
        "sexual_contact": "sexual_assault",
        "physical_assault": "physical_assault",
        "forced_marriage": "forced_marriage",
        "denial": "denial",
        "psychological": "psychological",
    }
    for question, found in six.items():
        if incident[question] == "yes":
            return found
    return "non_gbv" if incident["gender_based"] == "no" else "unclassified"


def age_group(years: int | None) -> str:
    if years is None:
        return "unknown"
    for group, last in (("0-11", 11), ("12-17", 17), ("18-25", 25), ("26-40", 40), ("41-60", 60)):
        if years <= last:
            return group
    return "61+"


def group_of_hours(hours: float) -> str:
    for group, days in (("0-3_days", 3), ("4-5_days", 5), ("6-14_days", 14), ("15-30_days", 30)):
        if hours <= days * 24:
            return group
    return "over_1_month"


def delay_of(incident: Row) -> str:
    """By hours where the hour is known, by days where the day is, by both ends where only a month or a guess is."""
    occurred, reported = moment(incident["occurred_from"]), moment(incident["reported_at"])
    precision = incident["occurred_precision"]
    if occurred is None or reported is None or precision == "unknown":
        return "unknown"
    if precision in ("exact", "hour"):
        return group_of_hours((reported - occurred).total_seconds() / 3600)
    if precision == "day":
        return group_of_hours((reported.date() - occurred.date()).days * 24)
    if precision == "month":
        first, last = occurred, (occurred.replace(day=1) + timedelta(days=32)).replace(day=1)
    else:
        first, last = occurred - timedelta(days=1), occurred + timedelta(days=1)
    groups = {group_of_hours((reported - at).total_seconds() / 3600) for at in (first, min(last, reported))}
    return groups.pop() if len(groups) == 1 else "unknown"


def stage_of(referral: Row) -> str:
    seen = referral["attended_at"] is not None
    if seen and referral["state"] in ("attended", "outcome", "closed"):
        return "completed"
    return "not_completed" if referral["state"] in ("declined", "no_show", "revoked", "closed") else "in_hand"


# What is kept back, in other words than the program's


def shown(count: int) -> int | None:
    """A number that stands alone: one to four are kept back."""
    return None if 1 <= count < FEWEST else count


def shown_line(
    counts: Mapping[str, int], rows: Iterable[str], told: frozenset[str] = frozenset()
) -> dict[str, int | None]:
    """A list of cells beside its total, with further cells kept back so that subtracting tells nothing.

    Whoever reads knows that the hidden cells add up to the rest, that each is at least 1 as long as noughts are shown,
    and that the program hides the smallest first, so none is above the smallest large cell that is shown. A small cell
    is safe where, for all this, it could be 1 and could be 5. Cells told elsewhere cover nothing. Whoever guesses that
    three or more hidden cells are all small must still have three values to choose from.
    """
    table = {row: counts.get(row, 0) for row in rows}
    if 1 <= sum(table.values()) < FEWEST:
        return dict.fromkeys(table, None)
    small = [row for row, count in table.items() if 1 <= count < FEWEST]
    covers = sorted((row for row in table if table[row] >= FEWEST and row not in told), key=lambda row: table[row])
    untold = len(table) - sum(row in told and row not in small for row in table)
    for used in range(len(covers) + 1):
        hidden = [*small, *covers[:used]]
        most = table[covers[used]] if used < len(covers) else None
        left = [each for each in range(1, FEWEST) if could_be(each, hidden, table, untold, FEWEST - 1)]
        if used == 0 and len(small) >= 3 and len(left) < 3:
            continue
        if not small or all(could_be(each, hidden, table, untold, most) for each in (1, FEWEST)):
            return {row: None if row in hidden else count for row, count in table.items()}
    return {row: count if row in told and row not in small else None for row, count in table.items()}


def could_be(value: int, hidden: list[str], table: Mapping[str, int], untold: int, most: int | None) -> bool:
    """Whether one hidden cell could be ``value`` with all others between 1 and ``most``; ``untold`` may be hidden."""
    rest, others = sum(table[row] for row in hidden) - value, len(hidden) - 1
    if others == 0:
        return rest == 0
    # All hidden: then noughts may be among them and nothing is known to be at least 1.
    least = 0 if len(hidden) == untold else 1
    return others * least <= rest and (most is None or (rest <= others * most and value <= most))


def middle(times: list[float]) -> float:
    return statistics.median(times)


def ninetieth(times: list[float]) -> float:
    return statistics.quantiles(times, n=10, method="inclusive")[8]
