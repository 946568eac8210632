"""The hotline's work by the clock, and the sending of texts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from genderdesk.casework.hotline import queries
from genderdesk.casework.hotline.acts import (
    forget_raw,
    hold_text,
    lapse_contact,
    reopen_contact,
    settle_ussd,
    status_of_text,
)
from genderdesk.casework.hotline.acts.texts import TOPIC
from genderdesk.casework.hotline.gateways import ADAPTERS
from genderdesk.casework.intake.queries import Reach
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.schedule import every
from genderdesk.groundwork.protection.access import SYSTEM

_AT_A_TIME = 200


@outbox.handles(TOPIC, network=True)
def hand_text_over(payload: dict[str, Any]) -> None:
    """Give a waiting text to its network, and keep what the network says to it."""
    message = queries.text_to_send(payload["text_id"])
    if message is None:
        return
    # The last door: what was safe when it was written may not be so any more.
    if queries.reach_contact(message.contact, replies=message.automatic).reach is not Reach.NOW:
        hold_text(SYSTEM, message)
        return
    sending = queries.sending_of(SYSTEM, message)
    provider_id, status = ADAPTERS[sending.provider].send_text(sending.to, sending.text, str(message.pk))
    status_of_text(SYSTEM, message, status=status, provider_id=provider_id)


@every(timedelta(minutes=1), "hotline.lapse")
def lapse_silent() -> None:
    """End waiting calls of which the network says nothing more, and threads quiet for a day."""
    for contact in queries.silent_contacts()[:_AT_A_TIME]:
        lapse_contact(SYSTEM, contact)


@every(timedelta(minutes=1), "hotline.former_members")
def hand_threads_back() -> None:
    """Let another member of the cell take up the threads of those whose last day in it is over."""
    for contact in queries.threads_of_former_members()[:_AT_A_TIME]:
        reopen_contact(SYSTEM, contact)


@every(timedelta(seconds=15), "hotline.ussd")
def settle_broken_sessions() -> None:
    """Make reports of USSD sessions that broke off: danger after the answer time, others when nobody goes on."""
    for session in queries.unsettled_sessions()[:_AT_A_TIME]:
        settle_ussd(SYSTEM, session)


@every(timedelta(hours=6), "hotline.forget")
def forget_old_events() -> None:
    """Empty what networks sent a month ago."""
    for event in queries.old_events()[:_AT_A_TIME]:
        forget_raw(SYSTEM, event)
