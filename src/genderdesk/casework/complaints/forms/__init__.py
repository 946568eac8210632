"""What is asked of whoever complains, of staff who write it down, and of those who answer."""

from genderdesk.casework.complaints.forms.answer import (
    Answer,
    Filter,
    KeepFrom,
    Note,
    Pass,
    Sort,
    TakeUp,
)
from genderdesk.casework.complaints.forms.tell import AddWords, Follow, TellAbout, TellAnswer, TellWords, WriteDown

__all__ = [
    "AddWords",
    "Answer",
    "Filter",
    "Follow",
    "KeepFrom",
    "Note",
    "Pass",
    "Sort",
    "TakeUp",
    "TellAbout",
    "TellAnswer",
    "TellWords",
    "WriteDown",
]
