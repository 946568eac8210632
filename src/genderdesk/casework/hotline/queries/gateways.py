"""What the networks' addresses need."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from genderdesk.casework.hotline.access import GATEWAY_ONLY
from genderdesk.casework.hotline.models import (
    Gateway,
    GatewayEvent,
)
from genderdesk.casework.hotline.rules.tokens import hash_token
from genderdesk.casework.hotline.vocabulary.events import Provider
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses


def gateway_of_token(token: str) -> Gateway | None:
    """The open gateway of an address; None for a wrong token, and for the simulator where it is not allowed."""
    found = Gateway.objects.select_related("line__institution").filter(
        token_hash=hash_token(token), closed_at__isnull=True
    )
    gateway = found.first()
    if gateway is not None and gateway.provider == Provider.SIMULATOR and not settings.TELEPHONE_SIMULATOR:
        return None
    return gateway


@discloses("gateway.answer", needs=GATEWAY_ONLY, subject=GatewayEvent)
def answer_of(actor: Actor, event: GatewayEvent) -> dict[str, Any]:
    """What an event was answered with."""
    return event.answer.open()


def event_of(gateway: Gateway, event_id: str) -> GatewayEvent | None:
    """The event kept under a network's number."""
    return GatewayEvent.objects.filter(gateway=gateway, provider_event_id=event_id).first()
