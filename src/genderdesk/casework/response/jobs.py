"""The response room's work by the clock."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.casework.response import queries
from genderdesk.casework.response.acts import alert_again, pass_on, tell_late
from genderdesk.groundwork.platform.schedule import every
from genderdesk.groundwork.protection.access import SYSTEM


@every(timedelta(seconds=5), "response.escalate")
def escalate() -> None:
    """Repeat alerts after one minute, pass them on after two, and tell the board what is late."""
    for assignment in queries.to_alert_again():
        alert_again(SYSTEM, assignment.dispatch, assignment=assignment)
    for assignment in queries.to_pass_on():
        pass_on(SYSTEM, assignment.dispatch, assignment=assignment)
    for each in queries.late_and_not_told():
        tell_late(SYSTEM, each.dispatch, clock=each.clock, assignment=each.assignment)
