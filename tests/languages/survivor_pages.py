"""Every page that somebody without an account can come to, in a language, the pages of the form with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client

FIXED = ("/", "/talk/", "/safety/", "/rights/", "/services/", "/feedback/", "/leave/done/", "/no-such-page/")
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


def _send(client: Client, page: str, step: str, answers: dict[str, str]) -> str:
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert draft, page
    assert f'name="step" value="{step}"' in page, (step, page)
    return client.post("/report/", {"draft": draft[1], "step": step, **answers}).content.decode()
