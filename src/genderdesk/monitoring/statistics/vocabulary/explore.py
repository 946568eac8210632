"""What Explore crosses, as data: for each kind of record the dimensions, and the pairs of them that may stand in one
table.

The pairs of a kind form a tree. Two tables that share a dimension then never say more together than each says beside
the counts of that dimension: any two that agree on it come from some set of records (figures.md, Explore).
"""

from __future__ import annotations

from dataclasses import dataclass

from genderdesk.casework.cases.vocabulary import RiskContext
from genderdesk.casework.intake.vocabulary import StatedKind
from genderdesk.casework.response.vocabulary import DISPATCH, Priority
from genderdesk.monitoring.statistics.vocabulary import (
    AGE_BANDS,
    CHANNELS,
    DELAYS,
    FIGURES,
    GBV_TYPES,
    REPORT_OUTCOMES,
    RISK_LEVELS,
    SERVICES,
    SEXES,
    STAGES,
    TIMINGS,
    Figure,
)

# Explore counts in whole quarters that are over, at most so many: 24 months.
MOST_QUARTERS = 8

DISTRICT = "district"
# The values of each dimension; of districts they are places' own.
CODES: dict[tuple[str, str], tuple[str, ...]] = {
    ("report", "channel"): CHANNELS,
    ("report", "outcome"): REPORT_OUTCOMES,
    ("report", "kind"): tuple(str(kind) for kind in StatedKind),
    ("report", DISTRICT): (),
    ("case", "gbv_type"): GBV_TYPES,
    ("case", "sex"): SEXES,
    ("case", "age_band"): AGE_BANDS,
    ("case", "delay"): DELAYS,
    ("case", DISTRICT): (),
    ("referral", "service"): SERVICES,
    ("referral", "stage"): STAGES,
    ("referral", DISTRICT): (),
    ("response", "priority"): tuple(str(priority) for priority in Priority),
    ("response", "state"): tuple(DISPATCH.states),
    ("response", DISTRICT): (),
    ("assessment", "level"): RISK_LEVELS,
    ("assessment", "timing"): TIMINGS,
    ("assessment", "context"): tuple(str(context) for context in RiskContext),
}
COUNTED_KINDS = ("report", "case", "referral", "response", "assessment")
# Counters of cases that GBVIMS leaves out stand apart: no exchange that protects a cell goes between the two.
BESIDE_GBVIMS = "beside"


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two dimensions of one kind that may stand in one table; ``key`` names its counters."""

    kind: str
    rows: str
    columns: str

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.rows}.{self.columns}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The counters that add up to it, by group of records between which nothing is exchanged.

        GBVIMS statistics count cases by all dimensions but districts, so that districts alone may be exchanged freely.
        """
        apart = self.kind == "case" and DISTRICT not in (self.rows, self.columns)
        return (self.key, f"{self.key}.{BESIDE_GBVIMS}") if apart else (self.key,)


CROSSINGS: tuple[Crossing, ...] = (
    Crossing("report", "channel", "outcome"),
    Crossing("report", "channel", DISTRICT),
    Crossing("report", "channel", "kind"),
    Crossing("case", "gbv_type", "sex"),
    Crossing("case", "sex", "age_band"),
    Crossing("case", "gbv_type", DISTRICT),
    Crossing("case", "delay", DISTRICT),
    Crossing("referral", "service", DISTRICT),
    Crossing("response", "priority", DISTRICT),
    Crossing("response", "priority", "state"),
    Crossing("assessment", "level", "timing"),
    Crossing("assessment", "level", "context"),
)
# The one figure of a month that has columns itself: its table here is what its months show, added up.
MONTHLY_TABLE: Figure = next(figure for figure in FIGURES if figure.columns)


def dimensions_of(kind: str) -> tuple[str, ...]:
    """The dimensions of a kind."""
    return tuple(name for each, name in CODES if each == kind)


def beside(kind: str, rows: str) -> tuple[str, ...]:
    """The dimensions that may stand in the columns beside these rows; districts are too many for columns."""
    pairs = [{each.rows, each.columns} for each in CROSSINGS if each.kind == kind]
    if kind == MONTHLY_TABLE.kind:
        pairs.append({MONTHLY_TABLE.rows, MONTHLY_TABLE.columns})
    return tuple(name for name in dimensions_of(kind) if name not in (rows, DISTRICT) and {rows, name} in pairs)


def figure_of(kind: str, dimension: str) -> Figure | None:
    """The figure of a month that counts a kind by this dimension alone, or in its rows; None where there is none."""
    found = (each for each in FIGURES if each.kind == kind and each.rows == dimension)
    return next(found, None)


def crossing_of(kind: str, rows: str, columns: str = "") -> Crossing | None:
    """The crossing of two dimensions whichever stands in the rows; of one, the first that has it. None where the
    figure of a month with columns tells it by itself."""
    wanted = {rows, columns} - {""}
    if kind == MONTHLY_TABLE.kind and wanted <= {MONTHLY_TABLE.rows, MONTHLY_TABLE.columns}:
        return None
    found = (each for each in CROSSINGS if each.kind == kind and wanted <= {each.rows, each.columns})
    return next(found, None)
