"""The figures as data: what each counts, how it is split and drawn. Its words and counting rule are in ``labels``.

Lists: GBV types and delays, GBVIMS (cases.md 3.1, 1.4); age bands, cases.md 10; intervals, NFPA 1710 (dispatch.md 2.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from genderdesk.casework.care.vocabulary import Service
from genderdesk.casework.cases.vocabulary import (
    LEVELS,
    AgeBand,
    DelayBucket,
    GbvType,
    LevelChange,
    Sex,
    Timing,
    Warned,
)
from genderdesk.casework.intake.vocabulary import Channel

UNKNOWN = "unknown"

# Raised where a room gives more in its facts: what is kept of older records is then brought up to date once.
# 2: a case's facts have what GBVIMS counts. 3: assessments of risk, their changes, and deaths give facts.
FACTS_EDITION = 3

# Cells of fewer persons are kept back, so cells of 1 to 4 (security.md 5.1: 5 is usual in health statistics).
THRESHOLD = 5
# Fewer known times give a 90th percentile that is the longest time of one response.
FEWEST_FOR_P90 = 10
TREND_MONTHS = 12
# Of fewer cases no share is said what followed assessments of risk: one case would move it by more than five points.
FEWEST_FOR_SHARE = 20
ACCURACY_YEARS = 5

CHANNELS = tuple(str(channel) for channel in Channel)
# As a reader asks: what became a case, what did not, what is still to be decided.
REPORT_OUTCOMES = (
    "opened",
    "referred_elsewhere",
    "information_only",
    "not_gbv",
    "duplicate",
    "triaged",
    "received",
)
GBV_TYPES = tuple(str(gbv_type) for gbv_type in GbvType)
SEXES = tuple(str(sex) for sex in Sex)
AGE_BANDS = tuple(str(band) for band in AgeBand)
DELAYS = tuple(str(bucket) for bucket in DelayBucket)
RISK_LEVELS = tuple(str(level) for level in LEVELS)
TIMINGS = tuple(str(timing) for timing in Timing)
LEVEL_CHANGES = tuple(str(change) for change in LevelChange)
WARNED = tuple(str(warned) for warned in Warned)
SERVICES = tuple(str(service) for service in Service)
# What became of a referral; ``rules.cells`` says which states are which.
IN_HAND, COMPLETED, NOT_COMPLETED = "in_hand", "completed", "not_completed"
STAGES = (COMPLETED, IN_HAND, NOT_COMPLETED)

# Response time, seconds: report received to unit alerted, alerted to leaving, leaving to arrival, received to arrival.
INTERVALS = ("handling_seconds", "turnout_seconds", "travel_seconds", "total_seconds")
MEASURES: dict[str, tuple[str, ...]] = {"response": INTERVALS}

# Those whose totals stand at the head of the page.
KINDS = ("report", "case", "response", "referral")
# Totals are kept as a figure of their own; ``withheld`` are cases whose survivor did not consent to statistics.
TOTALS = "totals"
WITHHELD = "withheld"


class Drawing(StrEnum):
    """How a figure is drawn."""

    BARS = "bars"
    STACKED = "stacked"
    MAP = "map"
    RANGES = "ranges"


class Order(StrEnum):
    """How a figure's rows stand: by size, as in the list, or by name."""

    SIZE = "size"
    LIST = "list"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the month.

    ``rows`` is the dimension that splits it and ``codes`` that dimension's values (none for districts, which are
    places' own); ``columns`` a second one. ``told`` are cells that another figure tells, so they cannot cover one that
    is kept back.
    """

    key: str
    kind: str
    rows: str
    codes: tuple[str, ...]
    drawing: Drawing
    order: Order = Order.LIST
    columns: str = ""
    column_codes: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()


FIGURES: tuple[Figure, ...] = (
    Figure("reports_by_channel", "report", "channel", CHANNELS, Drawing.BARS, Order.SIZE),
    Figure(
        "reports_by_outcome",
        "report",
        "outcome",
        REPORT_OUTCOMES,
        Drawing.BARS,
        # The number of cases tells how many reports were opened.
        told=frozenset({"opened"}),
    ),
    Figure("cases_by_type", "case", "gbv_type", GBV_TYPES, Drawing.BARS),
    Figure("cases_by_sex", "case", "sex", SEXES, Drawing.BARS),
    Figure("cases_by_age", "case", "age_band", AGE_BANDS, Drawing.BARS),
    Figure("cases_by_delay", "case", "delay", DELAYS, Drawing.BARS),
    Figure("cases_by_district", "case", "district", (), Drawing.MAP, Order.NAME),
    Figure("response_intervals", "response", "measure", INTERVALS, Drawing.RANGES),
    Figure(
        "referrals_by_service",
        "referral",
        "service",
        SERVICES,
        Drawing.STACKED,
        columns="stage",
        column_codes=STAGES,
    ),
    Figure("assessments_by_level", "assessment", "level", RISK_LEVELS, Drawing.BARS),
    Figure("assessments_by_timing", "assessment", "timing", TIMINGS, Drawing.BARS),
    Figure("risk_changes", "risk_change", "change", LEVEL_CHANGES, Drawing.BARS),
    Figure("deaths_by_warning", "death", "warned", WARNED, Drawing.BARS),
)
BY_KEY = {figure.key: figure for figure in FIGURES}
