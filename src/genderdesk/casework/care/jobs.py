"""Care's work by the clock."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import ask_to_confirm, escalate_referral
from genderdesk.groundwork.platform.schedule import every
from genderdesk.groundwork.protection.access import SYSTEM


@every(timedelta(minutes=1), "referrals.escalate")
def escalate_unanswered() -> None:
    """Raise every referral whose provider has not answered in time: to the sender, later to the head of the desk."""
    for referral in queries.to_escalate():
        escalate_referral(SYSTEM, referral)


@every(timedelta(days=1), "directory.ask")
def ask_for_confirmation() -> None:
    """Tell the desks of the entries that nobody has confirmed for 180 days, each once until it is confirmed."""
    due = list(queries.to_ask().values_list("pk", flat=True))
    if due:
        ask_to_confirm(SYSTEM, providers=due)
