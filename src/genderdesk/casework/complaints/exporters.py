"""The register as CSV: codes, times and clocks. What was told, by whom and about whom stays in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from genderdesk.casework.complaints import rules
from genderdesk.casework.complaints.models import Complaint
from genderdesk.groundwork.foundation.csvs import csv_lines

HEADER = (
    "number", "received", "category", "about", "district", "reads", "channel", "state", "acknowledged", "answered",
    "closed", "passed_to", "due", "overdue",
)  # fmt: skip


def lines_of_register(found: QuerySet[Complaint]) -> Iterator[str]:
    """The lines of the file; times are days of the desk's clock."""
    return csv_lines(HEADER, _rows(found), at_once=100)


def _rows(found: QuerySet[Complaint]) -> Iterator[list[object]]:
    now = timezone.now()
    for each in found.iterator(chunk_size=200):
        due = rules.due_at(each.state, each.category, each.received_at)
        days = [
            f"{timezone.localdate(at)}" if at else ""
            for at in (each.received_at, each.acknowledged_at, each.answered_at, each.closed_at, due)
        ]
        yield [
            each.number,
            days[0],
            each.category,
            each.about,
            each.district.name if each.district else "",
            each.route,
            each.channel,
            each.state,
            days[1],
            days[2],
            days[3],
            each.passed_to,
            days[4],
            "yes" if due is not None and due <= now else "",
        ]
