"""Pure rules of care: when answers are due, and what the directory says of hours and freshness."""

from genderdesk.casework.care.rules.answers import (
    TIMES,
    Times,
    answer_due,
    attend_due,
    head_due,
    is_overdue,
    recorded_as,
)
from genderdesk.casework.care.rules.directory import (
    CONFIRM_DAYS,
    Entry,
    ScheduleFault,
    Span,
    Terms,
    is_due,
    is_open,
    read_schedule,
    usual_schedule,
    write_schedule,
)

__all__ = [
    "CONFIRM_DAYS",
    "TIMES",
    "Entry",
    "ScheduleFault",
    "Span",
    "Terms",
    "Times",
    "answer_due",
    "attend_due",
    "head_due",
    "is_due",
    "is_open",
    "is_overdue",
    "read_schedule",
    "recorded_as",
    "usual_schedule",
    "write_schedule",
]
