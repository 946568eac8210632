"""The 24 statistics as they may be shown: each protected, also beside what another page or the institution tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from genderdesk.casework.cases.vocabulary import CaseContext, GbvType
from genderdesk.monitoring.statistics.rules.disclosure import Line, protect_beside, protect_line, sum_of
from genderdesk.monitoring.statistics.rules.gbvims import (
    AT_REPORT,
    BY_KEY,
    COUNTED,
    NO_CONSENT,
    REASONS,
    STATISTICS,
    UNKNOWN,
    YES,
    Incident,
    Statistic,
    is_among,
    left_out,
    tally,
    teens,
)
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``cells`` under the statistic's columns, or one number. None is kept back."""

    code: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One statistic: its rows, the incidents it is taken of (the denominator), and how many lack what it asks for."""

    statistic: Statistic
    rows: tuple[Row, ...]
    total: int | None
    missing: int | None

    @property
    def kept_back(self) -> bool:
        return self.total is None or any(cell is None for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Report:
    """All 24 of a month, how many incidents they count, and how many were left out for each reason."""

    counted: int | None
    left_out: tuple[tuple[str, int | None], ...]
    results: tuple[Result, ...]

    def result(self, key: str) -> Result:
        return next(each for each in self.results if each.statistic.key == key)


def report_of(own: Sequence[Incident], institution: Sequence[Incident] | None = None) -> Report:
    """The month of ``own``, every incident of the scope, the left out ones too.

    Where ``own`` is one desk, ``institution`` are all of its institution: whoever reads both could subtract.
    """
    counted = [each for each in own if not left_out(each)]
    others = None if institution is None else [each for each in institution if not left_out(each)]
    reasons = {COUNTED: len(counted), **dict.fromkeys(REASONS, 0)}
    for each in own:
        if reason := left_out(each):
            reasons[reason] += 1
    # The figures' page tells how many did not consent, and every statistic how many were counted.
    line = protect_line(reasons, THRESHOLD, frozenset({COUNTED, NO_CONSENT}))
    hidden = _small(len(counted)) or (others is not None and _small(len(others) - len(counted)))
    consented = [each for each in own if left_out(each) != NO_CONSENT]
    results = tuple(_result(each, counted, others, consented, hidden) for each in STATISTICS)
    return Report(None if hidden else len(counted), tuple((reason, line.cells[reason]) for reason in REASONS), results)


def _small(count: int) -> bool:
    return 0 < count < THRESHOLD


def _result(
    statistic: Statistic,
    counted: Sequence[Incident],
    others: Sequence[Incident] | None,
    consented: Sequence[Incident],
    hidden: bool,
) -> Result:
    own = [each for each in counted if is_among(statistic, each)]
    wider: Sequence[Incident] | None = None
    if others is not None:
        wider = [each for each in others if is_among(statistic, each)]
    elif statistic.figured:
        wider = consented
    if statistic.among != "all":
        larger = [each for each in counted if statistic.among == "rape" or each.get("gbv_type") == GbvType.RAPE]
        wider = wider if wider is not None else larger
        # What is left of the larger group is itself a group of people.
        hidden = hidden or _small(len(larger) - len(own)) or _rape_is_hidden(counted)
    if hidden or _small(len(own)):
        return _all_hidden(statistic)
    if statistic.columns:
        return _parts(statistic, own, wider)
    counts, beside = _line(statistic, own), _line(statistic, wider) if wider is not None else None
    line = protect_line(counts, THRESHOLD) if beside is None else protect_beside(counts, beside, THRESHOLD)
    rows = [] if statistic.only_sums else [Row(code, (line.cells[code],)) for code in statistic.rows]
    for name, codes in statistic.sums:
        number = sum_of(line, codes) if codes else _teens(own, wider, counts, line)
        rows.append(Row(name, (number,)))
    return Result(statistic, tuple(rows), line.total, line.cells.get(UNKNOWN, 0))


def _line(statistic: Statistic, incidents: Sequence[Incident]) -> dict[str, int]:
    # A figure of the figures' page has rows that no statistic has (not classified): they are no cells here.
    inside = [each for each in incidents if statistic.row is None or statistic.row(each) in statistic.rows]
    known = inside if UNKNOWN not in statistic.rows else incidents
    return {row: count for (row, _column), count in tally(statistic, known).items()}


def _rape_is_hidden(counted: Sequence[Incident]) -> bool:
    """Whether the number of rapes is kept back among the types: it is the denominator of two other statistics."""
    return protect_line(_line(BY_KEY["type"], counted), THRESHOLD).cells[GbvType.RAPE] is None


def _teens(
    own: Sequence[Incident], wider: Sequence[Incident] | None, counts: Mapping[str, int], line: Line
) -> int | None:
    """Ages 10 to 19, kept back where they or what they leave of the other groups would be a small number."""
    number = teens(own)
    neighbours = [number - counts["12-17"], sum(counts[row] for row in ("0-11", "12-17", "18-49")) - number]
    if wider is not None:
        neighbours.append(teens(wider) - number)
    exposed = _small(number) or any(_small(each) for each in neighbours)
    return None if exposed or line.total is None else number


def _parts(statistic: Statistic, own: Sequence[Incident], wider: Sequence[Incident] | None) -> Result:
    """Each row a list of its own: yes, no and unknown, or what is recorded of a service."""
    counts = tally(statistic, own)
    beside = tally(statistic, wider) if wider is not None else None
    rows = []
    for code in statistic.rows:
        cells = {column: counts[code, column] for column in statistic.columns}
        if beside is None:
            line = protect_line(cells, THRESHOLD)
        else:
            line = protect_beside(cells, {column: beside[code, column] for column in statistic.columns}, THRESHOLD)
        if any(_small(larger - counts[code, YES]) for larger in _larger(statistic, code, own, counts)):
            line = Line(dict.fromkeys(cells), None)
        rows.append(Row(code, tuple(line.cells[column] for column in statistic.columns)))
    missing = sum(counts[code, UNKNOWN] for code in statistic.rows) if UNKNOWN in statistic.columns else 0
    return Result(statistic, tuple(rows), len(own), None if _small(missing) else missing)


_SEXUAL = (GbvType.RAPE, GbvType.SEXUAL_ASSAULT)
# Of which types a context can be: less the context, they are another group of people.
_TYPES_OF = {
    CaseContext.CHILD_SEXUAL_ABUSE: _SEXUAL,
    CaseContext.SEXUAL_EXPLOITATION: _SEXUAL,
    CaseContext.SEXUAL_SLAVERY: _SEXUAL,
    CaseContext.EARLY_MARRIAGE: (GbvType.FORCED_MARRIAGE,),
}


def _larger(
    statistic: Statistic, code: str, own: Sequence[Incident], counts: Mapping[tuple[str, str], int]
) -> list[int]:
    """Shown numbers from which the yes of a row of the contexts can be subtracted."""
    if statistic.key != "contexts" or not counts[code, YES]:
        return []
    name = code.removesuffix(AT_REPORT)
    types = _TYPES_OF.get(CaseContext(name))
    of_types = [sum(each.get("gbv_type") in types for each in own)] if types else []
    # By the age at the report a child can only have grown up since.
    return of_types + ([counts[name, YES]] if name != code else [])


def _all_hidden(statistic: Statistic) -> Result:
    names = [] if statistic.only_sums else list(statistic.rows)
    names += [name for name, _codes in statistic.sums]
    cells = (None,) * len(statistic.columns or ("",))
    return Result(statistic, tuple(Row(name, cells) for name in names), None, None)
