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

__all__ = [
    "AlertPage",
    "CaseAccess",
    "Finding",
    "GlassPage",
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
    "findings_after",
    "glass_for",
    "glass_page",
    "last_looks_at",
    "lines_of",
    "officer_account",
    "to_review",
    "told_to",
    "unreviewed_and_late",
    "waiting",
]
