"""A long form whose sign-in ran out: what was typed comes back to the same browser, and to nobody else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from genderdesk.casework.cases.models import CaseEvent
from tests.files import fresh

pytestmark = pytest.mark.django_db

HERE = {"HTTP_ORIGIN": "http://testserver"}
TYPED = 'She said: "come on <b>Monday</b> & bring\nthe papers"'


@pytest.fixture
def address(case):
    return f"/staff/cases/{case.pk}/note/"


def hidden(page: str) -> dict[str, str]:
    from html import unescape

    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)}


def test_what_was_typed_is_sent_again_after_the_sign_in(world, case, address):
    answer = Client().post(address, {"text": TYPED, "op_id": "0190c0de-0000-7000-8000-000000000001"}, **HERE)
    assert answer.status_code == 401
    words = answer.content.decode()
    assert "What you typed is kept on this page" in words
    assert "<b>Monday</b>" not in words
    assert answer.headers["Cache-Control"] == "no-store"
    kept = hidden(words)
    assert kept["text"].replace("\r\n", "\n") == TYPED
    again = world.client(world.focal_point).post(address, kept, **HERE)
    assert again.status_code == 302
    assert CaseEvent.objects.filter(case=fresh(case), kind="note").count() == 1


def test_nothing_is_kept_on_the_server(case, address, django_assert_num_queries):
    with django_assert_num_queries(0):
        Client().post(address, {"text": TYPED}, **HERE)


def test_another_sites_form_gets_no_second_try(case, address):
    for sender in ({"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}, {}):
        answer = Client().post(address, {"text": TYPED}, **sender)
        assert answer.status_code == 302
        assert "Monday" not in answer.content.decode()


def test_a_form_without_its_proof_comes_back_with_what_was_typed(world, case, address):
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(world.focal_point).cookies
    answer = client.post(address, {"text": TYPED}, **HERE)
    assert answer.status_code == 403
    assert hidden(answer.content.decode())["text"].replace("\r\n", "\n") == TYPED
    elsewhere = client.post(address, {"text": TYPED}, HTTP_ORIGIN="https://elsewhere.example")
    assert elsewhere.status_code == 403
    assert "Monday" not in elsewhere.content.decode()


def test_a_password_is_never_given_back(world):
    sent = {"username": "somebody", "password": "Kigali-horizon-7741", "code": "123456"}
    words = Client().post("/staff/admin/people/add/", sent, **HERE).content.decode()
    assert "somebody" in words
    assert "7741" not in words
    assert "123456" not in words


def test_whoever_signs_in_sends_only_what_she_may(world, case, address):
    kept = hidden(Client().post(address, {"text": TYPED}, **HERE).content.decode())
    assert world.client(world.operator).post(address, kept, **HERE).status_code == 403
    assert not CaseEvent.objects.filter(case=case, kind="note").exists()
