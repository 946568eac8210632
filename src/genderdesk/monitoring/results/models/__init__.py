"""What is kept of results."""

from genderdesk.monitoring.results.models.claims import Claim, Evidence, Source, Statement
from genderdesk.monitoring.results.models.indicators import Baseline, Indicator, IndicatorVersion, Target
from genderdesk.monitoring.results.models.pages import FrozenPage
from genderdesk.monitoring.results.models.registers import MonthlyReturn, RegisterEntry

__all__ = [
    "Baseline",
    "Claim",
    "Evidence",
    "FrozenPage",
    "Indicator",
    "IndicatorVersion",
    "MonthlyReturn",
    "RegisterEntry",
    "Source",
    "Statement",
    "Target",
]
