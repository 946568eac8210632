"""Disclosure control: which cells may be shown, so that none of one to four persons can be read or worked out.

``line`` protects a list of cells with its total, ``grid`` a table with both margins, ``audit`` is the reader who
subtracts: it works out how low and how high each hidden cell can be. Nothing is shown that the audit has not passed.
Source: security.md 5; the covering by shortest paths follows Castro, "A shortest-paths heuristic for statistical data
protection in positive tables" (2007).
"""

from genderdesk.monitoring.statistics.rules.disclosure.audit import MARGIN, grid_bounds, line_bounds
from genderdesk.monitoring.statistics.rules.disclosure.beside import protect_beside, sum_of
from genderdesk.monitoring.statistics.rules.disclosure.grid import Grid, protect_grid
from genderdesk.monitoring.statistics.rules.disclosure.line import Line, protect_count, protect_line
from genderdesk.monitoring.statistics.rules.disclosure.strata import protect_inside
from genderdesk.monitoring.statistics.rules.disclosure.sums import protect_sums

__all__ = [
    "MARGIN",
    "Grid",
    "Line",
    "grid_bounds",
    "line_bounds",
    "protect_beside",
    "protect_count",
    "protect_grid",
    "protect_inside",
    "protect_line",
    "protect_sums",
    "sum_of",
]
