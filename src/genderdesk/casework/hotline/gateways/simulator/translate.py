"""The simulator's HTTP in words of the port.

Fields: ``event_id``, ``type``, ``reference`` (of the call, message or session), ``from``, ``text`` (message, USSD input
or path, keys, status word). A body without ``event_id`` is known again by a digest of all its fields, as some real
networks number nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from genderdesk.casework.hotline.vocabulary.events import EventKind, PortEvent

LONGEST_NAME = 120
LONGEST_TEXT = 10_000

# What a type left out means on each address, and which types belong to it.
CHANNELS: dict[str, EventKind | None] = {
    "call": None,
    "sms": EventKind.SMS_RECEIVED,
    "ussd": EventKind.USSD_INPUT,
    "status": EventKind.SMS_STATUS,
}
_WITH_REFERENCE = frozenset(EventKind) - {EventKind.SMS_RECEIVED}


class Malformed(ValueError):
    """What came is no event; the sentence says what is wrong and what to send."""


def read_event(channel: str, body: Mapping[str, object]) -> PortEvent:
    """The event of a body that came on an address; raises Malformed."""
    kind = _text(body, "type") or (CHANNELS[channel] or "")
    if not kind:
        raise Malformed("The field “type” is missing, such as call.offered or call.ended.")
    if kind in frozenset(EventKind) and not _belongs(channel, kind):
        raise Malformed(f"An event of type {kind} does not belong on the address for {channel}.")
    reference = _text(body, "reference")
    if not reference and kind in _WITH_REFERENCE:
        raise Malformed("The field “reference” is missing: the network's number of the call, message or session.")
    if kind == EventKind.SMS_RECEIVED and not _text(body, "from"):
        raise Malformed("The field “from” is missing: the number that wrote.")
    return PortEvent(
        kind=kind,
        event_id=_text(body, "event_id") or _digest(channel, body),
        reference=reference,
        caller=_text(body, "from"),
        text=_text(body, "text", longest=LONGEST_TEXT),
    )


def _belongs(channel: str, kind: str) -> bool:
    if channel == "status":
        return kind == EventKind.SMS_STATUS
    return kind.startswith(f"{channel}.") and kind != EventKind.SMS_STATUS


def _text(body: Mapping[str, object], name: str, longest: int = LONGEST_NAME) -> str:
    value = body.get(name, "")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Malformed(f"The field “{name}” must be text.")
    text = str(value)
    if len(text) > longest:
        raise Malformed(f"The field “{name}” has {len(text)} characters; at most {longest} fit.")
    # Half a surrogate pair and NUL are no characters: no database keeps them.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
    return text if name == "text" else text.strip()


def _digest(channel: str, body: Mapping[str, object]) -> str:
    plain = json.dumps([channel, dict(body)], sort_keys=True, ensure_ascii=False, default=str)
    return "sha256:" + hashlib.sha256(plain.encode(errors="backslashreplace")).hexdigest()


def write_answer(answer: dict[str, object]) -> tuple[str, str]:
    """The content type and body of our answer."""
    return "application/json", json.dumps(answer, ensure_ascii=False)
