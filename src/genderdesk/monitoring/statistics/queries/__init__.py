"""What may be seen of figures: one institution's month as it may be shown, and the proof by recount."""

from genderdesk.monitoring.statistics.queries.accuracy import AccuracyYear, accuracy_year
from genderdesk.monitoring.statistics.queries.barred import records_left_out
from genderdesk.monitoring.statistics.queries.caseload import caseload_of
from genderdesk.monitoring.statistics.queries.counts import Counts, MonthCounts, add_up, ask_for
from genderdesk.monitoring.statistics.queries.explore import Choice, Pivot, explored, quarters_of
from genderdesk.monitoring.statistics.queries.gbvims import GbvimsMonth, gbvims_month
from genderdesk.monitoring.statistics.queries.months import Headline, Interval, Month, Row, Shown, month_of
from genderdesk.monitoring.statistics.queries.recount import recount_differs
from genderdesk.monitoring.statistics.queries.scope import institutions_for

__all__ = [
    "AccuracyYear",
    "Choice",
    "Counts",
    "GbvimsMonth",
    "Headline",
    "Interval",
    "Month",
    "MonthCounts",
    "Pivot",
    "Row",
    "Shown",
    "accuracy_year",
    "add_up",
    "ask_for",
    "caseload_of",
    "explored",
    "gbvims_month",
    "institutions_for",
    "month_of",
    "quarters_of",
    "records_left_out",
    "recount_differs",
]
