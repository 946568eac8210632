"""The 24 GBVIMS statistics of a month counted by hand: raw rows and plain loops, nothing of rules or facts.

Every definition is stated here a second time, on purpose.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.statistics.by_hand import Row, delay_of, in_month, key, moment, rows_of, type_of

SIX = ("rape", "sexual_assault", "physical_assault", "forced_marriage", "denial", "psychological")
SERVICES = ("health", "psychosocial", "legal", "safe_house", "livelihoods", "child_protection", "other")
Cells = dict[tuple[str, str], int]


def said(value: Any) -> str:
    """Not given and declined are one row."""
    return "unknown" if value in (None, "", "declined", "unknown") else str(value)


class GbvimsByHand:
    """One institution's month. ``cells`` has, by statistic, the cells that are not nought."""

    def __init__(self, institution_code: str, month: date) -> None:
        institution = next(
            key(row["id"]) for row in rows_of("institution_institution") if row["code"] == institution_code
        )
        self.cells: dict[str, Cells] = {}
        self.left_out = {"no_consent": 0, "non_gbv": 0, "unclassified": 0, "elsewhere": 0}
        self.counted = 0
        survivors = {key(row["case_id"]): row for row in rows_of("cases_survivor")}
        incidents = {key(row["case_id"]): row for row in rows_of("cases_incident")}
        reports = {key(row["id"]): row for row in rows_of("intake_report")}
        referrals: dict[str, list[Row]] = {}
        for row in rows_of("care_referral"):
            referrals.setdefault(key(row["case_id"]), []).append(row)
        served: dict[str, set[str]] = {}
        for row in rows_of("cases_caseevent"):
            if row["kind"] == "served":
                served.setdefault(key(row["case_id"]), set()).add(row["ref"])
        for case in rows_of("cases_case"):
            if key(case["institution_id"]) != institution or not in_month(case["opened_at"], month):
                continue
            mine = key(case["id"])
            if reason := self.reason(incidents[mine]):
                self.left_out[reason] += 1
                continue
            self.counted += 1
            self.count(
                survivors[mine],
                incidents[mine],
                reports[key(case["report_id"])],
                referrals.get(mine, []),
                served.get(mine, set()),
            )

    def reason(self, incident: Row) -> str:
        if incident["statistics_consent"] != "yes":
            return "no_consent"
        if type_of(incident) in ("non_gbv", "unclassified"):
            return type_of(incident)
        return "elsewhere" if incident["reported_elsewhere"] == "gbvims" else ""

    def one(self, statistic: str, row: str, column: str = "") -> None:
        cells = self.cells.setdefault(statistic, {})
        cells[row, column] = cells.get((row, column), 0) + 1

    def count(self, survivor: Row, incident: Row, report: Row, referrals: list[Row], served: set[str]) -> None:
        gbv_type, delay = type_of(incident), delay_of(incident)
        self.one("new_incidents", "incidents")
        self.one("previous_gbv", said(incident["previous_gbv"]))
        self.one("sex", survivor["sex"])
        self.age(survivor["age_at_report"])
        for name in ("marital", "displacement"):
            self.one(name, said(survivor[name]))
        self.one("displacement_stage", said(incident["displacement_stage"]))
        difficulty, status = said(survivor["disability"]), said(survivor["child_status"])
        yes = "unknown" if difficulty == "unknown" else "yes" if difficulty in ("a_lot", "cannot_do") else "no"
        self.one("vulnerable", "disability", yes)
        for each in ("unaccompanied", "separated", "other_vulnerable"):
            answer = "unknown" if status == "unknown" else "yes" if status == each else "no"
            self.one("vulnerable", each, answer)
        self.one("sexual_violence", "yes" if gbv_type in ("rape", "sexual_assault") else "no")
        self.one("type", gbv_type)
        self.one("time_of_day", part_of_day(incident))
        self.contexts(gbv_type, survivor, incident)
        self.one("delay", delay)
        if gbv_type == "rape":
            self.one("delay_rape", delay)
            health = [row for row in referrals if row["service"] == "health"]
            if any(row["attended_at"] or recorded(row) == "referred" for row in health):
                self.one("delay_rape_health", delay)
        self.one("place_type", said(incident["place_type"]))
        self.one("perpetrators", said(incident["perpetrators"]))
        for name in ("perpetrator_relationship", "perpetrator_age", "perpetrator_occupation"):
            self.one(name, said(incident[name]))
        self.ways(report, referrals, served)

    def age(self, years: int | None) -> None:
        if years is None:
            self.one("age", "unknown")
            return
        for row, first, last in (
            ("0-11", 0, 11),
            ("12-17", 12, 17),
            ("18-49", 18, 49),
            ("50+", 50, 200),
            ("17-", 0, 17),
            ("18+", 18, 200),
            ("10-19", 10, 19),
        ):
            if first <= years <= last:
                self.one("age", row)

    def contexts(self, gbv_type: str, survivor: Row, incident: Row) -> None:
        sexual, then = gbv_type in ("rape", "sexual_assault"), survivor["child_at_incident"]
        years = survivor["age_at_report"]
        # A year of birth leaves a year of doubt, in which the younger age counts.
        younger = None if years is None else years - (survivor["age_basis"] == "birth_year" and years > 0)
        now = "unknown" if younger is None else "yes" if younger < 18 else "no"
        relation, practice = said(incident["perpetrator_relationship"]), said(incident["harmful_practice"])
        abduction, goods = said(incident["abduction"]), said(incident["goods_exchanged"])

        def is_so(value: str, holds: bool) -> str:
            return "unknown" if value == "unknown" else "yes" if holds else "no"

        both = {
            "intimate_partner_violence": (True, is_so(relation, relation == "intimate_partner")),
            "child_sexual_abuse": (sexual, then),
            "early_marriage": (gbv_type == "forced_marriage", then),
            "sexual_exploitation": (sexual, goods),
            "sexual_slavery": (sexual, is_so(abduction, abduction != "none")),
            "harmful_practice": (True, is_so(practice, practice != "no")),
            "child_sexual_abuse_at_report": (sexual, now),
            "early_marriage_at_report": (gbv_type == "forced_marriage", now),
        }
        for name, (of_its_type, answer) in both.items():
            self.one("contexts", name, answer if of_its_type else "no")

    def ways(self, report: Row, referrals: list[Row], served: set[str]) -> None:
        by_channel = {
            "health_centre": "health",
            "isange": "health",
            "school": "teacher",
            "other_desk": "police",
            "community_club": "other",
        }
        by_reporter = {
            **dict.fromkeys(("survivor", "family", "neighbour", "witness"), "self"),
            "leader": "leader",
            "teacher": "teacher",
            "health_worker": "health",
            "officer": "police",
            "soldier": "police",
        }
        source = by_channel.get(report["channel"]) or by_reporter.get(report["reporter_type"], "unknown")
        self.one("referred_from", source)
        self.one("first_contact", {"self": "here", "unknown": "unknown"}.get(source, "sent_here"))
        by_desk = {
            {"emotional_support": "psychosocial", "rights_explained": "legal"}.get(each, "other") for each in served
        }
        for service in SERVICES:
            seen = any(row["service"] == service and row["attended_at"] for row in referrals)
            self.one("services_given", service, "yes" if seen or service in by_desk else "no")
        for service in by_desk:
            self.one("referrals", service, "your_agency")
        for row in referrals:
            self.one("referrals", row["service"], recorded(row))


def recorded(referral: Row) -> str:
    if referral["attended_at"]:
        return "referred"
    if referral["state"] == "revoked":
        return "declined"
    if referral["state"] in ("proposed", "consented"):
        return "undecided"
    reasons = {
        **dict.fromkeys(("survivor_declined", "fear"), "declined"),
        **dict.fromkeys(("unavailable", "full", "cost", "distance"), "unavailable"),
    }
    return reasons.get(referral["decline_reason"], "referred")


def part_of_day(incident: Row) -> str:
    at = moment(incident["occurred_from"])
    if at is None or incident["occurred_precision"] not in ("exact", "hour"):
        return "unknown"
    return "morning" if 6 <= at.hour < 12 else "afternoon" if 12 <= at.hour < 18 else "evening"
