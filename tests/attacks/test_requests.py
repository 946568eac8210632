"""Requests that no browser of ours sends: other methods, huge or broken bodies, forged headers and addresses."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from genderdesk.casework.care.acts import give_key
from genderdesk.casework.care.queries.fhir import key_words
from genderdesk.groundwork.protection.sessions import stored_key
from tests.attacks.test_every_door import addresses, few_acts
from tests.files import make_provider

# Methods, proofs and headers are met before a database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW")
# Pages that only show, for anybody and for staff.
PAGES = ("/", "/talk/", "/safety/", "/rights/", "/services/", "/report/", "/simulator/")
STAFF_PAGES = ("/staff/", "/staff/reports/", "/staff/cases/", "/staff/figures/", "/staff/me/", "/staff/line/")
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "https:evil.example", "javascript:alert(1)",
    "http://testserver@evil.example/", "/%09/evil.example", "\x00//evil.example", "data:text/html,x",
)  # fmt: skip
# Public pages set no cookie, so their forms have no proof: the switch of the language changes nothing but that word,
# and a report that a stranger's page sends in is one that a stranger could have sent himself; feedback needs its code,
# and a complaint is like a report, its answer needs the PIN.
# A telephone network has a secret in its address, a log that asks for a witness signs what it sends. A hospital's own
# system sends a key in its header and is known by that alone: the cookie of a browser opens nothing there.
WITH_A_SECRET = ("/gateway/", "/api/v1/witness/")
WITH_A_KEY = ("/api/fhir/",)
WITHOUT_PROOF = {"/language/", "/report/", "/feedback/", "/complaint/", "/complaint/follow/"}
# What a page for a fault must not tell.
TELLTALES = (
    "Traceback",
    "django",
    "Django",
    "settings",
    "SECRET",
    "sqlite",
    "postgres",
    "site-packages",
    ".py",
    "Exception",
)


def _paths() -> list[str]:
    out = ("/staff/sign-out", "/leave")
    return [path for _route, path in addresses() if not path.startswith(out)]


@pytest.fixture
def quiet(world: Any) -> Client:
    """A head of desk whose client answers like the server, not with the exception."""
    client = world.client(world.desk_head)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("method", METHODS)
def test_no_method_breaks_an_address(quiet, method):
    for path in few_acts(iter(_paths())):
        answer = quiet.generic(method, path, b"x")
        assert answer.status_code < 500, (method, path)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_no_other_method_slips_past_the_proof_of_a_form(world, method):
    """A method that changes needs the same proof as POST, or is refused."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(world.desk_head).cookies
    for path in few_acts(iter(_paths())):
        if path.startswith(WITH_A_KEY):
            assert client.generic(method, path, b"x").status_code == 401, (method, path)
        elif not path.startswith(WITH_A_SECRET) and path not in WITHOUT_PROOF:
            assert client.generic(method, path, b"x").status_code in (403, 404, 405), (method, path)


def test_every_form_asks_for_its_proof(world):
    """CSRF: a POST without the token is refused everywhere; a telephone network has a secret instead."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(world.desk_head).cookies
    for path in _paths():
        answer = client.post(path, {"op_id": str(uuid.uuid4())})
        if path.startswith(WITH_A_SECRET):
            assert answer.status_code in (400, 404), path
        elif path.startswith(WITH_A_KEY):
            assert answer.status_code == 401, path
        elif path in WITHOUT_PROOF:
            assert set(answer.cookies) <= {"lang"}
        else:
            assert answer.status_code in (403, 404, 405), path


def test_a_hospitals_key_lets_no_other_method_through(world):
    """With a right key every method that the address does not know is answered 405, and says which it knows."""
    key = key_words(give_key(world.desk_head, make_provider(world)))
    client = Client(enforce_csrf_checks=True)
    paths = [path for path in _paths() if path.startswith(WITH_A_KEY)]
    assert len(paths) == 2
    for path in paths:
        for method in METHODS:
            answer = client.generic(method, path, b"x", headers={"Authorization": f"Bearer {key}"})
            assert answer.status_code == 405, (method, path)
            assert set(answer.headers["Allow"].split(", ")) <= {"GET", "POST"}, (method, path)


def test_a_body_too_big_is_refused_in_a_sentence(quiet, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    for path in ("/report/", "/staff/reports/new/", "/staff/reports/find/", "/language/"):
        answer = quiet.post(path, {"narrative": "x" * 20_000})
        assert answer.status_code == 400, path
        assert not _told(answer.content.decode()), path
    answer = quiet.post("/api/v1/acts/report.receive", b"[" * 20_000, content_type="application/json")
    assert answer.status_code == 400


def test_too_many_fields_are_refused(quiet):
    answer = quiet.post("/report/", {f"field{number}": "x" for number in range(2_000)})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"7", b'"text"', b"\xff\xfe\x00", b'{"op_id": null}', b'{"op_id": "x", "extra": 1}',
        b'{"op_id": 1e999}', b"[" * 5_000, b'{"a":' * 2_000, b'{"op_id": "\\ud800"}', b'{"op_id": "\\u0000"}',
    ],
)  # fmt: skip
def test_no_json_breaks_the_api_or_a_gateway(quiet, body):
    paths = [path for path in _paths() if path.startswith("/api/v1/acts/")][:12]
    for path in (*paths, "/gateway/x/sms/", "/gateway/x/ussd/", "/gateway/x/call/"):
        answer = quiet.post(path, body, content_type="application/json")
        assert 400 <= answer.status_code < 500, (path, body)
        assert not _told(answer.content.decode(errors="replace")), path


@pytest.mark.parametrize("value", ["x\r\nSet-Cookie: a=b", "x\nLocation: https://evil.example", "\x00", "é" * 300])
def test_no_header_is_injected(world, value):
    client = world.client(world.desk_head)
    for answer in (
        client.post("/language/", {"language": value, "next": f"/talk/?{value}"}),
        client.get("/staff/figures/", {"of": value, "month": value}),
        client.get(f"/staff/sign-in/?next=/staff/{value}"),
        client.get("/", headers={"Accept-Language": value[:50].replace("\r", "").replace("\n", "")}),
    ):
        assert answer.status_code < 500
        assert not {"a", "x"} & set(answer.cookies)
        for name, text in answer.headers.items():
            assert "\n" not in text, name
            assert "\r" not in text, name


@pytest.mark.parametrize(
    "path",
    [
        "/static/../config/settings.py", "/static/..%2f..%2fkeys/root.key", "/static/%2e%2e/%2e%2e/etc/passwd",
        "/media/../keys/root.key", "/media/x", "/staff/figures/chart/../../x.svg", "/staff/figures/chart/..%2Fx.svg",
        "/staff/figures/../../etc/passwd/figures.csv", "//etc/passwd", "/.env", "/.git/config", "/%00",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_house(quiet, path):
    answer = quiet.get(path)
    assert answer.status_code in (301, 302, 400, 403, 404), path
    if answer.status_code in (301, 302):
        assert answer.headers["Location"].startswith("/"), path
        assert not answer.headers["Location"].startswith("//"), path
    assert b"root:" not in answer.content
    assert not _told(answer.content.decode(errors="replace")), path


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_address_sends_a_reader_elsewhere(world, target):
    """Open redirects: whatever ``next`` says, the way on stays here."""
    client = world.client(world.desk_head)
    answers = [
        client.post("/language/", {"language": "fr", "next": target}),
        client.get("/language/", {"next": target}),
        client.get("/staff/sign-in/", {"next": target}),
        client.post("/staff/sign-in/", {"next": target, "login": "x", "password": "x"}),
        Client().get("/staff/", {"next": target}),
        client.get("/leave/", {"next": target}),
        client.post("/staff/sign-out/", {"next": target}),
    ]
    for answer in answers:
        where = answer.headers.get("Location", "/")
        assert where.startswith("/"), (target, where)
        assert not where.startswith(("//", "/\\")), (target, where)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "testserver.evil.example", "a@evil.example"])
def test_no_foreign_host_is_answered(host):
    client = Client(raise_request_exception=False)
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.content.decode()
    assert not _told(answer.content.decode())


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"])
def test_no_header_of_a_proxy_is_believed(world, name):
    client = Client()
    answer = client.get("/staff/", headers={name: "evil.example"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/staff/sign-in/")


# Sessions


def test_a_session_given_by_somebody_else_is_not_taken_over(world):
    """Session fixation: signing in changes the session's key, whatever the browser brought along."""
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.organisation.accounts.models import User

    world.client(world.operator)
    user = User.objects.get(pk=world.operator.id)
    with unguarded("test"):
        user.set_password("a long password of hers")
        user.save()
    client = Client()
    client.cookies["gd"] = "k" * 32
    given = {"login": user.username, "password": "a long password of hers"}
    answer = client.post("/staff/sign-in/", given)
    assert answer.status_code == 302
    kept = client.cookies["gd"].value
    assert kept != "k" * 32
    assert not Session.objects.filter(session_key=stored_key("k" * 32)).exists()
    first = kept
    assert Session.objects.filter(session_key=stored_key(first)).exists()
    client.post("/staff/sign-out/")
    assert not Session.objects.filter(session_key=stored_key(first)).exists()
    client.cookies["gd"] = first
    assert client.get("/staff/").status_code == 302


def test_the_cookies_of_staff_are_for_this_server_alone(world):
    client = world.client(world.operator)
    client.get("/staff/")
    answer = Client().get("/staff/sign-in/")
    for name, cookie in answer.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name
        assert not cookie["domain"], name


# Headers on every answer


def _answers(world: Any) -> Iterator[tuple[str, Any]]:
    client = world.client(world.desk_head)
    client.raise_request_exception = False
    for path in (*PAGES, *STAFF_PAGES, *few_acts(iter(_paths()))):
        yield path, client.get(path)
    yield "400", client.get("/", headers={"Host": "evil.example"})
    yield "403", world.client(world.rider).get("/staff/reports/")
    yield "404", client.get("/there-is-none/")
    yield "csrf", Client(enforce_csrf_checks=True).post("/report/", {})
    yield "sign-in", Client().get("/staff/")


def test_every_answer_carries_its_safety(world):
    for path, answer in _answers(world):
        headers = answer.headers
        policy = {each.split()[0]: each.split()[1:] for each in headers["Content-Security-Policy"].split("; ")}
        assert policy["default-src"] == ["'none'"], path
        assert policy["script-src"] == policy["style-src"] == ["'self'"], path
        for directive, sources in policy.items():
            assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & set(sources), (path, directive)
        assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == ["'none'"], path
        assert policy["form-action"] == ["'self'"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert "no-store" in headers["Cache-Control"], path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Embedder-Policy"] == "require-corp", path
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert "geolocation=" in headers["Permissions-Policy"], path
        assert headers["X-Robots-Tag"] == "noindex, nofollow", path
        assert "Server" not in headers, path
        assert "X-Powered-By" not in headers, path


@pytest.mark.usefixtures("keeps_contexts")
def test_a_browser_that_proves_its_forms_tells_nobody_where_it_was(world):
    """No referrer at all; the form then comes with ``Origin: null`` and is believed for its own site's word alone."""
    browser = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    client = Client(enforce_csrf_checks=True, headers=browser)
    answer = client.get("/staff/sign-in/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    sent = {"login": "x", "password": "y", "csrfmiddlewaretoken": answer.context["csrf_token"]}
    assert client.post("/staff/sign-in/", sent, headers={"Origin": "null"}).status_code == 200
    for forged in ("cross-site", "same-site", "none", ""):
        refused = client.post("/staff/sign-in/", sent, headers={"Origin": "null", "Sec-Fetch-Site": forged})
        assert refused.status_code == 403, forged
    without_token = client.post("/staff/sign-in/", {"login": "x"}, headers={"Origin": "null"})
    assert without_token.status_code == 403
    stranger = client.post("/staff/sign-in/", sent, headers={"Origin": "https://evil.example"})
    assert stranger.status_code == 403


@pytest.mark.parametrize(("sent", "cleared"), [({}, '"cache", "storage"'), ({"waits": ""}, '"cache"')])
def test_signing_out_clears_the_browser_but_for_what_waits_to_be_sent(world, sent, cleared):
    answer = world.client(world.rider).post("/staff/sign-out/", sent)
    assert answer.headers["Clear-Site-Data"] == cleared
    assert answer.cookies["gd"].value == ""


# Pages for faults


def _told(text: str) -> list[str]:
    return [each for each in TELLTALES if each in text]


def test_pages_for_faults_tell_nothing_of_the_house(world, quiet):
    secret = "zq-typed-by-somebody"
    answers = {
        400: quiet.get("/", headers={"Host": "evil.example"}),
        403: world.client(world.rider).get("/staff/reports/"),
        404: quiet.get(f"/{secret}/?q={secret}"),
        405: quiet.put("/staff/reports/"),
    }
    for status, answer in answers.items():
        text = answer.content.decode()
        assert answer.status_code in (status, 200, 403), status
        assert not _told(text), (status, _told(text))
        assert secret not in text, status


def test_our_own_fault_is_a_page_without_a_detail(quiet, monkeypatch):
    from genderdesk.casework.intake import queries

    def broken(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("secret detail of hers")

    monkeypatch.setattr(queries, "reports", broken)
    answer = quiet.get("/staff/reports/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.content.decode()
    assert not _told(answer.content.decode())


def test_a_fault_in_the_log_names_no_words_of_hers(quiet, monkeypatch, caplog):
    """Django would put the address with its question into the log; the words of a form never come there."""
    from genderdesk.casework.intake.views import staff

    def broken(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(staff, "receive_report", broken)
    quiet.post("/staff/reports/new/", {"narrative": "words of hers", "reporter_name": "her name"})
    assert "words of hers" not in caplog.text
    assert "her name" not in caplog.text


def test_the_api_answers_faults_as_sentences(quiet):
    answer = quiet.post("/api/v1/acts/report.receive", b"{", content_type="application/json")
    assert answer.status_code in (400, 422)
    assert not _told(json.dumps(answer.json()))
