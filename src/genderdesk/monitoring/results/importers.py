"""Reads a folder's files of results: indicators, claims, statements, sources, targets, and registers on paper.

The formats are described in docs/country-files.md. Everything is read and checked first; with a fault nothing is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Folder, Row
from genderdesk.monitoring.results.models import Claim, Indicator
from genderdesk.monitoring.results.queries import NAMED, taken_by
from genderdesk.monitoring.results.rules.files import (
    BASELINES,
    CLAIMS,
    INDICATORS,
    REGISTERS,
    RETURNS,
    SOURCES,
    STATEMENTS,
    TARGETS,
    BaselineRow,
    ClaimRow,
    IndicatorRow,
    RegisterRow,
    ResultFiles,
    ReturnRow,
    SourceRow,
    StatementRow,
    TargetRow,
    read_arguments,
)
from genderdesk.monitoring.results.rules.quantifiers import is_written_rightly
from genderdesk.monitoring.results.vocabulary import Direction, Level, Quantifier, Section, Unit
from genderdesk.programme.partners.models import Objective, Project

# Stands in for a day whose cell is at fault; the file is refused, so that it is never kept.
_NO_DAY = date(1, 1, 1)
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class BroughtCodes:
    """What the same folder brings for other rooms: ``objectives`` are (project, number), ``projects`` code to
    institution."""

    institutions: Collection[str]
    units: Collection[str]
    places: Collection[str]
    projects: Mapping[str, str]
    objectives: Collection[tuple[str, int]]


def read_results(folder: Path, brought: BroughtCodes) -> tuple[ResultFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing."""
    read = Folder(folder)
    indicators = _indicators(read, brought.institutions)
    known = {(each.institution, each.code) for each in indicators}
    known |= set(Indicator.objects.values_list("institution__code", "code"))
    projects = dict(Project.objects.values_list("code", "institution__code")) | dict(brought.projects)
    claims = _claims(read, brought, projects, known)
    claimed = {(each.project, each.code) for each in claims} | set(Claim.objects.values_list("project__code", "code"))
    files = ResultFiles(
        indicators=indicators,
        claims=claims,
        statements=read.rows(
            STATEMENTS, "project claim text author evidence stated_on", "", lambda row: _statement(row, claimed)
        ),
        sources=read.rows(
            SOURCES,
            "project code title publisher year imported",
            "",
            lambda row: _source(row, projects),
            once="project code",
        ),
        targets=read.rows(TARGETS, "institution indicator first last value", "", lambda row: _target(row, known)),
        baselines=_baselines(read, known),
        registers=_registers(read, brought),
        returns=read.rows(
            RETURNS, "unit month due_on", "received_on", lambda row: _return(row, brought.units), once="unit month"
        ),
    )
    return files, read.faults


def _indicators(read: Folder, institutions: Collection[str]) -> list[IndicatorRow]:
    return read.rows(
        INDICATORS,
        "institution code name level unit version starts_on definition query",
        "ends_on direction arguments out_of out_of_arguments",
        lambda row: _indicator(row, institutions),
        once="institution code version",
    )


def _claims(
    read: Folder, brought: BroughtCodes, projects: Mapping[str, str], indicators: Collection[tuple[str, str]]
) -> list[ClaimRow]:
    objectives = {*Objective.objects.values_list("project__code", "number"), *brought.objectives}
    return read.rows(
        CLAIMS,
        "project code section text indicator quantifier",
        "objective asserted since",
        lambda row: _claim(row, projects, indicators, objectives),
        once="project code",
    )


def _baselines(read: Folder, indicators: Collection[tuple[str, str]]) -> list[BaselineRow]:
    return read.rows(
        BASELINES,
        "institution indicator measured_on value source",
        "",
        lambda row: _baseline(row, indicators),
        once="institution indicator",
    )


def _registers(read: Folder, brought: BroughtCodes) -> list[RegisterRow]:
    return read.rows(
        REGISTERS,
        "unit number received_on place",
        "hour minutes_to_scene health_on psychosocial_on legal_on settled_on",
        lambda row: _register(row, brought.units, brought.places),
        once="unit number",
    )


def _indicator(row: Row, institutions: Collection[str]) -> IndicatorRow:
    first, end = row.day("starts_on"), row.day("ends_on")
    if first and end and end <= first:
        row.fault("ends_on", "The end must lie after starts_on; it is the first day on which this no longer holds.")
    query, arguments = _query(row, "query", "arguments")
    out_of, out_of_arguments = _query(row, "out_of", "out_of_arguments") if row.maybe("out_of") else ("", {})
    unit = row.one_of("unit", list(Unit))
    if query in NAMED and unit and unit != NAMED[query].unit and unit != Unit.PER_CENT:
        row.fault("unit", "{query} counts {unit}.", query=query, unit=NAMED[query].unit.value)
    return IndicatorRow(
        institution=row.known("institution", institutions, "institution"),
        code=row.code("code", longest=30),
        name=row.text("name", longest=160),
        level=row.one_of("level", list(Level)),
        unit=unit,
        direction=row.one_of("direction", list(Direction)) if row.maybe("direction") else Direction.UP.value,
        version=row.whole("version", 1, 999) or 1,
        starts_on=first or _NO_DAY,
        ends_on=end,
        definition=row.text("definition", longest=1000),
        query=query,
        arguments=arguments,
        out_of=out_of,
        out_of_arguments=out_of_arguments,
    )


def _query(row: Row, column: str, given: str) -> tuple[str, dict[str, str]]:
    """A query's name with its arguments, or what is wrong with either."""
    name = row.known(column, NAMED, "query")
    arguments = read_arguments(row.maybe(given, longest=500))
    if arguments is None:
        row.fault(given, "Write arguments like courses=SOP | sex=female, each name once.")
        return name, {}
    if name in NAMED:
        takes, needs = taken_by(name), NAMED[name].needs
        if strange := sorted(set(arguments) - takes):
            row.fault(
                given,
                "{query} takes no {name}; it takes {takes}.",
                query=name,
                name=strange[0],
                takes=", ".join(sorted(takes)),
            )
        if missing := sorted(needs - set(arguments)):
            row.fault(given, "{query} needs {name}.", query=name, name=missing[0])
    return name, arguments


def _claim(
    row: Row,
    projects: Mapping[str, str],
    indicators: Collection[tuple[str, str]],
    objectives: Collection[tuple[str, int]],
) -> ClaimRow:
    project = row.known("project", projects, "project")
    indicator = row.code("indicator", longest=30)
    if project in projects and indicator and (projects[project], indicator) not in indicators:
        row.fault("indicator", "The project’s institution has no indicator {code}.", code=indicator)
    objective = row.whole("objective", 1, 99) if row.maybe("objective") else None
    if objective is not None and (project, objective) not in objectives:
        row.fault("objective", "The project has no objective {number}.", number=objective)
    quantifier = row.one_of("quantifier", list(Quantifier))
    asserted = row.maybe("asserted", longest=20)
    if quantifier and not is_written_rightly(Quantifier(quantifier), asserted):
        row.fault(
            "asserted",
            "Write what the claim says: a number for exactly, at_least and close_to, a year for in_year, a share like "
            "3 of 5 for out_of; nothing for exists, all and increased.",
        )
    return ClaimRow(
        project=project,
        code=row.code("code", longest=10),
        place=row.line,
        section=row.one_of("section", list(Section)),
        text=row.text("text", longest=400),
        objective=objective,
        indicator=indicator,
        quantifier=quantifier,
        asserted=asserted,
        since=row.day("since"),
    )


def _statement(row: Row, claims: Collection[tuple[str, str]]) -> StatementRow:
    project, claim = row.code("project"), row.code("claim", longest=10)
    if project and claim and (project, claim) not in claims:
        row.fault("claim", "The project {project} has no claim {code}.", project=project, code=claim)
    return StatementRow(
        project=project,
        claim=claim,
        text=row.text("text", longest=1000),
        author=row.text("author", longest=120),
        evidence=row.text("evidence", longest=300),
        stated_on=row.day("stated_on") or _NO_DAY,
    )


def _source(row: Row, projects: Collection[str]) -> SourceRow:
    return SourceRow(
        project=row.known("project", projects, "project"),
        code=row.code("code"),
        title=row.text("title", longest=200),
        publisher=row.text("publisher", longest=120),
        year=row.whole("year", 1900, 2100) or 0,
        imported=row.yes_no("imported"),
    )


def _of_indicator(row: Row, indicators: Collection[tuple[str, str]]) -> tuple[str, str]:
    institution, code = row.code("institution"), row.code("indicator", longest=30)
    if institution and code and (institution, code) not in indicators:
        row.fault("indicator", "{institution} has no indicator {code}.", institution=institution, code=code)
    return institution, code


def _target(row: Row, indicators: Collection[tuple[str, str]]) -> TargetRow:
    institution, code = _of_indicator(row, indicators)
    first, last = row.day("first"), row.day("last")
    if first and last and last < first:
        row.fault("last", "The last day lies before the first.")
    return TargetRow(institution, code, first or _NO_DAY, last or _NO_DAY, _number(row))


def _number(row: Row) -> float:
    return float(row.whole("value", 0, _MOST) or 0)


def _baseline(row: Row, indicators: Collection[tuple[str, str]]) -> BaselineRow:
    institution, code = _of_indicator(row, indicators)
    return BaselineRow(
        institution, code, row.day("measured_on") or _NO_DAY, _number(row), row.text("source", longest=200)
    )


def _register(row: Row, units: Collection[str], places: Collection[str]) -> RegisterRow:
    received = row.day("received_on")
    days = {name: row.day(name) for name in ("health_on", "psychosocial_on", "legal_on", "settled_on")}
    for name, day in days.items():
        if day and received and day < received:
            row.fault(name, "This day lies before the report.")
    return RegisterRow(
        unit=row.known("unit", units, "unit"),
        number=row.text("number", longest=20),
        received_on=received or _NO_DAY,
        hour=row.whole("hour", 0, 23) if row.maybe("hour") else None,
        place=row.known("place", places, "division"),
        minutes_to_scene=row.whole("minutes_to_scene", 0, 100_000) if row.maybe("minutes_to_scene") else None,
        **days,
    )


def _return(row: Row, units: Collection[str]) -> ReturnRow:
    month = row.day("month")
    if month and month.day != 1:
        row.fault("month", "Write the first day of the month.")
    return ReturnRow(
        unit=row.known("unit", units, "unit"),
        month=month or _NO_DAY,
        due_on=row.day("due_on") or _NO_DAY,
        received_on=row.day("received_on"),
    )
