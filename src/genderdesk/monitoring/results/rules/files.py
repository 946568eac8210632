"""Results as a country's files give them: one row type for each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

INDICATORS = "indicators.csv"
CLAIMS = "claims.csv"
STATEMENTS = "statements.csv"
SOURCES = "sources.csv"
TARGETS = "targets.csv"
BASELINES = "baselines.csv"
REGISTERS = "registers.csv"
RETURNS = "returns.csv"
FILES = (INDICATORS, CLAIMS, STATEMENTS, SOURCES, TARGETS, BASELINES, REGISTERS, RETURNS)

# Between the arguments of a query, and between a name and what it is: "courses=SOP | categories=teacher student".
BETWEEN, IS = "|", "="


def read_arguments(text: str) -> dict[str, str] | None:
    """Arguments as they are written in one cell; None where one of them has no name or stands twice."""
    found: dict[str, str] = {}
    for piece in filter(None, (each.strip() for each in text.split(BETWEEN))):
        name, is_there, value = piece.partition(IS)
        if not is_there or not name.strip() or name.strip() in found:
            return None
        found[name.strip()] = " ".join(value.split())
    return found


def written_arguments(arguments: Mapping[str, str]) -> str:
    """Arguments in one cell, in order of their names."""
    return f" {BETWEEN} ".join(f"{name}{IS}{value}" for name, value in sorted(arguments.items()))


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One version of an indicator; what else stands in the line is the same in each."""

    institution: str
    code: str
    name: str
    level: str
    unit: str
    direction: str
    version: int
    starts_on: date
    ends_on: date | None
    definition: str
    query: str
    arguments: Mapping[str, str]
    out_of: str
    out_of_arguments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim; ``place`` is its line."""

    project: str
    code: str
    place: int
    section: str
    text: str
    objective: int | None
    indicator: str
    quantifier: str
    asserted: str
    since: date | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement of contribution."""

    project: str
    claim: str
    text: str
    author: str
    evidence: str
    stated_on: date


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a project's claims were published."""

    project: str
    code: str
    title: str
    publisher: str
    year: int
    imported: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What an indicator should reach in a period."""

    institution: str
    indicator: str
    first: date
    last: date
    value: float


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """What an indicator was on a day."""

    institution: str
    indicator: str
    measured_on: date
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of a unit's register on paper."""

    unit: str
    number: str
    received_on: date
    hour: int | None
    place: str
    minutes_to_scene: int | None
    health_on: date | None
    psychosocial_on: date | None
    legal_on: date | None
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A unit's return of a month, and when it came."""

    unit: str
    month: date
    due_on: date
    received_on: date | None


@dataclass(frozen=True, slots=True)
class ResultFiles:
    """All rows of a folder."""

    indicators: Sequence[IndicatorRow] = field(default=())
    claims: Sequence[ClaimRow] = field(default=())
    statements: Sequence[StatementRow] = field(default=())
    sources: Sequence[SourceRow] = field(default=())
    targets: Sequence[TargetRow] = field(default=())
    baselines: Sequence[BaselineRow] = field(default=())
    registers: Sequence[RegisterRow] = field(default=())
    returns: Sequence[ReturnRow] = field(default=())

    @property
    def size(self) -> int:
        return sum(
            map(
                len,
                (
                    self.indicators,
                    self.claims,
                    self.statements,
                    self.sources,
                    self.targets,
                    self.baselines,
                    self.registers,
                    self.returns,
                ),
            )
        )
