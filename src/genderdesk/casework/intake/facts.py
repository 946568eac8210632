"""What reports give to statistics."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.platform.facts import Fact, Withdrawn, facts_of


@facts_of(Report)
def report_fact(report: Report) -> Fact | Withdrawn:
    """One report, counted on the local day that it was received, by what triage made of it so far; sealed ones are
    in no figure."""
    if report.cell_id is not None:
        return Withdrawn("report", str(report.pk))
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
