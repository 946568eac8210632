"""What may be done with a report, and with the circle around its file."""

from genderdesk.casework.intake.acts.cells import hand_to_cell, lock_file, move_report
from genderdesk.casework.intake.acts.conflicts import (
    bar_apart,
    bar_together,
    belong_to_none,
    belong_together,
    declare_conflict,
    lift_conflict,
    staff_suspected,
)
from genderdesk.casework.intake.acts.letters import (
    NewDay,
    WordThere,
    carries_texts,
    carries_word,
    text_new_day,
    text_word_there,
)
from genderdesk.casework.intake.acts.reports import (
    add_to_report,
    decide_report,
    receive_report,
    take_up_again,
    triage_report,
)
from genderdesk.casework.intake.acts.sensitivity import lower_sensitivity, restrict_file, seal_file

__all__ = [
    "NewDay",
    "WordThere",
    "add_to_report",
    "bar_apart",
    "bar_together",
    "belong_to_none",
    "belong_together",
    "carries_texts",
    "carries_word",
    "decide_report",
    "declare_conflict",
    "hand_to_cell",
    "lift_conflict",
    "lock_file",
    "lower_sensitivity",
    "move_report",
    "receive_report",
    "restrict_file",
    "seal_file",
    "staff_suspected",
    "take_up_again",
    "text_new_day",
    "text_word_there",
    "triage_report",
]
