"""The outbox: what an act wants done after its commit, kept in the same transaction and tried until it succeeds.

No network call is ever made inside an act. ``put`` writes a row; ``deliver_due`` in the worker sends it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from genderdesk.groundwork.platform import rows
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.models import Message

log = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any]], None]

# topic → the function that carries a message out; it raises to be tried again.
handlers: dict[str, Handler] = {}

# Topics whose handler speaks to a network. No transaction is open meanwhile: on SQLite all other writers would wait.
_far: set[str] = set()
# Topics whose handler works for many seconds, as on a thousand pages. They are carried out aside, so that no text and
# no alert waits behind them.
_slow: set[str] = set()

# For so long a message belongs to the worker that took it; after a crash it is taken again.
LEASE_SECONDS, SLOW_LEASE_SECONDS = 120, 600

# Seconds before the next try; the last one repeats. Nothing is ever given up silently: after MAX_ATTEMPTS it is
# marked failed and shown to the administrator, who may send it again.
BACK_OFF_SECONDS = (5, 15, 60, 300, 900)
MAX_ATTEMPTS = 40

_WORD = ("topic", "payload", "key", "state", "attempts", "due_at", "created_at", "fault")


def handles(topic: str, *, network: bool = False, slow: bool = False) -> Callable[[Handler], Handler]:
    """Register the function that carries out messages of a topic; ``network`` where it waits for somebody else,
    ``slow`` where it works for long itself. Neither has a transaction open."""

    def register(function: Handler) -> Handler:
        handlers[topic] = function
        if network:
            _far.add(topic)
        if slow:
            _slow.add(topic)
        return function

    return register


def put(topic: str, payload: dict[str, Any], *, key: str | None = None, after_seconds: int = 0) -> Message:
    """Keep a message in the running transaction. A ``key`` already used returns the message kept first."""
    _demand_transaction()
    if key is not None and (kept := Message.objects.filter(key=key).first()):
        return kept
    due_at = timezone.now() + timedelta(seconds=after_seconds)
    return Message.objects.create(topic=topic, payload=payload, key=key, due_at=due_at)


def tell(channel: str, kind: str, ref: str = "", *, file: str = "") -> None:
    """Word for open browsers: something of ``kind`` changed on a ``channel``. It carries a reference, no content.

    ``file`` is the id of the file that it belongs to, so that the live process leaves out who must not know of it.
    """
    _demand_transaction()
    now = timezone.now()
    word = {"channel": channel, "kind": kind, "ref": str(ref)} | ({"file": file} if file else {})
    rows.put(rows.insert_of(Message, *_WORD), ["live", word, None, Message.State.SENT.value, 0, now, now, ""])


def _demand_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A message is kept only inside an act's transaction.")


def deliver(message_id: int) -> bool:
    """Carry out one waiting message; True where it is now sent. Two workers never carry out the same one."""
    topic = one_of(Message.objects.filter(pk=message_id, state=Message.State.WAITING).values_list("topic", flat=True))
    if topic is None:
        return False
    return _deliver_far(message_id) if topic in _far | _slow else _deliver_here(message_id)


def _deliver_here(message_id: int) -> bool:
    """The message and what its handler writes, in one transaction."""
    with transaction.atomic():
        query = Message.objects.filter(pk=message_id, state=Message.State.WAITING)
        if connection.features.has_select_for_update_skip_locked:
            query = query.select_for_update(skip_locked=True)
        message = query.first()
        if message is None:
            return False
        try:
            with transaction.atomic():
                _carry_out(message)
        except Exception as fault:  # any fault of a handler means: try again later, and say so
            _postpone(message, fault)
            return False
        _mark_sent(message)
        return True


def _deliver_far(message_id: int) -> bool:
    """Take the message for a while, carry it out with no transaction open, then say that it is sent."""
    now = timezone.now()
    taken = Message.objects.filter(pk=message_id, state=Message.State.WAITING, due_at__lte=now)
    seconds = SLOW_LEASE_SECONDS if taken.filter(topic__in=_slow).exists() else LEASE_SECONDS
    if not taken.update(due_at=now + timedelta(seconds=seconds)):
        return False
    message = Message.objects.get(pk=message_id)
    try:
        _carry_out(message)
    except Exception as fault:  # as above
        _postpone(message, fault)
        return False
    _mark_sent(message)
    return True


def _mark_sent(message: Message) -> None:
    message.state = Message.State.SENT
    message.attempts += 1
    message.save(update_fields=["state", "attempts"])


# What stands around every handler, whoever's request the message came from; the floor above sets it.
standing: Callable[[], AbstractContextManager[None]] = nullcontext


def _carry_out(message: Message) -> None:
    handler = handlers.get(message.topic)
    if handler is None:
        raise LookupError(f"Nothing handles the topic {message.topic}.")
    with standing():
        handler(message.payload)


def _postpone(message: Message, fault: Exception) -> None:
    log.warning(
        "Message %s (%s) was not carried out: %s", message.pk, message.topic, type(fault).__name__, exc_info=fault
    )
    message.attempts += 1
    message.fault = type(fault).__name__
    message.due_at = timezone.now() + timedelta(
        seconds=BACK_OFF_SECONDS[min(message.attempts, len(BACK_OFF_SECONDS)) - 1]
    )
    if message.attempts >= MAX_ATTEMPTS:
        message.state = Message.State.FAILED
    message.save(update_fields=["attempts", "fault", "due_at", "state"])


def deliver_due(limit: int = 100) -> int:
    """Carry out what is due and quick, oldest first; the number sent."""
    return sum(deliver(each) for each in _due().exclude(topic__in=_slow).values_list("id", flat=True)[:limit])


def deliver_slow() -> int:
    """Carry out the oldest of what is due and slow; the number sent."""
    return sum(deliver(each) for each in _due().filter(topic__in=_slow).values_list("id", flat=True)[:1])


def _due() -> QuerySet[Message]:
    return Message.objects.filter(state=Message.State.WAITING, due_at__lte=timezone.now()).order_by("id")


def forget_old(live_hours: int = 1, sent_days: int = 30) -> int:
    """Delete live word after an hour and sent messages after a month; the number deleted."""
    now = timezone.now()
    live, _ = Message.objects.filter(topic="live", created_at__lt=now - timedelta(hours=live_hours)).delete()
    sent, _ = Message.objects.filter(state=Message.State.SENT, created_at__lt=now - timedelta(days=sent_days)).delete()
    return live + sent
