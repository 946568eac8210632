"""Word to a higher room: published inside an act, delivered right after commit, and again by the worker if lost.

A subscriber must be able to hear the same event twice: it calls acts with an ``op_id`` made from the event.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform import outbox

Subscriber = Callable[..., None]

subscribers: dict[str, list[Subscriber]] = defaultdict(list)


def subscribe(name: str) -> Callable[[Subscriber], Subscriber]:
    """Hear an event: the function gets ``event_id`` and the published ids as keyword arguments."""

    def register(function: Subscriber) -> Subscriber:
        subscribers[name].append(function)
        topic = f"event:{name}"
        if topic not in outbox.handlers:
            outbox.handles(topic)(lambda payload: _hear(name, payload))
        return function

    return register


def publish(name: str, **ids: Any) -> None:
    """Tell the subscribers of ``name`` after commit. Values are ids and coded words only."""
    if not subscribers.get(name):
        return
    payload = {"event_id": str(new_id()), **{key: str(value) for key, value in ids.items()}}
    message = outbox.put(f"event:{name}", payload)
    transaction.on_commit(lambda: outbox.deliver(message.pk), robust=True)


def _hear(name: str, payload: dict[str, Any]) -> None:
    ids = {key: value for key, value in payload.items() if key != "event_id"}
    for subscriber in subscribers[name]:
        subscriber(event_id=uuid.UUID(payload["event_id"]), **ids)
