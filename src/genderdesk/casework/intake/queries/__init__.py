"""What may be seen of reports, and of the circle around a file."""

from genderdesk.casework.intake.queries.circle import (
    CircleOf,
    circle_around,
    conflict_for,
    guarded_report,
    in_conflict,
    in_conflict_by_file,
    members_not_in_conflict,
)
from genderdesk.casework.intake.queries.reports import (
    Match,
    Telling,
    earlier_reports_of_phone,
    masked_phone_of,
    numbers_told_danger,
    possible_duplicates,
    report_by_id,
    report_by_number,
    report_for,
    reports,
    reports_of_contact,
    telling_of,
    urgency_of,
)

__all__ = [
    "CircleOf",
    "Match",
    "Telling",
    "circle_around",
    "conflict_for",
    "earlier_reports_of_phone",
    "guarded_report",
    "in_conflict",
    "in_conflict_by_file",
    "masked_phone_of",
    "members_not_in_conflict",
    "numbers_told_danger",
    "possible_duplicates",
    "report_by_id",
    "report_by_number",
    "report_for",
    "reports",
    "reports_of_contact",
    "telling_of",
    "urgency_of",
]
