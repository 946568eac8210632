"""Invented facts for these tests: every kind, with the codes that the rooms give."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from genderdesk.groundwork.platform.facts import Fact
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.monitoring.statistics.facts import keep_facts
from genderdesk.monitoring.statistics.vocabulary import (
    AGE_BANDS,
    CHANNELS,
    DELAYS,
    GBV_TYPES,
    INTERVALS,
    LEVEL_CHANGES,
    REPORT_OUTCOMES,
    RISK_LEVELS,
    SERVICES,
    SEXES,
    TIMINGS,
    WARNED,
)

MARCH = date(2026, 3, 1)
DISTRICTS = ("RW-11", "RW-12", "RW-21")
STATUSES = (
    "proposed",
    "consented",
    "sent",
    "acknowledged",
    "accepted",
    "declined",
    "attended",
    "no_show",
    "outcome",
    "closed",
    "revoked",
)


def report(record_id: str, day: date = MARCH, institution: str = "RNP", **dimensions: str) -> Fact:
    coded = {"channel": "walk_in", "district": "RW-11", "kind": "physical", "outcome": "received", **dimensions}
    return Fact("report", record_id, day, {"institution": institution, **coded})


def case(record_id: str, day: date = MARCH, institution: str = "RNP", **dimensions: str) -> Fact:
    coded = {
        "district": "RW-11",
        "gbv_type": "rape",
        "sex": "female",
        "age_band": "18-25",
        "delay": "0-3_days",
        "state": "opened",
        "statistics_consent": "yes",
        **dimensions,
    }
    return Fact("case", record_id, day, {"institution": institution, **coded})


def response(record_id: str, day: date = MARCH, institution: str = "RNP", **seconds: float | None) -> Fact:
    measures = {name: seconds.get(name.removesuffix("_seconds")) for name in INTERVALS}
    coded = {"district": "RW-11", "priority": "1", "vehicle": "motorcycle", "disposition": "cleared"}
    return Fact("response", record_id, day, {"institution": institution, **coded}, measures)


def referral(
    record_id: str, day: date = MARCH, institution: str = "RNP", attended: bool = False, **dimensions: str
) -> Fact:
    coded = {"district": "RW-11", "service": "health", "status": "sent", "provider_kind": "health", **dimensions}
    measures = {"acknowledgement_hours": None, "attendance_hours": 20.5 if attended else None}
    return Fact("referral", record_id, day, {"institution": institution, **coded}, measures)


def assessment(record_id: str, day: date = MARCH, institution: str = "RNP", **dimensions: str) -> Fact:
    coded = {
        "level": "high",
        "answers_level": "medium",
        "instrument": "desk 1",
        "context": "scheduled",
        "timing": "late",
        **dimensions,
    }
    return Fact("assessment", record_id, day, {"institution": institution, **coded})


def risk_change(record_id: str, day: date = MARCH, institution: str = "RNP", **dimensions: str) -> Fact:
    coded = {"change": "raised", "level": "extreme", **dimensions}
    return Fact("risk_change", record_id, day, {"institution": institution, **coded})


def death(record_id: str, day: date = MARCH, institution: str = "RNP", **dimensions: str) -> Fact:
    coded = {"group": "a", "level_before": "low", "warned": "low_or_medium", **dimensions}
    return Fact("death", record_id, day, {"institution": institution, **coded})


def keep(facts: Iterable[Fact], *, new: bool = True) -> None:
    with unguarded("test"):
        keep_facts([(fact, new) for fact in facts])


def many(count: int, make: object, prefix: str, **rest: object) -> list[Fact]:
    """``count`` facts of one kind that differ in their record alone."""
    return [make(f"{prefix}-{number}", **rest) for number in range(count)]  # type: ignore[operator]


# Random facts of a few records, so that the same record comes back changed.

_days = st.sampled_from([date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)])
_ids = st.integers(1, 6).map(str)
_institutions = st.sampled_from(["RNP", "RDF"])
_seconds = st.one_of(st.none(), st.integers(0, 4000), st.floats(0, 4000, allow_nan=False).map(lambda x: round(x, 3)))

random_facts = st.one_of(
    st.builds(
        report,
        _ids,
        _days,
        _institutions,
        channel=st.sampled_from(CHANNELS),
        outcome=st.sampled_from(REPORT_OUTCOMES),
        district=st.sampled_from([*DISTRICTS, "unknown", ""]),
    ),
    st.builds(
        case,
        _ids,
        _days,
        _institutions,
        gbv_type=st.sampled_from(GBV_TYPES),
        sex=st.sampled_from(SEXES),
        age_band=st.sampled_from(AGE_BANDS),
        delay=st.sampled_from(DELAYS),
        statistics_consent=st.sampled_from(["yes", "no", "unknown", "declined"]),
    ),
    st.builds(
        assessment, _ids, _days, _institutions, level=st.sampled_from(RISK_LEVELS), timing=st.sampled_from(TIMINGS)
    ),
    st.builds(risk_change, _ids, _days, _institutions, change=st.sampled_from(LEVEL_CHANGES)),
    st.builds(death, _ids, _days, _institutions, warned=st.sampled_from(WARNED)),
    st.builds(
        response, _ids, _days, _institutions, handling=_seconds, turnout=_seconds, travel=_seconds, total=_seconds
    ),
    st.builds(
        referral,
        _ids,
        _days,
        _institutions,
        st.booleans(),
        service=st.sampled_from(SERVICES),
        status=st.sampled_from(STATUSES),
    ),
)
