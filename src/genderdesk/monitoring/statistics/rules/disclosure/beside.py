"""A list of cells that stands beside a wider one, such as a desk's numbers beside its institution's."""

from __future__ import annotations

from collections.abc import Mapping

from genderdesk.monitoring.statistics.rules.disclosure.line import Line, protect_line


def protect_beside(
    counts: Mapping[str, int], wider: Mapping[str, int], threshold: int, told: frozenset[str] = frozenset()
) -> Line:
    """As ``protect_line``; besides, nothing is shown that the wider list less this one would make a small number.

    ``wider`` counts the same rows over more records, these among them; the reader is assumed to know it whole. A cell
    that would tell one to four of the others is kept back with cells of at least the threshold, so that its own value
    stays open; where there are none, everything is.
    """
    line = protect_line(counts, threshold, told)
    if line.total is None:
        return line
    exposed = {code for code, count in counts.items() if count and 0 < wider.get(code, 0) - count < threshold}
    hidden = {code for code, count in line.cells.items() if count is None} | exposed
    spare = sorted((code for code, count in counts.items() if count and code not in hidden), key=counts.__getitem__)
    while any(sum(counts[other] for other in hidden if other != code) < threshold for code in exposed):
        if not spare:
            return Line(dict.fromkeys(counts), None)
        hidden.add(spare.pop(0))
    return Line({code: None if code in hidden else count for code, count in counts.items()}, line.total)


def sum_of(line: Line, codes: tuple[str, ...]) -> int | None:
    """Several rows of a protected list added up, where that tells nothing that the list does not; None otherwise.

    Rows that are all shown may be added; so may rows that hold every hidden one, since the total less the others says
    the same.
    """
    if line.total is None:
        return None
    hidden = {code for code, count in line.cells.items() if count is None}
    if not hidden.intersection(codes):
        return sum(line.cells[code] or 0 for code in codes)
    if hidden <= set(codes):
        return line.total - sum(count or 0 for code, count in line.cells.items() if code not in codes)
    return None
