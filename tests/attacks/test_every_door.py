"""Every address, by every role, with good, foreign and broken input: never a 500, never somebody else's record."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.models import Entry
from tests.attacks.twins import is_closed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROLES = (
    "operator",
    "dispatcher",
    "rider",
    "focal_point",
    "investigator",
    "counsellor",
    "analyst",
    "desk_head",
    "oversight",
    "administrator",
)
_FEW = 3
GARBAGE = {
    "op_id": "not-a-uuid",
    "district": "'; DROP TABLE intake_report; --",
    "narrative": "\x00\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace") * 3,
    "received_0": "9999-99-99",
    "received_1": "25:61",
    "immediate_danger": "maybe",
    "reporter_phone": "+" * 50,
    "month": "2026-13",
    "outcome": "<script>",
    "text": "\u202e" * 4000,
}


def addresses() -> Iterator[tuple[str, str]]:
    """Every address as (route, path), with random ids in the places of arguments."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for each in patterns:
            route = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            else:
                yield route

    for route in walk(get_resolver().url_patterns, ""):
        path = route.removeprefix("^")
        for converter, value in (("uuid:", str(uuid.uuid4())), ("int:", "7"), ("slug:", "x"), ("str:", "x"), ("", "x")):
            while f"<{converter}" in path:
                start = path.index(f"<{converter}")
                path = path[:start] + value + path[path.index(">", start) + 1 :]
        yield route, "/" + path.removesuffix("$")


def few_acts(paths: Iterator[str]) -> Iterator[str]:
    """The addresses, and three of the acts': one view answers for them all, before it knows which."""
    acts = 0
    for path in paths:
        acts += path.startswith("/api/v1/acts/")
        if acts <= _FEW or not path.startswith("/api/v1/acts/"):
            yield path


def doors(world, role: str) -> Iterator[str]:
    """What a role opens. A page that is closed to it refuses before it reads its address, whoever asks: those doors are
    tried by the rider, to whom most are closed."""
    for path in few_acts(path for _route, path in addresses()):
        if path.startswith(("/staff/sign-out", "/leave")):
            continue
        if role == "rider" or not is_closed(getattr(world, role), resolve(path).func):
            yield path


def signed_in(world, role: str) -> Client:
    client = world.client(getattr(world, role))
    client.raise_request_exception = True
    return client


@pytest.mark.parametrize("role", ROLES)
def test_no_address_breaks_whoever_opens_it(world, role):
    client = signed_in(world, role)
    for path in doors(world, role):
        answer = client.get(path)
        assert answer.status_code < 500, (role, path)


# What a database chokes on, PostgreSQL is given by who reaches the most pages.
@pytest.mark.parametrize(
    "role", ["desk_head", *(pytest.param(each, marks=pytest.mark.one_database) for each in ("operator", "rider"))]
)
def test_no_address_breaks_on_garbage(world, role):
    client = signed_in(world, role)
    for path in doors(world, role):
        if path.startswith("/staff/second-factor"):
            continue
        answer = client.post(path, GARBAGE)
        assert answer.status_code < 500, (role, path)
        answer = client.post(path, b"{", content_type="application/json")
        assert answer.status_code < 500, (role, path)


# The description of the endpoints is a page, so it sends a reader to sign in; a sister desk signs what it sends.
_OWN_ANSWERS = {"/api/v1/openapi.json": (302,), "/api/v1/witness/add-checkpoint": (400,)}


def test_the_public_reaches_no_staff_page(world):
    client = Client()
    for _route, path in addresses():
        if path.startswith("/staff/") and not path.startswith(("/staff/sign-", "/staff/second-factor/prove")):
            answer = client.get(path)
            assert answer.status_code in (302, 404, 405), path
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/staff/sign-in/"), path
        if path.startswith("/api/"):
            answer = client.post(path, b"{}", content_type="application/json")
            assert answer.status_code in _OWN_ANSWERS.get(path, (401, 403, 404, 405)), path


def test_public_pages_set_no_cookie(world):
    client = Client()
    for path in ("/", "/talk/", "/safety/", "/rights/", "/services/", "/report/", "/leave/done/"):
        assert not client.get(path).cookies, path


def test_a_refused_page_is_recorded(world):
    client = world.client(world.rider)
    assert client.get("/staff/reports/").status_code == 403
    entry = Entry.objects.latest("id")
    assert (entry.kind, entry.actor_id) == ("refusal", world.rider.id)


def test_every_page_keeps_out_of_caches_frames_and_referrers(world):
    for client, path in ((Client(), "/"), (world.client(world.operator), "/staff/")):
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_an_account_taken_away_is_refused_at_the_next_request(world):
    from genderdesk.organisation.accounts.acts import deactivate_user
    from genderdesk.organisation.accounts.models import User

    operator: Actor = world.operator
    client = world.client(operator)
    assert client.get("/staff/").status_code == 200
    deactivate_user(world.administrator, User.objects.get(pk=operator.id))
    assert client.get("/staff/").status_code == 302
