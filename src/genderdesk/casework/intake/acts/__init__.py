"""What may be done with a report, and with the circle around its file."""

from genderdesk.casework.intake.acts.cells import hand_to_cell, lock_file
from genderdesk.casework.intake.acts.conflicts import declare_conflict, lift_conflict
from genderdesk.casework.intake.acts.reports import (
    add_to_report,
    decide_report,
    receive_report,
    take_up_again,
    triage_report,
)
from genderdesk.casework.intake.acts.sensitivity import lower_sensitivity, restrict_file, seal_file

__all__ = [
    "add_to_report",
    "decide_report",
    "declare_conflict",
    "hand_to_cell",
    "lift_conflict",
    "lock_file",
    "lower_sensitivity",
    "receive_report",
    "restrict_file",
    "seal_file",
    "take_up_again",
    "triage_report",
]
