"""The outbox: what an act wants done after its commit is done once, and tried again where it fails."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from genderdesk.groundwork.platform import events, outbox
from genderdesk.groundwork.platform.models import Message
from genderdesk.interfaces.cli.verbs import worker

pytestmark = pytest.mark.django_db


def depth():
    """How many transactions are open, each in the one before; the test itself stands in some."""
    return len(connection.savepoint_ids)


@pytest.fixture
def topic(monkeypatch):
    """``topic("name", function, network=True)``: a handler for the length of a test."""

    def register(name, function, **given):
        monkeypatch.setitem(outbox.handlers, name, function)
        if given.get("network"):
            monkeypatch.setattr(outbox, "_far", {*outbox._far, name})
        if given.get("slow"):
            monkeypatch.setattr(outbox, "_slow", {*outbox._slow, name})

    return register


def kept(name, **payload):
    with transaction.atomic():
        return outbox.put(name, payload)


def test_a_message_is_kept_only_with_the_act_that_wants_it(monkeypatch):
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        outbox.put("far", {})


def test_no_transaction_is_open_while_a_network_is_asked(topic):
    seen, outside = [], depth()
    topic("far", lambda payload: seen.append((payload, depth())), network=True)
    topic("here", lambda payload: seen.append((payload, depth() > outside)))
    message = kept("far", text="1")
    kept("here")
    assert outbox.deliver_due() == 2
    assert seen == [({"text": "1"}, outside), ({}, True)]
    message.refresh_from_db()
    assert message.state == Message.State.SENT


def test_what_is_slow_waits_aside_and_nothing_waits_behind_it(topic):
    done = []
    topic("pages", lambda payload: done.append(payload["file"]), network=True, slow=True)
    topic("text", lambda _payload: done.append("text"))
    for file in (1, 2):
        kept("pages", file=file)
    kept("text")
    assert outbox.deliver_due() == 1
    assert outbox.deliver_slow() == 1
    assert done == ["text", 1]
    assert outbox.deliver_slow() == 1
    assert outbox.deliver_slow() == 0


def test_the_worker_goes_on_with_what_is_quick_while_it_works_aside():
    """Each kind has a loop of its own, and both end when the worker is told to stop."""
    stop, aside_began, quick = threading.Event(), threading.Event(), []

    def aside():
        aside_began.set()
        stop.wait(10)
        return 0

    def at_hand():
        aside_began.wait(10)
        quick.append(1)
        if len(quick) == 3:
            stop.set()
        return 1

    other = threading.Thread(target=worker.work_until, args=(stop, aside))
    other.start()
    worker.work_until(stop, at_hand)
    other.join(10)
    assert (len(quick), other.is_alive()) == (3, False)


def test_one_worker_takes_a_message_and_another_leaves_it(topic):
    answers = []

    def handler(_payload):
        answers.append(outbox.deliver(message.pk))

    topic("far", handler, network=True)
    message = kept("far")
    assert outbox.deliver(message.pk)
    assert answers == [False]


def test_a_message_whose_worker_died_is_taken_again_after_its_lease(topic):
    def die(_payload):
        raise SystemExit

    topic("far", die, network=True)
    message = kept("far")
    with pytest.raises(SystemExit):
        outbox.deliver(message.pk)
    topic("far", lambda _payload: None, network=True)
    assert outbox.deliver_due() == 0
    Message.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert outbox.deliver_due() == 1


@pytest.mark.parametrize("network", [True, False])
def test_what_fails_is_tried_later_and_never_given_up_in_silence(topic, network):
    def fail(_payload):
        raise ConnectionError("no network")

    topic("some", fail, network=network)
    message = kept("some")
    assert outbox.deliver_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, message.fault) == ("waiting", 1, "ConnectionError")
    assert message.due_at > timezone.now()
    Message.objects.update(attempts=outbox.MAX_ATTEMPTS - 1, due_at=timezone.now())
    assert outbox.deliver_due() == 0
    message.refresh_from_db()
    assert message.state == Message.State.FAILED


def test_what_a_failed_handler_wrote_is_undone(topic):
    def half(_payload):
        outbox.put("left", {})
        raise ValueError

    topic("half", half)
    kept("half")
    outbox.deliver_due()
    assert not Message.objects.filter(topic="left").exists()


def test_the_same_thing_happening_twice_is_heard_twice_and_a_repeat_once(
    monkeypatch, topic, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setitem(
        events.subscribers, "unit.arrived", [lambda event_id, unit_id: heard.append((event_id, unit_id))]
    )
    topic("event:unit.arrived", lambda payload: events._hear("unit.arrived", payload))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            events.publish("unit.arrived", unit_id="7")
    assert [unit for _event, unit in heard] == ["7", "7"]
    first, second = (event for event, _unit in heard)
    assert first != second
    # Delivered again, an event keeps its number, so that the acts that it calls answer as before.
    Message.objects.update(state=Message.State.WAITING)
    outbox.deliver_due()
    assert [event for event, _unit in heard[2:]] == [first, second]
