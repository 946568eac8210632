"""A half-filled public form, carried by the page itself: nothing is kept on the server, no cookie is set."""

from __future__ import annotations

from typing import Any

from genderdesk.groundwork.protection.drafts import open_draft, seal_draft

LIFE_SECONDS = 2 * 3600
_PUBLIC = "draft"


def write_draft(answers: dict[str, Any]) -> str:
    """The answers so far as one opaque word."""
    return seal_draft(answers, _PUBLIC)


def read_draft(word: str) -> dict[str, Any]:
    """The answers of a draft; an empty dict where it is none, is too old or was changed."""
    return dict(open_draft(word, _PUBLIC, LIFE_SECONDS) or {})
