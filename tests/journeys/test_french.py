"""The demonstration read in French by each role, each kind of page that a link leads to: no English is left."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.languages.reading import english_left, read

pytestmark = pytest.mark.one_database

ROLES = (
    "",
    "operator",
    "dispatcher",
    "rider",
    "focal_point",
    "investigator",
    "counsellor",
    "provider",
    "analyst",
    "trainer",
    "outreach_officer",
    "desk_head",
    "oversight",
    "administrator",
)
# One of each kind of page: numbers, months and choices in an address make no other kind.
_CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}|(?<==)[^&]+")
_NOT_PAGES = ("/static/", "/leave", "/staff/sign-out")
_OF_EACH_KIND = 2
# What the demonstration's people wrote in English: the posts' titles, and the text that went to a caller's phone.
_DATA = {"Focal point", "Head of desk", "May we call or write to this number? %(answer)s"}


@pytest.mark.parametrize("role", ROLES)
def test_a_french_reader_meets_no_english(page_of, serve, role):
    window = page_of(role).context
    window.set_extra_http_headers({"Accept-Language": "fr"})
    waiting, seen, faults = ["/staff/" if role else "/"], {}, []
    while waiting:
        path = waiting.pop(0)
        kind = _CHANGING.sub("#", path)
        if path in seen.get(kind, ()) or len(seen.get(kind, ())) >= _OF_EACH_KIND:
            continue
        seen.setdefault(kind, set()).add(path)
        answer = window.request.get(serve.address + path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page = answer.text()
        assert answer.status < 500, path
        assert read(page).language == "fr", path
        faults += [f"{path}: {sentence}" for sentence in english_left(page) - _DATA]
        links = (unescape(link) for link in re.findall(r'href="(/[^"#]*)', page))
        waiting += [link for link in links if not link.startswith(_NOT_PAGES)]
    assert len(seen) >= 3
    assert faults == []
