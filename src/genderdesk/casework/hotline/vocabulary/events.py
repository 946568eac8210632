"""The port: what any telephone network tells the desk, in words of our own (hotline.md 5).

A gateway's adapter turns its provider's HTTP into one ``PortEvent``; nothing behind the port knows a provider.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Provider(StrEnum):
    """The adapters that exist; each is a folder under ``gateways/``."""

    SIMULATOR = "simulator"


class Dialect(StrEnum):
    """What a network sends as USSD text: the whole path joined by ``*`` (Africa's Talking) or the latest input only
    (Oltranz); hotline.md 3."""

    PATH = "path"
    LATEST = "latest"


class EventKind(StrEnum):
    """Events that the desk acts on. Any other word is kept and answered as unknown."""

    CALL_OFFERED = "call.offered"
    CALL_WAITING = "call.waiting"
    CALL_DIGIT = "call.dtmf"
    CALL_ENDED = "call.ended"
    SMS_RECEIVED = "sms.received"
    SMS_STATUS = "sms.status"
    USSD_INPUT = "ussd.input"
    USSD_ENDED = "ussd.ended"


KNOWN_EVENTS = frozenset(EventKind)


@dataclass(frozen=True, slots=True)
class PortEvent:
    """One event. ``reference`` is the provider's number of the call, message or session; ``caller`` as the network
    writes it, empty where withheld; ``text`` the digits, message, input or status word."""

    kind: str
    event_id: str
    reference: str = ""
    caller: str = ""
    text: str = ""
    details: dict[str, str] = field(default_factory=dict)


class TextState(StrEnum):
    """How far a text message has come. An inbound one is received; a provider's unknown word leaves the state."""

    RECEIVED = "received"
    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    # The gate of safe contact did not let it out.
    HELD = "held"


# Status words of providers, in lower case: Africa's Talking, Kannel's kinds of receipt, Twilio (hotline.md 3, 4).
STATUS_WORDS = {
    "sent": TextState.SENT,
    "submitted": TextState.SENT,
    "buffered": TextState.SENT,
    "queued": TextState.SENT,
    "4": TextState.SENT,
    "8": TextState.SENT,
    "success": TextState.DELIVERED,
    "delivered": TextState.DELIVERED,
    "read": TextState.DELIVERED,
    "1": TextState.DELIVERED,
    "failed": TextState.FAILED,
    "rejected": TextState.FAILED,
    "undelivered": TextState.FAILED,
    "2": TextState.FAILED,
    "16": TextState.FAILED,
}
