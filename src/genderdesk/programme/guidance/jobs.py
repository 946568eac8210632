"""Each hour: versions whose first day has come are in force, and those before them have ended."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.groundwork.platform.schedule import every
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.programme.guidance import queries
from genderdesk.programme.guidance.acts import enter_force


@every(timedelta(hours=1), "guidance.force")
def put_in_force() -> None:
    """Put every authorised version in force whose day has come."""
    for version in queries.begun(timezone.localdate()):
        enter_force(SYSTEM, version)
