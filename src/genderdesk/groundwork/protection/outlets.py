"""Outlets: every way by which something of a file leaves the desk, and what opens each.

A room declares an outlet beside the act, export, message, page or link that it is::

    SENDING = outlets.under_consent("referral.send", Kind.ACT, purpose="referral")
    SAFE_HOUSES = outlets.on_ground("text.sending", Kind.MESSAGE, "it is her own number", identity=True)

One that needs a consent is opened by the gate of the room that keeps consents, which asks for a live one of the very
recipient, purpose and scope. Any other says why it needs none, and whether identity goes through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an outlet is to whoever stands outside."""

    ACT = "act"
    EXPORT = "export"
    MESSAGE = "message"
    PAGE = "page"
    LINK = "link"
    API = "api"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One way out. ``scope`` is the least that its consent must allow; empty where the consent itself says how much.

    ``ground`` says why no consent is needed; ``identity`` whether a name, number or account goes through it.
    """

    name: str
    kind: Kind
    purpose: str = ""
    scope: str = ""
    ground: str = ""
    identity: bool = True

    @property
    def needs_consent(self) -> bool:
        return not self.ground


# Every outlet that exists, by kind and name.
registry: dict[tuple[Kind, str], Outlet] = {}


def under_consent(name: str, kind: Kind, *, purpose: str, scope: str = "") -> Outlet:
    """Declare an outlet that opens only under a live consent to this purpose."""
    if not purpose:
        raise ValueError("Say what the recipient may use it for.")
    return _declare(Outlet(name, kind, purpose, scope))


def on_ground(name: str, kind: Kind, ground: str, *, identity: bool) -> Outlet:
    """Declare an outlet that needs no consent, with the reason in a sentence."""
    if not ground:
        raise ValueError("Say why it needs no consent.")
    return _declare(Outlet(name, kind, ground=ground, identity=identity))


def _declare(outlet: Outlet) -> Outlet:
    if (outlet.kind, outlet.name) in registry:
        raise ValueError(f"There are two outlets of the kind {outlet.kind} named {outlet.name}.")
    registry[outlet.kind, outlet.name] = outlet
    return outlet
