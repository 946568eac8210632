"""The room's work by the clock: once a day certificates that are over, and reminders of those that soon will be."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from genderdesk.groundwork.platform.schedule import every
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.programme.training.acts import expire_certificate, remind_of_ends
from genderdesk.programme.training.queries.events import to_expire, to_remind


@every(timedelta(days=1), "certificates.look")
def look_at_ends() -> None:
    """Keep which certificates are over; remind of those that end in 90, 60, 30 or 7 days."""
    today = timezone.localdate()
    for each in to_expire(today):
        expire_certificate(SYSTEM, each)
    due = list(to_remind(today).values_list("pk", flat=True))
    if due:
        remind_of_ends(SYSTEM, certificates=due, on=today)
