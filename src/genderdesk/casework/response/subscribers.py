"""What the response room hears: danger in a report."""

from __future__ import annotations

import uuid

from genderdesk.casework.intake.queries import report_by_id
from genderdesk.casework.response.acts import open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import erasure


@events.subscribe("report.danger")
def open_for_danger(*, event_id: uuid.UUID, report_id: str, **_ids: str) -> None:
    """Open the response to a report of danger; heard twice, there is still one."""
    report = report_by_id(report_id)
    if report is not None:
        open_dispatch.once(uuid.uuid5(event_id, "response"))(SYSTEM, report=report)


@erasure.goes_along
def response_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The response to a report, which is a file of its own."""
    return list(Dispatch.objects.filter(report_id=file_id).values_list("pk", flat=True))
