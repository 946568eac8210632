"""What networks send: once kept, always answered, never a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest

from genderdesk.casework.hotline.models import Contact, GatewayEvent, TextMessage, UssdSession
from genderdesk.casework.intake.models import Addition, Report
from tests.hotline.conftest import CALLER, Desks, opened

EVENTS = [
    ("call", {"type": "call.offered", "reference": "c1", "from": CALLER}),
    ("sms", {"from": CALLER, "text": "Help me", "reference": "m1"}),
    ("ussd", {"from": CALLER, "text": "2*1*1*1*1", "reference": "s1"}),
]


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize(("channel", "body"), EVENTS)
def test_an_event_that_comes_twice_makes_one_record_and_one_answer(
    send: Any, channel: str, body: dict[str, str], numbered: bool
) -> None:
    body = {**body, **({"event_id": "e1"} if numbered else {})}
    first, second = send(channel, **body), send(channel, **body)
    assert first == second
    assert GatewayEvent.objects.count() == 1
    assert Contact.objects.count() == 1
    assert Report.objects.count() == (0 if channel == "call" else 1)
    assert Addition.objects.count() == 0


def test_a_repeat_with_another_retry_count_is_still_the_same_event(send: Any) -> None:
    event = {"event_id": "e1", "from": CALLER, "text": "Help", "reference": "m1"}
    assert send("sms", retryCount="0", **event) == send("sms", retryCount="3", **event)
    assert Contact.objects.count() == 1


def test_an_unknown_event_is_kept_and_answered(send: Any) -> None:
    answer = send("call", event_id="e1", type="call.teleported", reference="c1")
    assert answer["ok"] is True
    assert answer["known"] is False
    assert GatewayEvent.objects.get().known is False


def test_an_unknown_status_is_kept_and_changes_nothing(send: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send("sms", **{"from": CALLER}, text="Help me", event_id="e1")
    sent = TextMessage.objects.get(outgoing=True)
    assert sent.state == "sent"
    answer = send("status", reference=sent.provider_id, text="Wobbling", event_id="e2")
    assert (answer["ok"], answer["known"]) == (True, False)
    sent.refresh_from_db()
    assert (sent.state, sent.provider_status) == ("sent", "Wobbling")
    send("status", reference=sent.provider_id, text="Success", event_id="e3")
    send("status", reference=sent.provider_id, text="Sent", event_id="e4")
    sent.refresh_from_db()
    assert sent.state == "delivered"


def test_an_event_about_nothing_we_know_is_kept_with_the_reason(send: Any) -> None:
    for channel, body in (
        ("call", {"type": "call.ended", "reference": "nobody"}),
        ("call", {"type": "call.dtmf", "reference": "nobody", "text": "1"}),
        ("status", {"reference": "nobody", "text": "Sent"}),
        ("ussd", {"type": "ussd.ended", "reference": "nobody"}),
        ("sms", {"from": "MTN", "text": "Buy now"}),
    ):
        answer = send(channel, **body)
        assert answer["ok"] is True
        assert answer["sentence"]
    assert GatewayEvent.objects.exclude(fault="").count() == 5
    assert Contact.objects.count() == 0


@pytest.mark.parametrize("token", ["wrong", "x" * 64, "..", "%00", "ü"])
def test_a_wrong_token_is_answered_as_if_there_were_nothing(desks: Desks, client: Any, token: str) -> None:
    answer = client.post(f"/gateway/{token}/sms/", data={"from": CALLER, "text": "x"})
    assert answer.status_code == 404
    assert GatewayEvent.objects.count() == 0


def test_the_simulator_is_refused_where_it_is_not_allowed(send: Any, settings: Any, client: Any) -> None:
    settings.TELEPHONE_SIMULATOR = False
    send("sms", status=404, **{"from": CALLER}, text="x")
    assert client.get("/simulator/").status_code == 404
    assert client.get("/simulator/state/").status_code == 404


def test_the_token_is_kept_as_a_digest_only(desks: Desks) -> None:
    assert desks.gateway.token not in desks.gateway.token_hash


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", "{"),
        ("application/json", "[]"),
        ("application/json", '"x"'),
        ("application/json", b"\xff\xfe"),
        ("application/json", '{"type": ["call.offered"]}'),
        ("application/json", '{"type": "call.offered"}'),
        ("application/json", '{"type": "sms.received", "from": "+250788000001"}'),
        ("application/json", '{"from": "' + "1" * 200 + '"}'),
        ("application/x-www-form-urlencoded", ""),
        ("text/plain", "hello"),
        ("multipart/form-data; boundary=x", "--x\r\n\r\n"),
    ],
)
def test_what_is_no_event_gets_400_and_a_sentence(
    desks: Desks, client: Any, content_type: str, body: str | bytes
) -> None:
    answer = client.post(f"/gateway/{desks.gateway.token}/call/", data=body, content_type=content_type)
    assert answer.status_code == 400
    assert len(answer.json()["sentence"]) > 10
    assert GatewayEvent.objects.count() == 0


def test_a_get_is_told_to_post_and_a_giant_body_is_refused(desks: Desks, client: Any) -> None:
    address = f"/gateway/{desks.gateway.token}/sms/"
    assert client.get(address).status_code == 405
    assert client.post(address, data="x" * 70_000, content_type="application/json").status_code == 413


def test_form_fields_are_read_as_well_as_json(desks: Desks, client: Any) -> None:
    answer = client.post(f"/gateway/{desks.gateway.token}/sms/", data={"from": "0788 000 001", "text": "Aide"})
    assert answer.status_code == 200
    assert opened(Contact.objects.get().caller) == CALLER


def test_signs_outside_any_alphabet_do_no_harm(send: Any, desks: Desks, client: Any) -> None:
    text = "Ntabaza \u0000 \U0001f198 \ud83d ijoro ryose ôç"
    answer = client.post(
        f"/gateway/{desks.gateway.token}/sms/",
        data='{"from": "+250788000001", "event_id": "e1", "text": "Ntabaza \\u0000 \\ud83d\\ude98 \\ud83d ôç"}',
        content_type="application/json",
    )
    assert answer.status_code == 200, text
    assert opened(Report.objects.get().narrative).startswith("Ntabaza  \U0001f698")


def test_what_a_network_sent_is_sealed(send: Any) -> None:
    send("sms", **{"from": CALLER}, text="very private", event_id="e1")
    from django.db import connection

    with connection.cursor() as cursor:
        for table, columns in (
            ("hotline_gatewayevent", "raw, answer"),
            ("hotline_textmessage", "text"),
            ("hotline_contact", "caller, notes, phone_index"),
        ):
            cursor.execute(f"SELECT {columns} FROM {table}")
            for row in cursor.fetchall():
                for cell in row:
                    assert b"private" not in (bytes(cell) if not isinstance(cell, str) else cell.encode())
                    assert b"788000001" not in (bytes(cell) if not isinstance(cell, str) else cell.encode())
    assert "private" in opened(GatewayEvent.objects.get().raw)


def test_an_end_that_overtakes_its_beginning_leaves_an_abandoned_call(send: Any) -> None:
    send("call", type="call.ended", reference="c1", event_id="e2")
    send("call", type="call.offered", reference="c1", event_id="e1", **{"from": CALLER})
    assert Contact.objects.get().state == "short_abandoned"


def test_the_same_call_offered_under_two_event_numbers_is_one_call(send: Any) -> None:
    for number in ("e1", "e2"):
        send("call", type="call.offered", reference="c1", event_id=number, **{"from": CALLER})
    assert Contact.objects.count() == 1


def test_a_call_with_a_withheld_or_odd_number_still_rings(send: Any) -> None:
    for number, caller in enumerate(["", "anonymous", "+999", "3512"]):
        send("call", type="call.offered", reference=f"c{number}", **{"from": caller})
    assert Contact.objects.filter(state="ringing").count() == 4
    assert set(Contact.objects.values_list("phone_index", flat=True)) == {""}


def test_raw_events_are_emptied_after_a_month(send: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from genderdesk.casework.hotline.jobs import forget_old_events
    from genderdesk.groundwork.protection.acts import unguarded

    send("sms", **{"from": CALLER}, text="Help", event_id="e1")
    with unguarded("test"):
        GatewayEvent.objects.update(received_at=timezone.now() - timedelta(days=31))
    forget_old_events()
    assert not GatewayEvent.objects.get().raw
    assert UssdSession.objects.count() == 0
