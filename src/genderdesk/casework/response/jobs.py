"""The response room's work by the clock."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.casework.response import queries
from genderdesk.casework.response.acts import alert_again
from genderdesk.groundwork.platform.schedule import every
from genderdesk.groundwork.protection.access import SYSTEM


@every(timedelta(seconds=15), "response.alert_again")
def repeat_unanswered_alerts() -> None:
    """Alert a crew once more that has not acknowledged within a minute."""
    for assignment in queries.unanswered()[:100]:
        alert_again(SYSTEM, assignment)
