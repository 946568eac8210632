"""What reports give to statistics."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.platform.facts import Fact, facts_of


@facts_of(Report)
def report_fact(report: Report) -> Fact:
    """One report, counted on the local day that it was received, by what triage made of it so far."""
    return Fact(
        kind="report",
        record_id=str(report.pk),
        day=timezone.localdate(report.received_at),
        dimensions={
            "institution": report.institution.code,
            "channel": str(report.channel),
            "district": report.district_id or "unknown",
            "kind": str(report.stated_kind),
            "outcome": report.state,
        },
    )
