"""Every page that somebody without an account can come to, in a language, the pages of the form with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client

from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import ACKNOWLEDGED, ANSWERED, CLOSED, LOOKED_INTO, PASSED, PassedTo
from genderdesk.groundwork.protection.acts import unguarded

FIXED = (
    "/",
    "/talk/",
    "/safety/",
    "/rights/",
    "/services/",
    "/feedback/",
    "/complaint/follow/",
    "/leave/done/",
    "/no-such-page/",
)
LANGUAGES = ("en", "fr", "rw", "sw")
ANSWERS = {
    "safety": {"for_whom": "survivor", "safe_to_talk": "yes", "immediate_danger": "yes"},
    "health": {"injured_or_recent": "unknown", "child_involved": "no"},
    "place": {"district": "T11", "place_text": "x"},
    "telling": {
        "stated_kind": "physical",
        "occurred_date": "2026-01-05",
        "occurred_time": "10:00",
        "occurred_precision": "hour",
        "narrative": "x",
    },
    "contact": {"safe_to_contact": "yes", "reporter_phone": "0788 123 456", "hours": "morning"},
}

COMPLAINT = {
    "about": {"category": "rude", "about": "station", "district": "T11", "place_text": "x"},
    "words": {"narrative": "x", "happened_on": "2026-01-05", "who": "x"},
    "answer": {"answering": "text", "reply_phone": "0788 123 456", "reply_hours": "morning"},
}


def survivor_pages(language: str) -> Iterator[tuple[str, str]]:
    """(name, page): the fixed ones, then the form answered wrongly and rightly, checked, sent."""
    client = Client(headers={"accept-language": language})
    for path in FIXED:
        yield path, client.get(path).content.decode()
    page = client.get("/report/").content.decode()
    yield "/report/", page
    yield "/report/ too late", client.post("/report/", {"draft": "gone"}).content.decode()
    for step, answers in ANSWERS.items():
        yield f"/report/ {step} left empty", _send(client, page, step, {})
        page = _send(client, page, step, answers)
        yield f"/report/ after {step}", page
    done = _send(client, page, "check", {})
    assert "R-" in done, "the form was not sent"
    yield "/report/ done", done
    yield from _complaint_pages(client)


def _complaint_pages(client: Client) -> Iterator[tuple[str, str]]:
    """The same of a complaint: its three pages, the reference, and the way back to the answer."""
    page = client.get("/complaint/").content.decode()
    yield "/complaint/", page
    yield "/complaint/ too late", client.post("/complaint/", {"draft": "gone"}).content.decode()
    for step, answers in COMPLAINT.items():
        yield f"/complaint/ {step} left empty", _send(client, page, step, {}, to="/complaint/")
        page = _send(client, page, step, answers, to="/complaint/")
        yield f"/complaint/ after {step}", page
    grave = client.get("/complaint/").content.decode()
    for step, answers in COMPLAINT.items():
        grave = _send(client, grave, step, answers | {"category": "staff_violence"}, to="/complaint/")
    yield "/complaint/ of somebody who was hurt", grave
    quiet = client.get("/complaint/").content.decode()
    for step, answers in COMPLAINT.items():
        quiet = _send(client, quiet, step, answers | {"answering": "none"}, to="/complaint/")
    yield "/complaint/ without an answer", quiet
    number, pin = re.search(r"Q-[0-9A-Z-]{14}", page), re.search(r"PIN (\d{6})", page)
    assert number, "the form was not sent"
    assert pin
    known = {"number": number[0], "pin": pin[1]}
    for name, typed in {
        "left empty": {},
        "a slip": {"number": "Q-1", "pin": "1"},
        "of nobody": known | {"number": "Q-2345-2345-2345"},
        "right": known,
        "no words": known | {"text": ""},
        "more words": known | {"text": "x"},
    }.items():
        yield f"/complaint/follow/ {name}", client.post("/complaint/follow/", typed).content.decode()
    for state in (ACKNOWLEDGED, LOOKED_INTO, ANSWERED, PASSED, CLOSED):
        with unguarded("test"):
            Complaint.objects.filter(number=number[0]).update(state=state, passed_to=PassedTo.OMBUDSMAN)
        yield f"/complaint/follow/ {state}", client.post("/complaint/follow/", known).content.decode()


def feedback_pages(language: str, code: str) -> Iterator[tuple[str, str]]:
    """(name, page): the questions on the help with this code, which is used up; a wrong code and none before it."""
    client = Client(headers={"accept-language": language})
    for name, typed in {"left empty": "", "a slip": "F-1", "of nobody": "F-2345-2345-2345", "right": code}.items():
        page = client.post("/feedback/", {"code": typed}).content.decode()
        yield f"/feedback/ {name}", page
    op_id = re.search(r'name="op_id" value="([^"]+)"', page)
    assert op_id, "the code opened the questions"
    yield (
        "/feedback/ done",
        client.post("/feedback/", {"code": code, "op_id": op_id[1], "suggestions": ""}).content.decode(),
    )


def _send(client: Client, page: str, step: str, answers: dict[str, str], *, to: str = "/report/") -> str:
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert draft, page
    assert f'name="step" value="{step}"' in page, (step, page)
    return client.post(to, {"draft": draft[1], "step": step, **answers}).content.decode()
