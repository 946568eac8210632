"""What may be done with a complaint."""

from genderdesk.casework.complaints.acts.answer import (
    acknowledge_complaint,
    answer_complaint,
    close_complaint,
    look_into_complaint,
    note_on_complaint,
    pass_complaint,
    sort_complaint,
    take_up_again,
)
from genderdesk.casework.complaints.acts.keep_from import keep_from
from genderdesk.casework.complaints.acts.tell import add_to_complaint, tell_complaint

__all__ = [
    "acknowledge_complaint",
    "add_to_complaint",
    "answer_complaint",
    "close_complaint",
    "keep_from",
    "look_into_complaint",
    "note_on_complaint",
    "pass_complaint",
    "sort_complaint",
    "take_up_again",
    "tell_complaint",
]
