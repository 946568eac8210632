"""What the response room hears: danger in a report, and a place told later."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from genderdesk.casework.intake.queries import report_by_id, runs_for_report
from genderdesk.casework.response.acts import follow_place, open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.vocabulary import DISPATCH, OPEN_STATES
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import erasure


@events.subscribe("report.danger")
def open_for_danger(*, event_id: uuid.UUID, report_id: str, **_ids: str) -> None:
    """Open the response to a report of danger; heard twice, there is still one."""
    report = report_by_id(report_id)
    if report is not None:
        open_dispatch.once(uuid.uuid5(event_id, "response"))(SYSTEM, report=report)


@events.subscribe("report.place_learned")
def follow_the_place(*, event_id: uuid.UUID, report_id: str, **_ids: str) -> None:
    """Take a place that was told after help was sent over to the response, as long as it runs."""
    found = Dispatch.objects.filter(report_id=report_id).first()
    report = report_by_id(report_id)
    if found is not None and report is not None and DISPATCH.permits(found.state, "dispatch.follow_place"):
        follow_place.once(uuid.uuid5(event_id, "place"))(SYSTEM, found, report=report)


@runs_for_report
def unit_sent(report_id: uuid.UUID) -> str | None:
    """That a response to a report is not over."""
    runs = Dispatch.objects.filter(report_id=report_id, state__in=OPEN_STATES).exists()
    return _("The response to its report is not over.") if runs else None


@erasure.goes_along
def response_of(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The response to a report, which is a file of its own."""
    return list(Dispatch.objects.filter(report_id=file_id).values_list("pk", flat=True))
