"""What oversight sees: findings in the ledger, alerts, and who opened what."""

from genderdesk.casework.oversight.queries.access import (
    CaseAccess,
    Line,
    OfficerAccess,
    access_of_officer,
    access_to_case,
    account_by_id,
    case_by_id,
    case_by_number,
    last_looks_at,
    lines_of,
    officer_account,
)
from genderdesk.casework.oversight.queries.alerts import AlertPage, alert_for, alert_page, alerts, waiting
from genderdesk.casework.oversight.queries.findings import Finding, findings_after
from genderdesk.casework.oversight.queries.glasses import (
    GlassPage,
    glass_for,
    glass_page,
    to_review,
    told_to,
    unreviewed_and_late,
)
from genderdesk.casework.oversight.queries.keeping import (
    Keeping,
    file_by_number,
    hold_for,
    keeping,
    number_of,
    request_for,
)

__all__ = [
    "AlertPage",
    "CaseAccess",
    "Finding",
    "GlassPage",
    "Keeping",
    "Line",
    "OfficerAccess",
    "access_of_officer",
    "access_to_case",
    "account_by_id",
    "alert_for",
    "alert_page",
    "alerts",
    "case_by_id",
    "case_by_number",
    "file_by_number",
    "findings_after",
    "glass_for",
    "glass_page",
    "hold_for",
    "keeping",
    "last_looks_at",
    "lines_of",
    "number_of",
    "officer_account",
    "request_for",
    "to_review",
    "told_to",
    "unreviewed_and_late",
    "waiting",
]
