"""What may be done with indicators, claims and pages of results."""

from genderdesk.monitoring.results.acts.claim import add_evidence, assert_claim, make_statement
from genderdesk.monitoring.results.acts.define import define_indicator, revise_indicator, set_baseline, set_target
from genderdesk.monitoring.results.acts.freeze import correct_page, freeze_page, release_page
from genderdesk.monitoring.results.acts.load import load_results

__all__ = [
    "add_evidence",
    "assert_claim",
    "correct_page",
    "define_indicator",
    "freeze_page",
    "load_results",
    "make_statement",
    "release_page",
    "revise_indicator",
    "set_baseline",
    "set_target",
]
